package dev.holdfast.audit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Goes through the lines of a file, compressed by gzip or not, and keeps one block of it in memory. */
final class LogLines {
    private static final int BLOCK = 4 << 20;
    private static final int PIECE = 1 << 16;
    /** No server writes such a line; whoever has all events in one document has many of them in it. */
    private static final int LONGEST = 1 << 30;

    private static final int FIRST_OF_GZIP = 0x1f;
    private static final int SECOND_OF_GZIP = 0x8b;

    private LogLines() {}

    /** Takes a line without its end. */
    interface Taker {
        /** Takes the bytes from one position to another, which change afterwards. */
        void line(byte[] bytes, int from, int to);
    }

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be read
     */
    static InputStream open(Path file) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), PIECE);
        try {
            plain.mark(2);
            boolean compressed = plain.read() == FIRST_OF_GZIP && plain.read() == SECOND_OF_GZIP;
            plain.reset();
            return compressed ? new GZIPInputStream(plain, PIECE) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Hands out each line, also one that has no end.
     *
     * @throws AuditLogException when the file is not readable as far as its end
     * @throws IOException when it cannot be read at all
     */
    static void read(Path file, Taker taker) throws IOException {
        try (InputStream in = open(file)) {
            byte[] block = new byte[BLOCK];
            int length = 0;
            while (true) {
                int read = in.read(block, length, block.length - length);
                int end = read < 0 ? length : length + read;
                int begin = 0;
                for (int i = length; i < end; i++) {
                    if (block[i] == '\n') {
                        hand(taker, block, begin, i);
                        begin = i + 1;
                    }
                }
                length = end - begin;
                if (read < 0) {
                    hand(taker, block, begin, end);
                    return;
                }
                if (begin > 0) {
                    System.arraycopy(block, begin, block, 0, length);
                } else if (length == block.length) {
                    block = grown(file, block);
                }
            }
        } catch (EOFException cut) {
            throw new AuditLogException(
                    file + " is compressed by gzip and cannot be read to its end: it was cut off", cut);
        } catch (ZipException broken) {
            throw new AuditLogException(
                    file + " is compressed by gzip and cannot be read to its end: " + broken.getMessage(), broken);
        }
    }

    private static byte[] grown(Path file, byte[] block) {
        if (block.length >= LONGEST) {
            throw new AuditLogException(file + " is no audit log: it has a line of more than 1 GB");
        }
        return Arrays.copyOf(block, block.length * 2);
    }

    private static void hand(Taker taker, byte[] bytes, int from, int to) {
        int begin = from;
        while (begin < to && bytes[begin] <= ' ') {
            begin++;
        }
        if (begin < to) {
            taker.line(bytes, begin, to);
        }
    }
}
