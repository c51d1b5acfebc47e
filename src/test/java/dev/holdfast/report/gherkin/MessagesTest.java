package dev.holdfast.report.gherkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.page.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads messages that Cucumber itself wrote. */
class MessagesTest {

    @TempDir
    static Path directory;

    private static Path file;

    @BeforeAll
    static void runCucumber() throws IOException {
        file = ReportDirectory.passed(directory).resolve(ReportPage.MESSAGES);
    }

    @Test
    void tellsAScenarioAsItIsWrittenAndHowItsStepsWent() throws IOException {
        ScenarioText text =
                Messages.read(file).at(ReportDirectory.FEATURE + ":20").orElseThrow();
        assertThat(text.feature()).isEqualTo(ReportDirectory.TITLE);
        assertThat(text.rule()).isEqualTo("Pods are created in order, each after the one before it is Ready");
        assertThat(text.name()).isEqualTo("Pod 2 is created after its predecessors");
        assertThat(text.tags()).containsExactly("@tutorial", "@order.create", "@order.waits-ready");
        assertThat(text.steps())
                .extracting(StepText::keyword, StepText::status, StepText::background)
                .containsExactly(
                        tuple("Given", StepText.Status.PASSED, true),
                        tuple("And", StepText.Status.PASSED, true),
                        tuple("When", StepText.Status.PASSED, false),
                        tuple("Then", StepText.Status.FAILED, false),
                        tuple("And", StepText.Status.SKIPPED, false));
        assertThat(text.steps().get(3).message()).contains("what was promised").doesNotContain("\tat ");
    }

    @Test
    void keepsTables() throws IOException {
        ScenarioText text =
                Messages.read(file).at(ReportDirectory.FEATURE + ":28").orElseThrow();
        assertThat(text.steps().get(3).table()).hasSize(3);
        assertThat(text.steps().get(3).table().get(0)).containsExactly("pod", "page");
    }

    @Test
    void readsWhatARunThatWasKilledLeft() throws IOException {
        String whole = Files.readString(file);
        int cut = whole.indexOf("\"testStepFinished\"");
        Path killed = Files.writeString(directory.resolve("killed.ndjson"), whole.substring(0, cut));
        ScenarioText text =
                Messages.read(killed).at(ReportDirectory.FEATURE + ":14").orElseThrow();
        assertThat(text.steps()).extracting(StepText::status).containsOnly(StepText.Status.UNKNOWN);
    }
}
