package dev.holdfast.history;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What was read outside the API: a name server's answer, a page, a pod's own host name, a file on the storage server, what
 * instances of pods noted of themselves. Appended when the answer has arrived; every attempt counts, so a scenario that asks again
 * records each answer.
 *
 * @param what one of {@link #DNS}, {@link #SRV}, {@link #PAGE}, {@link #HOSTNAME}, {@link #FILE}, {@link #JOURNAL}, {@link #HEARD}
 * @param subject what was asked: the DNS name, the URL or pod, the pod, the file's path on the server, the pod, the witness
 * @param uid the uid of the pod in which it was read (host name; page and journal read inside a pod), else empty
 * @param values the answer, empty when there was none
 */
public record ExternalRead(long index, Instant at, String what, String subject, String uid, List<String> values)
        implements Entry {
    /** A lookup: subject is the full name in lower case without a final dot, values the addresses; none = no such name. */
    public static final String DNS = "dns";
    /**
     * A lookup of the SRV records of a Service's port: subject is the full name in lower case without a final dot, values are each
     * the port and, after a space, the name of who serves it; none = no such name.
     */
    public static final String SRV = "srv";
    /** An HTTP GET: subject is the URL or, read inside a pod, that pod's name; values are the status code and the body. */
    public static final String PAGE = "page";
    /** The output of {@code hostname} in a pod: subject is the pod's name, the one value its answer. */
    public static final String HOSTNAME = "hostname";
    /** A file on the storage server: subject is its path as a client names it, the one value its content; none = absent. */
    public static final String FILE = "file";
    /**
     * What the instances of a pod noted of themselves in their volume: subject is the name of the pod in which it was read, values
     * are the lines, in the order in which each instance wrote its own.
     */
    public static final String JOURNAL = "journal";
    /** What a witness heard from instances of pods: subject is its name, values are the lines, in the order in which it heard them. */
    public static final String HEARD = "heard";

    /** Copies the values. */
    public ExternalRead {
        values = List.copyOf(values);
    }

    /** A lookup of a full name; no address means that the name server said there is no such name or no address. */
    public static ExternalRead dns(String name, List<String> addresses) {
        return new ExternalRead(UNPLACED, Instant.now(), DNS, plain(name), "", addresses);
    }

    /** A lookup of SRV records; each is the port and, after a space, the name of who serves it. */
    public static ExternalRead srv(String name, List<String> records) {
        return new ExternalRead(
                UNPLACED,
                Instant.now(),
                SRV,
                plain(name),
                "",
                records.stream().map(ExternalRead::plain).toList());
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** An HTTP answer from a URL whose host is the name under test. */
    public static ExternalRead page(URI url, int status, String body) {
        return new ExternalRead(
                UNPLACED, Instant.now(), PAGE, url.toString(), "", List.of(String.valueOf(status), body));
    }

    /** No HTTP answer: the name did not resolve, the connection was refused, or nothing came in time. */
    public static ExternalRead noPage(URI url) {
        return new ExternalRead(UNPLACED, Instant.now(), PAGE, url.toString(), "", List.of());
    }

    /** The page as a process inside that pod finds it, in the file that the web server serves. */
    public static ExternalRead pageInside(String pod, String uid, String body) {
        return new ExternalRead(UNPLACED, Instant.now(), PAGE, pod, uid, List.of("200", body));
    }

    /** What {@code hostname} prints inside that pod. */
    public static ExternalRead hostname(String pod, String uid, String answer) {
        return new ExternalRead(UNPLACED, Instant.now(), HOSTNAME, pod, uid, List.of(answer.strip()));
    }

    /**
     * A file on the storage server.
     *
     * @param path the path as an NFS client names it: that of the PersistentVolume ({@code spec.nfs.path}), a slash, the file
     */
    public static ExternalRead file(String path, String content) {
        return new ExternalRead(UNPLACED, Instant.now(), FILE, path, "", List.of(content));
    }

    /** There is no such file on the storage server. */
    public static ExternalRead noFile(String path) {
        return new ExternalRead(UNPLACED, Instant.now(), FILE, path, "", List.of());
    }

    /** What the instances of that pod have noted in the volume that it mounts, as it finds it. */
    public static ExternalRead journal(String pod, String uid, List<String> lines) {
        return new ExternalRead(UNPLACED, Instant.now(), JOURNAL, pod, uid, lines);
    }

    /** What a witness has heard up to now. */
    public static ExternalRead heard(String witness, List<String> lines) {
        return new ExternalRead(UNPLACED, Instant.now(), HEARD, witness, "", lines);
    }

    /** Whether there was an answer. */
    public boolean answered() {
        return !values.isEmpty();
    }

    /** Whether this is a page that was served as asked for (status 200). */
    public boolean served() {
        return what.equals(PAGE) && answered() && values.get(0).equals("200");
    }

    /** The page, file or host name that was read, without white space around it; empty when there was no answer. */
    public String text() {
        return values.isEmpty() ? "" : values.get(values.size() - 1).strip();
    }

    @Override
    public ExternalRead placed(long index) {
        return new ExternalRead(index, at, what, subject, uid, values);
    }
}
