package dev.holdfast.recording;

import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.HistoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A scenario's history and the file that it is saved to. Each entry is in the file before anyone can act on it, so that
 * whatever happens to this process, the evidence is there as far as it went.
 */
public final class HistoryRecording {

    private final Path path;
    private final HistoryFile file;
    private final HistoryLog log;

    private HistoryRecording(Path path, HistoryFile file) {
        this.path = path;
        this.file = file;
        this.log = new HistoryLog(file);
    }

    /**
     * Begins a history.
     *
     * @param path the file; what was there is replaced
     * @return the history, empty
     */
    public static HistoryRecording begin(Path path) {
        try {
            return new HistoryRecording(path, HistoryFile.create(path));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the history " + path, failed);
        }
    }

    /** {@return the history} */
    public HistoryLog log() {
        return log;
    }

    /** {@return the file} */
    public Path path() {
        return path;
    }

    /** Marks the file as complete. Nothing may be written any more. */
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot finish the history " + path, failed);
        }
    }
}
