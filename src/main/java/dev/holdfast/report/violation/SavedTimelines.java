package dev.holdfast.report.violation;

import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The timelines of the scenarios of a run, from the histories that it saved. */
public final class SavedTimelines {

    private final Histories histories;

    /** Where the histories of scenarios come from. */
    @FunctionalInterface
    public interface Histories {
        /**
         * Reads the history of a scenario.
         *
         * @throws IOException if it cannot be read
         */
        History read(String file) throws IOException;
    }

    /** Takes them from somewhere. */
    public SavedTimelines(Histories histories) {
        this.histories = histories;
    }

    /**
     * Takes them from a report directory.
     *
     * @param directory the report directory
     */
    public static SavedTimelines in(Path directory) {
        return new SavedTimelines(file -> HistoryFile.read(directory.resolve(file)));
    }

    /**
     * Draws the timeline of a scenario; what its decisive verdicts name is evidence in it.
     *
     * @return nothing when no history was saved
     * @throws IOException if the history cannot be read
     */
    public Optional<Timeline> read(SavedScenario scenario) throws IOException {
        if (scenario.history().isEmpty()) {
            return Optional.empty();
        }
        Set<Long> named = new TreeSet<>();
        scenario.decisive().forEach(verdict -> named.addAll(verdict.evidence()));
        try {
            return Optional.of(Timeline.of(histories.read(scenario.history().get()), named));
        } catch (IllegalArgumentException noHistory) {
            throw new IOException(noHistory.getMessage(), noHistory);
        }
    }

    /** {@return the timeline of a scenario; nothing where there is none or it cannot be read} */
    public Optional<Timeline> find(SavedScenario scenario) {
        try {
            return read(scenario);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
