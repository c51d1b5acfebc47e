package dev.holdfast.cluster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** What is said in a container: kept in a file, and the part of it that is meant for the user told. */
final class ContainerLog implements Consumer<OutputFrame>, AutoCloseable {

    /** How the node that is built here begins what it tells the user. */
    private static final String NODE = "holdfast-node:";

    private static final String ERROR = "error: ";
    private static final String FATAL = "level=fatal msg=";

    private final BufferedWriter file;
    private final Progress progress;
    private final StringBuilder line = new StringBuilder();
    private Optional<String> error = Optional.empty();

    /**
     * A log that goes on from what is there.
     *
     * @param file the file
     * @param progress is told what the node is doing
     */
    ContainerLog(Path file, Progress progress) {
        this.progress = progress;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.file = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ClusterRefusedException("the log " + file + " cannot be written: " + e.getMessage());
        }
    }

    /** {@return why the node gave up, if it said so} */
    synchronized Optional<String> error() {
        return error;
    }

    @Override
    public void accept(OutputFrame frame) {
        if (frame.getBytes() != null) {
            said(frame.getUtf8String());
        }
    }

    /**
     * Keeps what was said.
     *
     * @param text a piece of text, which may end in the middle of a line
     */
    synchronized void said(String text) {
        line.append(text);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            whole(line.substring(0, end).stripTrailing());
            line.delete(0, end + 1);
        }
    }

    private void whole(String said) {
        try {
            file.write(said);
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log of the container", e);
        }
        if (said.startsWith(NODE)) {
            progress.say(said);
        } else if (said.startsWith(ERROR)) {
            error = Optional.of(said.substring(ERROR.length()));
        } else if (said.contains(FATAL)) {
            error = Optional.of(said.substring(said.indexOf(FATAL) + FATAL.length()));
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Whatever could be kept is in the file.
            return;
        }
    }
}
