package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.specification.ScenarioProfile;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    private final SpecifiedScenario data = scenario("Storage", "Data stays", 3, "storage.rebind", "tutorial");
    private final SpecifiedScenario name = scenario("Identity", "Names stay", 5, "identity.name");
    private final Selection all = Selection.of(List.of(data, name));

    @ParameterizedTest
    @CsvSource({
        "@storage,                                 Data stays",
        "not @storage,                             Names stay",
        "@storage and not @identity.name,          Data stays",
        "@identity,                                Names stay",
        "@tutorial and (not @identity.name),       Data stays",
    })
    void choosesByTags(String expression, String expected) {
        assertThat(all.tagged(expression).scenarios())
                .extracting(SpecifiedScenario::name)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@storag                     | no scenario has the tag @storag; `list tags` prints all; did you mean @storage?",
                "storage                     | no scenario has the tag storage; `list tags` prints all; did you mean @storage?",
                "@storage and @identity.name | no scenario matches --tags @storage and @identity.name; `list",
                "@storage and                | --tags @storage and is not a tag expression",
            })
    void refusesTagsInOneSentence(String expression, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.tagged(expression))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).startsWith(sentence).hasLineCount(1));
    }

    @Test
    void choosesByProfile() {
        SpecifiedScenario claims = scenario("Storage", "Claims stay", 7, "storage.rebind", "needs.storage-class");
        Selection some = Selection.of(List.of(data, claims, name));

        assertThat(some.ofProfiles(Set.of(ScenarioProfile.CORE)).scenarios()).containsExactly(data, name);
        assertThat(some.ofProfiles(Set.of(ScenarioProfile.NODES, ScenarioProfile.STORAGE))
                        .scenarios())
                .containsExactly(claims);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some.ofProfiles(Set.of(ScenarioProfile.NODES, ScenarioProfile.DISRUPTIVE)))
                .withMessageStartingWith("no scenario matches --profile disruptive,nodes; `list");
    }

    @Test
    void choosesThoseThatRunOnAnySet() {
        SpecifiedScenario any = scenario("Any", "Any set", 7, "any-set", "identity.name");

        assertThat(Selection.of(List.of(data, any, name)).ofAnySet().scenarios())
                .containsExactly(any);
        assertThatIllegalArgumentException()
                .isThrownBy(all::ofAnySet)
                .withMessageStartingWith("no scenario matches --set; ");
    }

    @Test
    void choosesByTheTitleAsARunPrintsIt() {
        assertThat(all.titled("^Identity › ").scenarios()).containsExactly(name);
        assertThat(all.titled("stay").scenarios()).containsExactly(data, name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.tagged("@storage").titled("Names"))
                .withMessageStartingWith("no scenario matches --tags @storage and --scenario Names");
    }

    @Test
    void suggestsTheTitleThatWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.titled("data stay$"))
                .withMessage("no scenario matches --scenario data stay$; `list scenarios` prints those that there are;"
                        + " did you mean \"Data stays\"?");
    }

    @Test
    void choosesWhatTheLastRunFoundBrokenOrInconclusiveOrDidNotComeTo() throws IOException {
        SavedRun run = run("FAILED", "PASSED", "");
        assertThat(all.notPassedIn(run).scenarios()).containsExactly(data);
        assertThat(all.notPassedIn(run("KNOWN_DEVIATION", "INCONCLUSIVE", "")).scenarios())
                .containsExactly(name);
        assertThat(all.notPassedIn(run("PASSED", "NOT_APPLICABLE", "\"Identity › Names stay\""))
                        .scenarios())
                .containsExactly(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.notPassedIn(run("PASSED", "NOT_APPLICABLE", "")))
                .withMessage("--rerun-failed has nothing to do: in the last run no scenario failed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.tagged("@identity.name").notPassedIn(run))
                .withMessageStartingWith("no scenario matches --tags @identity.name and --rerun-failed");
    }

    @Test
    void refusesFeaturesWithoutScenarios() {
        assertThatIllegalArgumentException().isThrownBy(() -> Selection.of(List.of()));
    }

    private static SavedRun run(String ofData, String ofName, String notRun) throws IOException {
        return SavedRun.parse("{\"scenarios\": [{\"feature\": \"Storage\", \"name\": \"Data stays\", \"outcome\": \""
                + ofData
                + "\"}, {\"feature\": \"Identity\", \"name\": \"Names stay\", \"outcome\": \"" + ofName
                + "\"}], \"notRun\": [" + notRun + "]}");
    }

    private static SpecifiedScenario scenario(String feature, String name, int line, String... tags) {
        return new SpecifiedScenario(feature, "", name, "features/a.feature", line, List.of(tags));
    }
}
