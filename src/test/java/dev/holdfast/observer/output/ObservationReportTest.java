package dev.holdfast.observer.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.HistoryFile;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.NoticesOfAFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationReportTest {

    @TempDir
    Path folder;

    private final ObservationReport report = new ObservationReport();

    @Test
    void drawsWhatWentOnAtTheEndAndWhatWasBrokenBefore() throws IOException {
        List<ClosedWindow> windows = NoticesOfAFault.observed().observer().windows();
        ClosedWindow broken =
                windows.stream().filter(ClosedWindow::broken).findFirst().orElseThrow();
        report.closed(broken);
        report.closed(new ClosedWindow(broken.set(), broken.history(), List.of()));

        Path page = report.write(folder, windows, "holdfast observe");

        assertThat(Files.readString(page)).contains("order.waits-ready");
        Path first = folder.resolve("histories")
                .resolve(broken.set().namespace() + "." + broken.set().statefulSet() + ".1.jsonl");
        assertThat(HistoryFile.read(first).entries())
                .hasSameSizeAs(broken.history().entries());
        try (var files = Files.list(folder.resolve("histories"))) {
            assertThat(files).hasSize(1 + windows.size());
        }
    }
}
