package dev.holdfast.history;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * A history as a file: one JSON object a line, each written out as it arrives, and a last line that says the file is complete. A
 * program that was killed leaves a file without that line, which is read as far as it goes and ends in a {@link Gap}.
 */
public final class HistoryFile implements Consumer<Entry>, Closeable {
    private final BufferedWriter writer;
    private long written;

    private HistoryFile(BufferedWriter writer) {
        this.writer = writer;
    }

    /**
     * Begins a file, and its folder when there is none; replaces what was there. It is compressed by gzip if its name ends in
     * {@code .gz}.
     *
     * @throws IOException if it cannot be written
     */
    public static HistoryFile create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!file.toString().endsWith(".gz")) {
            return new HistoryFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        }
        OutputStream plain = Files.newOutputStream(file);
        try {
            return new HistoryFile(
                    new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(plain), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Writes a complete file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, History history) throws IOException {
        try (HistoryFile out = create(file)) {
            history.entries().forEach(out);
        }
    }

    /**
     * Reads a file, whether it was compressed by gzip or not.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line other than an unfinished last one is not an entry; the message tells which
     */
    public static History read(Path file) throws IOException {
        return HistoryReader.read(file);
    }

    /**
     * Appends a line and hands it to the operating system.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    @Override
    public void accept(Entry entry) {
        line(EntryFormat.write(entry));
        written++;
    }

    /** Writes the last line and closes the file. */
    @Override
    public void close() throws IOException {
        try (writer) {
            line(EntryFormat.end(written));
        }
    }

    private void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the history: " + e.getMessage(), e);
        }
    }
}
