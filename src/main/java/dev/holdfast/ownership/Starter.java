package dev.holdfast.ownership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that started a run. Whoever finds what is left of the run can tell on the same machine whether it is still
 * going on; on another machine nobody can.
 *
 * @param host the name of its machine, for people
 * @param place what tells the machine, since it was started, and what of its processes can be seen, from every other one:
 *     names of machines are given more than once, and in a container numbers of processes are
 * @param process its number there
 * @param since when it was started, in milliseconds since 1970: numbers of processes are used again
 */
record Starter(String host, String place, long process, long since) {

    private static final Pattern FORMAT =
            Pattern.compile("([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)/(\\d{1,18})/(\\d{1,18})");

    /** The clock by which the start of a process is told may have been set since. */
    private static final long TOLERANCE_MILLIS = 2000;

    private static final String HERE = here();

    /** {@return this process} */
    static Starter self() {
        ProcessHandle self = ProcessHandle.current();
        return new Starter(hostName(), HERE, self.pid(), started(self));
    }

    /** {@return whether the process has surely ended} */
    boolean hasEnded() {
        return place.equals(HERE)
                && ProcessHandle.of(process)
                        .filter(running -> Math.abs(started(running) - since) <= TOLERANCE_MILLIS)
                        .isEmpty();
    }

    static Optional<Starter> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Starter(
                        matcher.group(1),
                        matcher.group(2),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** {@return what is written on an object} */
    @Override
    public String toString() {
        return String.join("/", host, place, Long.toString(process), Long.toString(since));
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return word(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String here() {
        try {
            return word(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip() + "." + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException | RuntimeException e) {
            // Told from no other, it is never taken for one whose processes can be seen.
            return UUID.randomUUID().toString();
        }
    }

    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]+", "-");
    }
}
