package dev.holdfast.guarantee.availability;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance of a pod noted of itself at one moment at which it ran.
 *
 * @param pod the name of its pod
 * @param uid the uid of its pod
 * @param start what tells this start of its container from any other
 * @param number which of its notes this is, from 1 on
 * @param confirmed the last of its notes of which it knew that the witness had heard it, 0 if none
 * @param kernel what names the start of the kernel on which it ran; the clocks of two notes are one if it is the same
 * @param time the clock of that kernel, in hundredths of a second
 * @param event what it noted, of which only {@link #ENDED} has a meaning here
 */
record Note(String pod, String uid, String start, int number, int confirmed, String kernel, long time, String event) {

    /** The last that it did was to note that it had ended. */
    static final String ENDED = "ended";

    private static final Pattern LINE =
            Pattern.compile("([^,]+),([^,]+),([^,]+),(\\d{1,9}),(\\d{1,9}),([^,]*),(\\d{1,12})\\.(\\d\\d),([a-z]+)");

    /** A line as it was read; nothing when it is not whole. */
    static Optional<Note> read(String line) {
        Matcher parts = LINE.matcher(line.strip());
        return parts.matches()
                ? Optional.of(new Note(
                        parts.group(1),
                        parts.group(2),
                        parts.group(3),
                        Integer.parseInt(parts.group(4)),
                        Integer.parseInt(parts.group(5)),
                        parts.group(6),
                        Long.parseLong(parts.group(7)) * 100 + Long.parseLong(parts.group(8)),
                        parts.group(9)))
                : Optional.empty();
    }

    /** Whether both were written by one start of one container. */
    boolean sameInstance(Note other) {
        return uid.equals(other.uid) && start.equals(other.start);
    }
}
