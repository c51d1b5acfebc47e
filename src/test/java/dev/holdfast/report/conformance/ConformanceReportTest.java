package dev.holdfast.report.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceReportTest {

    private static final List<String> CATALOGUE =
            List.of("order.create", "order.waits-ready", "order.one-at-a-time", "replace.deleted", "storage.rebind");

    @TempDir
    Path directory;

    @Test
    void aRunThatPassedIsASuccess() throws IOException {
        String yaml = written(ReportDirectory.passed(directory), CATALOGUE);
        assertThat(violations(yaml)).isEmpty();
        assertThat(yaml)
                .startsWith("""
                        apiVersion: holdfast.dev/v1alpha1
                        kind: ConformanceReport
                        date: "2026-11-23T13:02:11Z"
                        result: success
                        holdfast:
                          version: 0.1.0
                        tested:
                          kubernetes: v1.37.2
                          distribution: embedded
                          cni: ptp
                          storageClass: holdfast-nfs
                          nodes: 1
                        """)
                .contains("reproduce: ./holdfast verify\n")
                .contains("notTested: []");
    }

    /** Profiles are of scenarios, and the word had two meanings. */
    @Test
    void theSchemaTakesFilesInWhichAreasAreCalledProfiles() throws IOException {
        String yaml = written(ReportDirectory.passed(directory), CATALOGUE);
        assertThat(yaml).contains("\nareas:\n").doesNotContain("profiles");
        assertThat(violations(yaml.replace("\nareas:\n", "\nprofiles:\n"))).isEmpty();
        assertThat(violations(yaml.replace("\nareas:\n", "\nparts:\n"))).isNotEmpty();
    }

    @Test
    void namesThePackagesInTheImagesOfARun() throws IOException {
        String yaml = written(ReportDirectory.passed(directory), CATALOGUE);
        assertThat(violations(yaml)).isEmpty();
        assertThat(yaml).contains("""
                  packages:
                    web:
                      - name: libc6
                        version: 2.36-9+deb12u10
                        architecture: amd64
                      - name: nginx-common
                        version: 1.22.1-9
                        architecture: all
                """);
        assertThat(violations(yaml.replace("        version: 1.22.1-9\n", ""))).isNotEmpty();
        assertThat(violations(yaml.replace("name: libc6", "origin: libc6"))).isNotEmpty();
        assertThat(violations(yaml.replace("architecture: all", "architecture: \"\"")))
                .isNotEmpty();
    }

    @Test
    void ofAnImageWithoutPackagesItSaysSoAndOfImagesThatAreNotKnownNothing() throws IOException {
        String run = """
                {"outcome": "PASSED", "ended": "2026-11-23T13:02:11Z", "holdfast": "1", "kubernetes": "v1.37.2",
                 "command": "./holdfast verify", "cluster": {"images": {"coredns": "coredns:1", "web": "mine:1"}%s},
                 "guarantees": [], "scenarios": []}
                """;
        String known = text(String.format(run, ", \"packages\": {\"coredns\": []}"));
        assertThat(violations(known)).isEmpty();
        assertThat(known).contains("  packages:\n    coredns: []\n");
        String chosen = text(String.format(run, ""));
        assertThat(violations(chosen)).isEmpty();
        assertThat(chosen).contains("    web: mine:1\n").doesNotContain("packages");
    }

    @Test
    void saysWhichComponentsAreNotOfTheReleaseOfTheServer() throws IOException {
        String yaml = text("""
                {"outcome": "PASSED", "ended": "2026-11-23T13:02:11Z", "holdfast": "1", "kubernetes": "v1.37.2",
                 "command": "./holdfast verify", "guarantees": [], "scenarios": [],
                 "cluster": {"components": {"kube-controller-manager": "1.32.13", "etcd": "own build"}, "distribution": "embedded"}}
                """);
        assertThat(violations(yaml)).isEmpty();
        assertThat(yaml).contains("""
                tested:
                  kubernetes: v1.37.2
                  components:
                    etcd: own build
                    kube-controller-manager: 1.32.13
                  distribution: embedded
                """);
        assertThat(violations(yaml.replace("1.32.13", "old"))).isNotEmpty();
        assertThat(written(ReportDirectory.passed(directory), CATALOGUE)).doesNotContain("components");
    }

    @Test
    void aBrokenGuaranteeIsAFailureOfItsAreaAndOfTheWhole() throws IOException {
        ConformanceReport report = report(ReportDirectory.failed(directory), CATALOGUE);
        assertThat(violations(ConformanceFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("failure");
        assertThat(report.areas())
                .extracting(ConformanceReport.AreaReport::name, ConformanceReport.AreaReport::result)
                .containsExactly(tuple("core", "failure"), tuple("storage", "success"));
        assertThat(report.areas().get(0).statistics())
                .containsEntry("passed", 3L)
                .containsEntry("failed", 1L);
        assertThat(report.areas().get(0).guarantees())
                .filteredOn(each -> each.id().equals("order.waits-ready"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.verdict()).isEqualTo("failed");
                    assertThat(each.reason()).startsWith("pod 2 was created at resourceVersion ");
                    assertThat(each.scenarios()).hasSize(2);
                });
    }

    @Test
    void aStepSpeaksOnlyOfWhatItSawBrokenAndOfWhatWasNotShown() throws IOException {
        ConformanceReport report = ConformanceReport.of(SavedRun.parse("""
                        {"outcome": "FAILED", "ended": "2026-11-23T13:02:11Z", "holdfast": "1", "kubernetes": "v1.37.2",
                         "command": "./holdfast verify",
                         "guarantees": [
                           {"id": "identity.name", "statement": "a", "source": "b", "outcome": "INCONCLUSIVE",
                            "scenarios": {"INCONCLUSIVE": ["A"]}},
                           {"id": "order.create", "statement": "a", "source": "b", "outcome": "FAILED",
                            "scenarios": {"FAILED": ["A"]}}],
                         "scenarios": [{"name": "A", "outcome": "FAILED", "guarantees": ["identity.name", "order.create"],
                                        "reason": "promised: blue\\nseen: red", "unmet": {"breaks": ["order.create"]}}]}
                        """), List.of("identity.name", "order.create"));
        assertThat(violations(ConformanceFile.text(report))).isEmpty();
        assertThat(report.areas().get(0).guarantees())
                .extracting(ConformanceReport.GuaranteeReport::verdict, ConformanceReport.GuaranteeReport::reason)
                .containsExactly(
                        tuple("inconclusive", "not shown: a step did not come true: red"), tuple("failed", "red"));
    }

    @Test
    void whatCouldNotBeJudgedIsPartial() throws IOException {
        ConformanceReport report = report(ReportDirectory.rolled(directory), List.of("update.one-at-a-time"));
        assertThat(violations(ConformanceFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("partial");
    }

    @Test
    void whatWasNotTestedIsNamedAndMakesThePassPartial() throws IOException {
        List<String> more = List.of("order.create", "identity.dns");
        ConformanceReport report = report(ReportDirectory.passed(directory), more);
        assertThat(violations(ConformanceFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("partial");
        assertThat(report.notTested()).containsExactly("identity.dns");
        assertThat(report.areas())
                .extracting(ConformanceReport.AreaReport::name)
                .contains("network");
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String yaml = written(ReportDirectory.passed(directory), CATALOGUE);
        assertThat(violations(yaml.replace("result: success", "result: splendid")))
                .isNotEmpty();
        assertThat(violations(yaml.replace("  nodes: 1\n", ""))).isNotEmpty();
        assertThat(violations(yaml.replace("kind: ConformanceReport", "kind: Report")))
                .isNotEmpty();
    }

    private static ConformanceReport report(Path directory, List<String> catalogue) throws IOException {
        return ConformanceReport.of(SavedRun.read(directory), catalogue);
    }

    private static String text(String run) throws IOException {
        return ConformanceFile.text(ConformanceReport.of(SavedRun.parse(run), List.of()));
    }

    private static String written(Path directory, List<String> catalogue) throws IOException {
        return Files.readString(ConformanceFile.write(directory, catalogue));
    }

    private static List<Error> violations(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/conformance.schema.json")), InputFormat.JSON);
        return schema.validate(yaml, InputFormat.YAML);
    }
}
