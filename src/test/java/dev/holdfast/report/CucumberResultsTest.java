package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.specification.CucumberRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs real scenarios, through the same engine as a real run. */
class CucumberResultsTest {

    @TempDir
    Path features;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Then all is well                     | PASSED",
                "Then something does not hold         | INCONCLUSIVE",
                "Then something does not come in time | INCONCLUSIVE",
                "When something does not come in time | INCONCLUSIVE",
                "Then order.create is seen broken     | FAILED",
                "Given order.create is seen broken    | INCONCLUSIVE",
                "Given something does not come in time| INCONCLUSIVE",
                "Given something does not hold        | INCONCLUSIVE",
                "Then something breaks                | INCONCLUSIVE",
                "Then nobody knows this step          | INCONCLUSIVE",
                "Then the clean-up breaks             | INCONCLUSIVE",
                "Given the cluster cannot do it       | NOT_APPLICABLE",
            })
    void saysHowAScenarioEndedWhoseVerdictIsGood(String step, Outcome outcome) throws IOException {
        assertThat(run("Given identity.name is judged kept", step).outcome()).isEqualTo(outcome);
    }

    @Test
    void blamesTheGuaranteeThatIsJudgedBrokenAndNoOther() throws IOException {
        ScenarioResult result = run(
                "Given identity.name is judged kept",
                "And order.create is judged broken",
                "Then something does not come in time");
        assertThat(result.about("order.create")).contains(Outcome.FAILED);
        assertThat(result.about("identity.name")).contains(Outcome.PASSED);
    }

    @Test
    void blamesTheGuaranteeThatAStepShowsToBeBrokenAndNoOther() throws IOException {
        ScenarioResult result = run("Given identity.name is judged kept", "Then order.create is seen broken");
        assertThat(result.about("order.create")).contains(Outcome.FAILED);
        assertThat(result.about("identity.name")).contains(Outcome.PASSED);
        assertThat(result.unmet())
                .hasValueSatisfying(step -> assertThat(step.breaks()).containsExactly("order.create"));
    }

    @Test
    void blamesNoGuaranteeForAStepThatDidNotComeTrue() throws IOException {
        ScenarioResult result = run("Given identity.name is judged kept", "Then something does not come in time");
        assertThat(result.about("identity.name")).contains(Outcome.PASSED);
        assertThat(result.unmet())
                .hasValueSatisfying(step -> assertThat(step.breaks()).isEmpty());
        assertThat(result.reason())
                .contains("\"Then something does not come in time\": pod 0 was not Ready within 60 s");
    }

    @Test
    void isNotShownWhatWasNotJudgedBeforeAStepDidNotComeTrue() throws IOException {
        ScenarioResult result = run("Given order.create is judged kept", "Then something does not come in time");
        assertThat(result.about("identity.name")).contains(Outcome.INCONCLUSIVE);
    }

    @Test
    void isNoUnmetStepWhereSomethingElseBreaks() throws IOException {
        assertThat(run("Given identity.name is judged kept", "Then something breaks")
                        .unmet())
                .isEmpty();
    }

    @Test
    void isNotPassedWhenNothingWasJudged() throws IOException {
        ScenarioResult result = run("Given all is well");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason()).contains("it did not judge what it is about: identity.name");
    }

    @Test
    void isFailedByAVerdictWhateverElseBroke() throws IOException {
        ScenarioResult result = run("Given order.create is judged broken", "Then something breaks");
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void isInconclusiveByAVerdict() throws IOException {
        ScenarioResult result = run("Given identity.name is judged unseen");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void saysWhichStepBrokeRatherThanWhatCouldNotBeJudgedThen() throws IOException {
        ScenarioResult result = run("Given identity.name is judged unseen", "And something does not hold");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("\"And something does not hold\""));
    }

    @Test
    void isNotApplicableWhenWhatItIsAboutIsNot() throws IOException {
        ScenarioResult result = run("Given identity.name is judged inapplicable", "And order.create is judged kept");
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void tellsWhereAndAboutWhat() throws IOException {
        ScenarioResult result = run("Given identity.name is judged kept", "Then something breaks");
        assertThat(result.title()).isEqualTo("Conduct › One");
        assertThat(result.location()).endsWith("conduct.feature:4");
        assertThat(result.guarantees()).containsExactly("identity.name");
        assertThat(result.history()).contains(Path.of("histories/a.jsonl"));
        assertThat(result.reason()).contains("\"Then something breaks\": connection refused");
    }

    private ScenarioResult run(String... steps) throws IOException {
        Files.writeString(
                features.resolve("conduct.feature"),
                "Feature: Conduct\n\n  @identity.name @other\n  Scenario: One\n    " + String.join("\n    ", steps)
                        + "\n");
        RunResults results = new RunResults(Plan.UNKNOWN, result -> {});
        results.begin();
        LauncherFactory.create()
                .execute(CucumberRequest.of(
                                features,
                                Map.of(
                                        "cucumber.glue",
                                        "dev.holdfast.report.glue",
                                        "cucumber.plugin",
                                        CucumberResults.class.getName()))
                        .build());
        List<ScenarioResult> all = results.scenarios();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
