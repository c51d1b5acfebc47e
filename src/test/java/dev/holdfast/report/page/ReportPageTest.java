package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.report.fixture.ReportDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    @TempDir
    Path directory;

    @Test
    void beginsWithWhatIsBrokenThenTheGuaranteesThenTheScenarios() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page)
                .contains("<title>✗ One guarantee is broken – Holdfast</title>")
                .contains(
                        "href=\"https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees\"")
                .contains("statefulset#deployment-and-scaling-guarantees")
                .contains("./holdfast verify");
        assertThat(page)
                .containsSubsequence(
                        "<h1>",
                        "class=\"card\" id=\"broken-order.waits-ready\"",
                        "<table class=\"guarantees\">",
                        "id=\"guarantee-order.waits-ready\"",
                        "<details class=\"kept\"",
                        "id=\"guarantee-order.create\"",
                        "class=\"scenario failed\"");
    }

    @Test
    void saysWhichComponentsAreNotOfTheReleaseOfTheServer() throws IOException {
        ReportDirectory.passed(directory);
        Path results = directory.resolve("results.json");
        assertThat(page(directory)).contains("Kubernetes v1.37.2 · embedded").doesNotContain("Components");
        Files.writeString(
                results,
                Files.readString(results)
                        .replace(
                                "\"distribution\" : \"embedded\"",
                                "\"components\" : {\"kube-scheduler\": \"1.36.3\", \"etcd\": \"own build\"},"
                                        + " \"distribution\" : \"embedded\""));
        assertThat(page(directory))
                .contains("Kubernetes v1.37.2 with etcd (own build), kube-scheduler 1.36.3 · embedded")
                .contains("Components");
    }

    @Test
    void tellsInACardWhatIsBrokenWhyThatMattersAndWhoDidItWhen() throws IOException {
        assertThat(card(page(ReportDirectory.failed(directory))))
                .containsSubsequence(
                        "Before a scaling operation is applied to a Pod",
                        "pod 2 was created at resourceVersion 4751 while pod 1 was not Ready",
                        "A member is added or removed while another is down, so that a quorum can be lost",
                        "<b>Pod nginx-statefulset-2 created</b>, resourceVersion 4751",
                        "<dt>who</dt><dd>kube-controller-manager</dd>",
                        "<dt>when</dt><dd>3.364 s, 13:00:03.364 UTC</dd>",
                        "./holdfast verify --scenario 'Pod 2 is created after its predecessors$'");
    }

    @Test
    void drawsInACardTheSmallestTimelineThatShowsItWithoutAScript() throws IOException {
        String card = card(page(ReportDirectory.failed(directory)));
        assertThat(card)
                .contains("the guarantee is broken from 3.364 to 4.472 s")
                .contains("nginx-statefulset-1 (uid ")
                .doesNotContain("nginx-statefulset-0 (uid ")
                .containsPattern("class=\"x-shade\" style=\"left:[0-9.]+%;width:[0-9.]+%\"")
                .contains("<code>status.conditions[Ready].status</code>")
                .contains("\"False\"")
                .contains("1 line logged in that second")
                .contains("\"Created pod\" pod=\"nginx-statefulset-2\"");
    }

    private static String card(String page) {
        int from = page.indexOf("<article class=\"card\"");
        return page.substring(from, page.indexOf("</article>", from));
    }

    @Test
    void opensTheScenarioThatShowsTheWorstAndNoOther() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        assertThat(page)
                .contains(
                        "<details class=\"scenario failed\" id=\"scenario-pod-2-is-created-after-its-predecessors\" open")
                .contains(
                        "<details class=\"scenario passed\" id=\"scenario-a-recreated-pod-finds-its-own-data-again\" data");
        assertThat(page.indexOf("class=\"scenario failed\"")).isLessThan(page.indexOf("class=\"scenario passed\""));
    }

    @Test
    void saysOfAnEntryWhatChangedAndWhoWroteIt() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        String scenario =
                page.substring(page.indexOf("class=\"scenario failed\""), page.indexOf("class=\"scenario passed\""));
        assertThat(scenario)
                .containsPattern("(?s)<td class=\"by\">kubelet \\(status\\)</td><td>Running, Ready · Ready=True.*"
                        + "status.conditions\\[Ready\\].status")
                .doesNotContain("managedFields");
    }

    @Test
    void packsTheEventsOfWhatIsAsPromised() throws IOException {
        String page = page(ReportDirectory.failed(directory));
        String passed = page.substring(page.indexOf("class=\"scenario passed\""));
        Matcher packed = Pattern.compile("<script type=\"application/gzip\">([^<]+)</script>")
                .matcher(passed);
        assertThat(packed.find()).isTrue();
        assertThat(unpacked(packed.group(1)))
                .startsWith("<table>")
                .contains("<tr class=\"added\" data-index=")
                .contains("<span class=\"kind\">StatefulSet</span> nginx-statefulset");
        assertThat(passed).doesNotContain("<tr class=\"added\"");
    }

    private static String unpacked(String packed) throws IOException {
        try (InputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void foldsScenariosByWhatTheySay() throws IOException {
        ReportDirectory.failed(directory);
        Path results = directory.resolve("results.json");
        String more = "\"PASSED\" : [ \"" + ReportDirectory.TITLE + " › A recreated pod finds its own data again\"";
        Files.writeString(
                results,
                Files.readString(results)
                        .replaceFirst(
                                "\"PASSED\" : \\[ ",
                                "\"NOT_APPLICABLE\" : [ \"" + ReportDirectory.TITLE
                                        + " › A recreated pod finds its own data again\", \"" + ReportDirectory.TITLE
                                        + " › Pod 2 is created after its predecessors\", \"" + ReportDirectory.TITLE
                                        + " › Pod 1 is not created before pod 0 is Ready\" ], " + more + ", "));
        assertThat(page(directory)).contains("<summary>3 more not applicable</summary>");
    }

    @Test
    void saysThatAGuaranteeIsKnownToDeviateBesideThoseThatHold() throws IOException {
        ReportDirectory.passed(directory);
        Path results = directory.resolve("results.json");
        Files.writeString(
                results,
                Files.readString(results)
                        .replaceFirst(
                                "\"outcome\" : \"PASSED\",(\\s+)\"scenarios\"",
                                "\"outcome\" : \"KNOWN_DEVIATION\",$1\"scenarios\""));
        assertThat(page(directory))
                .contains("Every guarantee that was judged holds, except for 1 that is known to deviate</h1>");
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
