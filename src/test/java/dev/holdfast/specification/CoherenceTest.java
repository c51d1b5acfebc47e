package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which features, definitions and guarantees can come apart is refused. */
class CoherenceTest {

    private static final String WELL = """
            @tutorial
            Feature: Sets

              @order.create
              Scenario: First
                Given the headless Service "stateful-svc"
            """;

    private final Coherence coherence =
            new Coherence(List.of("order.create"), List.of("order.create"), List.of("tutorial"));

    @TempDir
    Path features;

    @TempDir
    Path scratch;

    @Test
    void hasNothingAgainstWhatIsWell() throws IOException {
        assertThat(objections(coherence, WELL)).isEmpty();
    }

    @Test
    void refusesAGuaranteeWithoutAScenario() throws IOException {
        assertThat(objections(
                        new Coherence(List.of("order.create", "order.scale-up"), List.of(), List.of("tutorial")), WELL))
                .containsExactly("the guarantee order.scale-up has no scenario");
    }

    @Test
    void refusesAScenarioWithoutAGuarantee() throws IOException {
        assertThat(objections(coherence, WELL + "\n  Scenario: Second\n    Given nothing\n"))
                .containsExactly("\"Second\" (sets.feature:8) is about no guarantee");
    }

    @Test
    void refusesATagThatNamesNoGuarantee() throws IOException {
        assertThat(objections(coherence, WELL.replace("@order.create", "@order.create @order.creat")))
                .containsExactly("@order.creat of \"First\" (sets.feature:5) names no guarantee");
    }

    @Test
    void refusesACatalogueThatLacksWhatTheTutorialShows() throws IOException {
        assertThat(objections(
                        new Coherence(
                                List.of("order.create"), List.of("order.create", "delete.orphan"), List.of("tutorial")),
                        WELL))
                .containsExactly("the guarantee delete.orphan is missing in the catalogue");
    }

    @Test
    void refusesTwoScenariosOfOneName() throws IOException {
        assertThat(objections(coherence, WELL + "\n  @order.create\n  Scenario: First\n    Given nothing\n"))
                .containsExactly("\"First\" (sets.feature:9) has the name of another scenario");
    }

    @Test
    void refusesAFeatureThatCannotBeRead() {
        assertThatThrownBy(() -> objections(coherence, WELL + "    Pods fall\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("sets.feature is no feature: (7:5)");
    }

    @Test
    void refusesAStepWithoutADefinition() throws IOException {
        write(WELL + "    And pods fall from the sky\n");
        assertThat(StepUsage.of(features, scratch).undefined()).singleElement().satisfies(why -> assertThat(why)
                .contains("First", "pods fall from the sky"));
    }

    @Test
    void refusesADefinitionWithoutAStep() throws IOException {
        write(WELL);
        StepUsage dryRun = StepUsage.of(features, scratch);
        assertThat(dryRun.undefined()).isEmpty();
        assertThat(dryRun.unused()).isNotEmpty().noneSatisfy(definition -> assertThat(definition)
                .contains("the headless Service"));
    }

    private List<String> objections(Coherence against, String feature) throws IOException {
        write(feature);
        return against.objections(FeatureFiles.read(features, features));
    }

    private void write(String feature) throws IOException {
        Files.writeString(features.resolve("sets.feature"), feature);
    }
}
