package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.report.fixture.ReportDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    @TempDir
    Path directory;

    @Test
    void beginsWithTheVerdictAndTheGuarantees() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page)
                .contains("<title>✗ One guarantee is broken – Holdfast</title>")
                .contains("<code>order.waits-ready</code>")
                .contains(
                        "href=\"https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees\"")
                .contains("statefulset#deployment-and-scaling-guarantees")
                .contains("./holdfast verify");
        assertThat(page.indexOf("<h1>")).isLessThan(page.indexOf("class=\"guarantees\""));
        assertThat(page.indexOf("class=\"guarantees\"")).isLessThan(page.indexOf("class=\"scenario "));
    }

    @Test
    void opensWhatIsNotAsPromisedAndShowsItFirst() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page)
                .contains(
                        "<details class=\"scenario failed\" id=\"scenario-pod-2-is-created-after-its-predecessors\" open>")
                .contains(
                        "<details class=\"scenario passed\" id=\"scenario-a-recreated-pod-finds-its-own-data-again\">");
        assertThat(page.indexOf("class=\"scenario failed\"")).isLessThan(page.indexOf("class=\"scenario passed\""));
    }

    @Test
    void tellsAViolationWithItsEntriesInFull() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page)
                .containsPattern("pod 2 was created at resourceVersion \\d+ while pod 1 was not Ready")
                .containsPattern("rv \\d+  Pod nginx-statefulset-2  ADDED  Pending, not Ready")
                .contains("\"kind\" : \"Pod\",");
    }

    @Test
    void needsNothingFromElsewhere() throws IOException {
        String page = page(ReportDirectory.passed(directory));
        assertThat(page)
                .doesNotContainPattern("<script[^>]+src=")
                .doesNotContainPattern("<link[^>]+href=\"(?!data:)")
                .doesNotContain("@import")
                .doesNotContain(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void isTheSameWhenItIsMadeAgain() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page(directory)).isEqualTo(page);
    }

    @Test
    void escapesWhatItIsGiven() throws IOException {
        Path results = ReportDirectory.passed(directory).resolve("results.json");
        Files.writeString(
                results,
                Files.readString(results).replace("3 pods were created", "<script>alert(1)</script> were created"));
        assertThat(page(directory)).contains("&lt;script").doesNotContain("<script>alert");
    }

    @Test
    void doesWithoutHistoriesAndMessages() throws IOException {
        ReportDirectory.passed(directory);
        Files.delete(directory.resolve(ReportPage.MESSAGES));
        Files.delete(directory.resolve("histories/a-recreated-pod-finds-its-own-data-again.jsonl"));
        assertThat(page(directory))
                .contains("Its history cannot be read")
                .contains("Every guarantee that was judged holds");
    }

    @Test
    void saysThatThereAreNoResults() {
        assertThatThrownBy(() -> ReportPage.write(directory)).isInstanceOf(IOException.class);
    }

    private static String page(Path directory) throws IOException {
        return Files.readString(ReportPage.write(directory));
    }
}
