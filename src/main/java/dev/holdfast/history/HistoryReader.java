package dev.holdfast.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file of a history block by block, as many at a time as there are processors. What is large stays in the file: from a
 * certain size on the texts of the objects are read again when somebody asks for them.
 */
final class HistoryReader {
    private static final int BLOCK = 4 << 20;
    /** So much is still in the cache of the processor when Java copies it from where the kernel has put it. */
    private static final int PIECE = 1 << 16;

    private static final int LINE = 1 << 16;
    private static final long KEPT_UP_TO = 64 << 20;
    /**
     * What is not there by then does not come any more: in files that do not say up to where they are complete, and that were
     * ended in order. On a busy machine one kind was 0.7 s behind another at most.
     */
    private static final Duration LATE = Duration.ofSeconds(3);
    /** The first bytes of every file that gzip has made. */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Path file;
    private final int blockSize;
    private final boolean keepTexts;
    private final ExecutorService workers;
    private final Deque<Future<List<Entry>>> pending = new ArrayDeque<>();
    private final History.Growing history = new History.Growing();
    private final ThreadLocal<LineReader> readers = ThreadLocal.withInitial(LineReader::new);
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final int parallel;

    private HistoryReader(Path file, int blockSize, boolean keepTexts, int parallel) {
        this.file = file;
        this.blockSize = blockSize;
        this.keepTexts = keepTexts;
        this.parallel = parallel;
        this.workers = Executors.newFixedThreadPool(parallel);
    }

    /** Reads a file, as {@link HistoryFile#read} says. */
    static History read(Path file) throws IOException {
        return read(file, BLOCK, KEPT_UP_TO);
    }

    /**
     * Reads a file.
     *
     * @param blockSize how many bytes are read at a time
     * @param keptUpTo the size in bytes up to which a file's texts are kept in memory
     */
    static History read(Path file, int blockSize, long keptUpTo) throws IOException {
        long size = Files.size(file);
        boolean compressed = isCompressed(file);
        int parallel = (int) Math.min(size / blockSize + 1, Runtime.getRuntime().availableProcessors());
        // Of a compressed file no part can be found again.
        HistoryReader reader = new HistoryReader(file, blockSize, compressed || size <= keptUpTo, parallel);
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = compressed ? decompressed(plain) : plain) {
            return reader.read(in);
        } finally {
            reader.workers.shutdownNow();
        }
    }

    private static InputStream decompressed(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, PIECE);
        } catch (EOFException cut) {
            // It was cut off before the first byte of what it holds.
            return InputStream.nullInputStream();
        }
    }

    private static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(GZIP.length), GZIP);
        }
    }

    private History read(InputStream in) throws IOException {
        byte[] rest = new byte[0];
        long position = 0;
        while (true) {
            byte[] block = block(rest);
            int length = rest.length + fill(in, block, rest.length);
            boolean last = length < rest.length + blockSize;
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

    /** Reads as much as a block has, or the file still has. */
    private int fill(InputStream in, byte[] block, int from) throws IOException {
        int filled = 0;
        try {
            while (filled < blockSize) {
                int read = in.read(block, from + filled, Math.min(PIECE, blockSize - filled));
                if (read < 0) {
                    break;
                }
                filled += read;
            }
        } catch (EOFException cut) {
            // A compressed file that was cut off ends here, as a plain one does; its last line is missing then.
        }
        return filled;
    }

    /** The last block: its last line tells whether the file is complete. */
    private History finish(byte[] block, int length, long position) throws IOException {
        int contentEnd = length > 0 && block[length - 1] == '\n' ? length - 1 : length;
        int lastLine = lineEnd(block, contentEnd);
        String line = new String(block, lastLine, contentEnd - lastLine, StandardCharsets.UTF_8);
        byte[] end = Arrays.copyOfRange(block, lastLine, contentEnd);
        submit(block, 0, lastLine, position);
        while (!pending.isEmpty()) {
            take();
        }
        if (!EntryFormat.isEnd(line)) {
            // A whole line is something else than a line that nobody finished.
            if (contentEnd < length) {
                submit(block, lastLine, contentEnd, position);
                take();
            } else {
                unfinished(end, position + lastLine);
            }
            cutOff();
        } else if (!EntryFormat.tellsWhatIsKnown(line)) {
            long known = history.revisionAsOf(history.end().minus(LATE));
            history.add(new StreamProgress(history.size(), history.end(), Gap.EVERY_KIND, known));
        }
        return history.whole();
    }

    private void unfinished(byte[] line, long position) {
        if (line.length > 0) {
            try {
                new LineReader().read(line, 0, line.length, texts(line, position), history::add);
            } catch (RuntimeException cut) {
                // The program was killed while it wrote this line, so it is no entry; the gap says so.
            }
        }
    }

    private void cutOff() {
        history.add(new Gap(
                history.size(), history.end(), Gap.EVERY_KIND, 0, "the file ends before the recording was finished"));
    }

    /** A block that begins with some bytes; those that were read are used again. */
    private byte[] block(byte[] begin) {
        byte[] used = free.poll();
        byte[] block = used != null && used.length >= begin.length + blockSize
                ? used
                : new byte[begin.length + blockSize + LINE];
        System.arraycopy(begin, 0, block, 0, begin.length);
        return block;
    }

    private void submit(byte[] block, int from, int to, long position) throws IOException {
        if (pending.size() > parallel) {
            take();
        }
        pending.add(workers.submit(() -> lines(block, from, to, position)));
    }

    private void take() throws IOException {
        try {
            pending.remove().get().forEach(history::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + file, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoEntry bad) {
                throw new IllegalArgumentException(
                        "Line " + (history.size() + bad.lines + 1) + " of " + file + " is not a history entry",
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
        } finally {
            free.add(block);
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
