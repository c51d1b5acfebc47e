package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.pages.Page;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedLoadTest {

    @Test
    void saysWhatARunWillHaveOnTheClusterAtOnce() {
        List<SpecifiedScenario> scenarios = List.of(scenario("one", 2), scenario("two", 4), scenario("three", 3));
        assertThat(PlannedLoad.of(new DescribedCluster(), scenarios, 2, 1))
                .contains(
                        "  scenarios   2 of 3",
                        "  namespaces  2, one for each scenario",
                        "  pods        9",
                        "  volumes     0, each with a claim of 10Mi",
                        "  quota       5 pods and 0 persistentvolumeclaims in each namespace",
                        "  minutes     about 1, as 103 scenarios, 8 at once, took 4 on the embedded cluster with 2 cores;",
                        "              longer where nodes have to pull images or attach volumes",
                        "    tools     docker.io/library/busybox:1.36.1");
    }

    @Test
    void leavesOutWhatDoesNotApply() {
        SpecifiedScenario onNfs =
                new SpecifiedScenario("A", "", "nfs", "a.feature", 1, List.of("needs.nfs"), List.of());
        assertThat(PlannedLoad.of(new DescribedCluster(), List.of(scenario("one", 2), onNfs), 6, 3))
                .contains("  scenarios   1 of 1; 1 more do not apply to this cluster");
    }

    @Test
    void estimatesTheTimeOfAllRoundsOfWhatApplies() {
        List<SpecifiedScenario> scenarios = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            scenarios.add(scenario("scenario " + i, 2));
        }
        for (int i = 0; i < 6; i++) {
            scenarios.add(new SpecifiedScenario("A", "", "nfs " + i, "a.feature", 1, List.of("needs.nfs"), List.of()));
        }
        assertThat(PlannedLoad.of(new DescribedCluster(), scenarios, 2, 3))
                .contains("  scenarios   2 of 14; 6 more do not apply to this cluster")
                .anyMatch(line -> line.startsWith("  minutes     about 7, "));
    }

    @Test
    void countsAllThatIsThereAtOnceAgainstTheQuotaOfTheOneNamespace() {
        List<SpecifiedScenario> scenarios = List.of(
                scenario("one", 2),
                new SpecifiedScenario(
                        "A",
                        "",
                        "two",
                        "a.feature",
                        1,
                        List.of("needs.storage-class"),
                        List.of("a running StatefulSet with 3 replicas")));
        assertThat(PlannedLoad.of(DescribedCluster.confinedTo("team"), scenarios, 2, 1))
                .contains(
                        "  namespaces  none of its own: all is in team",
                        "  pods        7",
                        "  volumes     3, each with a claim of 10Mi",
                        "  quota       7 pods and 3 persistentvolumeclaims in the namespace");
    }

    /** With the whole specification, on a cluster that makes volumes and has no NFS server, four scenarios at once. */
    @Test
    void isShownToUsersAsItIs() throws IOException {
        List<String> said = PlannedLoad.of(
                new DescribedCluster(Optional.of("standard")),
                FeatureFiles.read(Path.of("features"), Path.of("")),
                4,
                1);
        for (String page : List.of("docs/your-cluster.md", "docs/guide.zh-CN.md")) {
            assertThat(Page.read(Path.of(page)).lacking(said)).as(page).isEmpty();
        }
    }

    @Test
    void estimatesFromTheRunThatThePageOnPerformanceTellsOf() throws IOException {
        MeasuredRun measured = MeasuredRun.EMBEDDED;
        assertThat(Files.readString(Path.of("docs/performance.md")))
                .contains("whole specification, when there were " + measured.scenarios() + " scenarios, "
                        + measured.parallel() + " at once | four minutes | `./holdfast verify --parallel "
                        + measured.parallel() + "`");
        assertThat(measured.duration()).isEqualTo(Duration.ofMinutes(4));
        long turn = measured.estimate(1, measured.parallel(), 1).toSeconds();
        assertThat(Files.readString(Path.of("docs/your-cluster.md")).replace('\n', ' '))
                .contains("each turn takes the " + turn + " seconds that it took");
    }

    @ParameterizedTest
    @CsvSource({"103, 8, 1, 240", "103, 8, 3, 720", "103, 4, 1, 480", "1, 8, 1, 18", "7, 6, 2, 73"})
    void aTurnTakesAsLongAsOneOfTheMeasuredRun(int scenarios, int parallel, int rounds, int seconds) {
        assertThat(MeasuredRun.EMBEDDED.estimate(scenarios, parallel, rounds).toSeconds())
                .isEqualTo(seconds);
    }

    private static SpecifiedScenario scenario(String name, int replicas) {
        return new SpecifiedScenario(
                "A",
                "",
                name,
                "a.feature",
                1,
                List.of(),
                List.of("a running StatefulSet with " + replicas + " replicas"));
    }
}
