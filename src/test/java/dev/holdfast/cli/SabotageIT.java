package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.Faults;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.guarantee.EndState;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.sabotage.SabotageFile;
import dev.holdfast.report.sabotage.SabotageReport;
import dev.holdfast.report.sabotage.SabotageReport.CellReport;
import dev.holdfast.report.sabotage.SabotageReport.FaultReport;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.util.RestoreSystemProperties;

/**
 * The quick selection of faults, on an embedded cluster of its own: what {@code ./holdfast sabotage --smoke} does. Does
 * nothing where only a part of the specification was asked for.
 */
@DisplayName("Promises that are broken on purpose")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RestoreSystemProperties // a run tells its scenarios their settings by them
class SabotageIT {

    private final Path directory = VerifyOptions.home().resolve("target/holdfast-sabotage");
    private final List<Fault> smoke = Faults.read(VerifyOptions.home().resolve("manifests")).stream()
            .filter(Fault::smoke)
            .toList();
    private SabotageReport report;
    private int code;

    @BeforeAll
    void breakThem() throws IOException {
        assumeTrue(System.getProperty("holdfast.tags", "").isBlank(), "only a part was asked for");
        Files.deleteIfExists(directory.resolve(SabotageFile.NAME));
        // Not the process's own streams: those belong to the channel to Maven.
        code = Holdfast.commandLine(new Terminal(System.out, System.err, false))
                .execute("sabotage", "--smoke", "--report", directory.toString());
        report = SabotageFile.read(directory);
    }

    @Test
    @DisplayName("are all noticed, each by the scenarios that have to, for the right reason")
    void allAreKilled() {
        assertThat(report.survivors()).isEmpty();
        assertThat(report.brokeOff()).isEmpty();
        assertThat(report.faults())
                .hasSize(10)
                .allSatisfy(fault -> assertThat(fault.result()).as(fault.id()).isEqualTo("killed"));
        assertThat(report.faults().stream().flatMap(fault -> fault.kills().stream()))
                .allSatisfy(kill -> assertThat(kill.guarantee()).isPresent());
    }

    @Test
    @DisplayName("are noticed by nobody to whom nothing was done")
    void noneIsAFalseAlarm() {
        assertThat(report.falseAlarms()).isEmpty();
        assertThat(report.controls()).isNotEmpty();
    }

    @Test
    @DisplayName("leave the cluster as it was")
    void theClusterIsAsBefore() {
        assertThat(report.differences()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    @DisplayName("are not seen by who only looks at how things ended")
    void anEndStateCheckWouldHavePassed() throws IOException {
        List<Fault> unseen = smoke.stream().filter(Fault::healthyInTheEnd).toList();
        assertThat(unseen).isNotEmpty();
        for (Fault fault : unseen) {
            List<CellReport> kills = report(fault).kills().stream()
                    .filter(kill -> kill.endState().orElse("").equals("healthy"))
                    .toList();
            assertThat(kills).as("kills of %s with a healthy end", fault.id()).isNotEmpty();
            for (CellReport kill : kills) {
                assertThat(kill.ending()).isEqualTo(CellOutcome.KILLED);
                assertThat(EndState.of(HistoryFile.read(history(kill))).difference())
                        .as("the end of %s in \"%s\"", fault.id(), kill.scenario())
                        .isEmpty();
            }
        }
    }

    private FaultReport report(Fault fault) {
        return report.faults().stream()
                .filter(each -> each.id().equals(fault.id()))
                .findFirst()
                .orElseThrow();
    }

    /** As the wave's own results name it. */
    private Path history(CellReport cell) throws IOException {
        Path wave = directory.resolve(SabotageFile.folder(cell.wave()));
        return SavedRun.read(wave).scenarios().stream()
                .filter(each -> each.name().equals(cell.scenario()))
                .flatMap((SavedScenario each) -> each.history().stream())
                .map(wave::resolve)
                .findFirst()
                .orElseThrow();
    }
}
