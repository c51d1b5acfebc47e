package dev.holdfast.recording;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Puts together the lines of a stream that arrives in pieces of any size. A line without its end is not a line yet. */
final class Lines {

    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    /**
     * Takes the next piece.
     *
     * @param piece the bytes as they came
     * @return the lines that this piece completed, without their ends; empty lines are left out
     */
    List<byte[]> take(byte[] piece) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                unfinished.write(piece, start, i - start);
                if (unfinished.size() > 0) {
                    lines.add(unfinished.toByteArray());
                }
                unfinished.reset();
                start = i + 1;
            }
        }
        unfinished.write(piece, start, piece.length - start);
        return lines;
    }
}
