package dev.holdfast.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The JSON text of an object, wherever it is kept. A large history that was read from a file leaves its texts there. */
sealed interface Text {
    /**
     * The text.
     *
     * @throws UncheckedIOException if it is kept in a file that cannot be read any more
     */
    String read();

    /** Where the texts of objects are that are being read from bytes. */
    interface Source {
        /** The text of the object that lies between two positions of the bytes. */
        Text at(int from, int to);
    }

    /** A text that is kept in memory. */
    record Kept(String text) implements Text {
        @Override
        public String read() {
            return text;
        }
    }

    /** A text that is some bytes of a file. */
    record InFile(Path file, long offset, int length) implements Text {
        @Override
        public String read() {
            byte[] bytes = new byte[length];
            try (RandomAccessFile saved = new RandomAccessFile(file.toFile(), "r")) {
                saved.seek(offset);
                saved.readFully(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file + " again: " + e.getMessage(), e);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
