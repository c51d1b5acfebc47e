package dev.holdfast.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a file of a history block by block, as many at a time as there are processors. What is large stays in the file: from a
 * certain size on the texts of the objects are read again when somebody asks for them.
 */
final class HistoryReader {
    private static final int BLOCK = 4 << 20;
    private static final long KEPT_UP_TO = 64 << 20;

    private final Path file;
    private final boolean keepTexts;
    private final ExecutorService workers;
    private final Deque<Future<List<Entry>>> pending = new ArrayDeque<>();
    private final List<Entry> entries = new ArrayList<>();
    private final ThreadLocal<LineReader> readers = ThreadLocal.withInitial(LineReader::new);
    private final int parallel;

    private HistoryReader(Path file, long size, int parallel) {
        this.file = file;
        this.keepTexts = size <= KEPT_UP_TO;
        this.parallel = parallel;
        this.workers = Executors.newFixedThreadPool(parallel);
    }

    /** Reads a file, as {@link HistoryFile#read} says. */
    static History read(Path file) throws IOException {
        long size = Files.size(file);
        int blocks = Math.toIntExact(Math.min(size / BLOCK + 1, Integer.MAX_VALUE));
        HistoryReader reader = new HistoryReader(
                file, size, Math.min(blocks, Runtime.getRuntime().availableProcessors()));
        try {
            return reader.read();
        } finally {
            reader.workers.shutdownNow();
        }
    }

    private History read() throws IOException {
        byte[] rest = new byte[0];
        long position = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                byte[] block = Arrays.copyOf(rest, rest.length + BLOCK);
                int length = rest.length + Math.max(0, in.readNBytes(block, rest.length, BLOCK));
                boolean last = length < block.length;
                // The last line stays behind, since it may be that of the whole file.
                int end = last ? length : lineEnd(block, length - 1);
                if (!last) {
                    submit(block, 0, end, position);
                    rest = Arrays.copyOfRange(block, end, length);
                    position += end;
                } else {
                    return finish(block, length, position);
                }
            }
        }
    }

    /** The last block: its last line tells whether the file is complete. */
    private History finish(byte[] block, int length, long position) throws IOException {
        int contentEnd = length > 0 && block[length - 1] == '\n' ? length - 1 : length;
        int lastLine = lineEnd(block, contentEnd);
        String line = new String(block, lastLine, contentEnd - lastLine, StandardCharsets.UTF_8);
        submit(block, 0, lastLine, position);
        while (!pending.isEmpty()) {
            take();
        }
        if (EntryFormat.isEnd(line)) {
            return History.of(entries);
        }
        unfinished(block, lastLine, contentEnd, position);
        return History.of(entries);
    }

    private void unfinished(byte[] block, int from, int to, long position) {
        if (to > from) {
            try {
                new LineReader().read(block, from, to, texts(block, position), entries::add);
            } catch (RuntimeException cut) {
                // The program was killed while it wrote this line, so it is no entry; the gap below says so.
            }
        }
        Instant last = entries.isEmpty()
                ? Instant.EPOCH
                : entries.get(entries.size() - 1).at();
        entries.add(new Gap(entries.size(), last, Gap.EVERY_KIND, "the file ends before the recording was finished"));
    }

    private void submit(byte[] block, int from, int to, long position) throws IOException {
        if (pending.size() > parallel) {
            take();
        }
        pending.add(workers.submit(() -> lines(block, from, to, position)));
    }

    private void take() throws IOException {
        try {
            entries.addAll(pending.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + file, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoEntry bad) {
                throw new IllegalArgumentException(
                        "Line " + (entries.size() + bad.lines + 1) + " of " + file + " is not a history entry",
                        bad.getCause());
            }
            throw new IOException("Cannot read " + file, e.getCause());
        }
    }

    private List<Entry> lines(byte[] block, int from, int to, long position) throws NoEntry {
        List<Entry> read = new ArrayList<>();
        try {
            readers.get().read(block, from, to, texts(block, position), read::add);
        } catch (RuntimeException e) {
            throw new NoEntry(read.size(), e);
        }
        return read;
    }

    private Text.Source texts(byte[] block, long position) {
        return keepTexts
                ? (from, to) -> new Text.Kept(new String(block, from, to - from, StandardCharsets.UTF_8))
                : (from, to) -> new Text.InFile(file, position + from, to - from);
    }

    /** The position after the last line break before another position; 0 when there is none. */
    private static int lineEnd(byte[] block, int before) {
        int end = before;
        while (end > 0 && block[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** A line is no entry. */
    private static final class NoEntry extends Exception {
        private static final long serialVersionUID = 1;
        private final int lines;

        NoEntry(int lines, RuntimeException cause) {
            super(cause);
            this.lines = lines;
        }
    }
}
