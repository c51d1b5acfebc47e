package dev.holdfast.observer.output;

import dev.holdfast.history.HistoryFile;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.report.JudgedHistory;
import dev.holdfast.report.JudgementReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The page of an observation: the windows in which a promise was broken, and those that went on at the end. */
public final class ObservationReport {

    private static final int MOST = 100;

    private final List<ClosedWindow> broken = new ArrayList<>();

    /** A window is over. It is kept if it shows that a promise was broken; of very many, the first ones. */
    public synchronized void closed(ClosedWindow window) {
        if (window.broken() && broken.size() < MOST) {
            broken.add(window);
        }
    }

    /**
     * Writes the histories and the page.
     *
     * @param folder where they go to
     * @param last the windows that went on at the end
     * @param command what was typed
     * @return the page
     * @throws IOException when it cannot be written
     */
    public synchronized Path write(Path folder, Collection<ClosedWindow> last, String command) throws IOException {
        List<ClosedWindow> all = new ArrayList<>(broken);
        all.addAll(last);
        List<JudgedHistory> histories = new ArrayList<>();
        for (ClosedWindow window : all) {
            Path file = folder.resolve("histories")
                    .resolve(window.set().namespace() + "." + window.set().statefulSet() + "." + (histories.size() + 1)
                            + ".jsonl");
            HistoryFile.write(file, window.history());
            histories.add(new JudgedHistory(file, window.history(), window.judgements()));
        }
        return JudgementReport.write(folder, histories, command);
    }
}
