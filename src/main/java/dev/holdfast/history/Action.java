package dev.holdfast.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scenario itself did, written before the request is sent: everything that follows may be its consequence.
 *
 * <p>The guarantees tell by these what was the scenario's own doing, and what was written where. They understand {@link
 * #CREATE}, {@link #DELETE}, {@link #WRITE}, {@link #IN_VAIN}, {@link #AT_WORK}, {@link #RESTART_KUBELET},
 * {@link #END_PROGRAM}, {@link #START_PROGRAM}, {@link #DRAIN} and {@link #STOP}; other verbs ({@code scale}, {@code update} …) are for the reader.
 *
 * @param description the action in words, for the timeline
 * @param verb what was done
 * @param kind the kind of the object it was done to
 * @param namespace where it was done; empty when that was not noted
 * @param name that object's name
 * @param uid that object's uid, or empty when it has none yet
 * @param details what else belongs to the verb; a {@link #WRITE} has {@link #FILE} and {@link #CONTENT}
 */
public record Action(
        long index,
        Instant at,
        String description,
        String verb,
        String kind,
        String namespace,
        String name,
        String uid,
        Map<String, String> details)
        implements Entry {
    /** An object was created. */
    public static final String CREATE = "create";
    /** An object was deleted. */
    public static final String DELETE = "delete";
    /** A file was written by a process inside a pod. */
    public static final String WRITE = "write";
    /** Something was waited for until it was given up. */
    public static final String IN_VAIN = "wait in vain";
    /** Detail of an {@link #IN_VAIN}: for how long, as ISO 8601 has it. */
    public static final String LIMIT = "limit";
    /**
     * The controller, asked for something else after an {@link #IN_VAIN}, did that in a small part of the time for which it had
     * been waited: a controller that is that quick has had the time.
     */
    public static final String AT_WORK = "see at work";
    /** After an {@link #IN_VAIN}: why a set did not go on then, by what the server had of it. It decides nothing. */
    public static final String EXPLAIN = "explain";
    /** Detail of an {@link #EXPLAIN}: the explanation, as a sentence without its full stop. */
    public static final String SENTENCE = "sentence";
    /** Detail of an {@link #AT_WORK}: how long it took, as ISO 8601 has it. */
    public static final String TOOK = "took";
    /** A set was changed in a way that touches no pod, so that the controller looks at it and says in the status that it has. */
    public static final String HANDSHAKE = "handshake";
    /** The server did not allow a {@link #HANDSHAKE}. */
    public static final String HANDSHAKE_REFUSED = "handshake refused";
    /**
     * A request that changes nothing: the server only says what it would have answered (dry run). Whatever its {@link #METHOD}, it has
     * no consequences.
     */
    public static final String TRY = "try";
    /** Detail of an action with an {@link Response}: the HTTP method. */
    public static final String METHOD = "method";
    /** Detail of an action with an {@link Response}: the subresource that was asked for, if any. */
    public static final String SUBRESOURCE = "subresource";
    /** Detail of an action with an {@link Response}: what was sent, as JSON; missing where nothing was. */
    public static final String SENT = "sent";
    /** The eviction of a pod was asked for, which its budget may refuse. */
    public static final String EVICT = "evict";
    /** A kubelet was ended and started again. */
    public static final String RESTART_KUBELET = "restart kubelet";
    /** A program of the control plane was ended, and is away until a {@link #START_PROGRAM}. */
    public static final String END_PROGRAM = "end program";
    /** A program of the control plane that had been ended was started. */
    public static final String START_PROGRAM = "start program";
    /** A node took no more pods from here on, and those that it had were evicted. */
    public static final String DRAIN = "drain";
    /** The scenario ended before its last step: what had not happened yet might still have happened. */
    public static final String STOP = "stop";
    /** Detail of a {@link #STOP}: why, as a clause. */
    public static final String REASON = "reason";
    /** Detail of a {@link #WRITE}: the file, relative to the root of the volume. */
    public static final String FILE = "file";
    /** Detail of a {@link #WRITE}: the whole content of the file afterwards. */
    public static final String CONTENT = "content";
    /** Detail of a {@link #WRITE}: the pod's volume; needed only when a pod has more than one claim. */
    public static final String VOLUME = "volume";

    /** Copies the details. */
    public Action {
        details = Map.copyOf(details);
    }

    /** An action about to be taken, for a log to place. */
    public static Action of(String description, String verb, String kind, String name, String uid) {
        return new Action(UNPLACED, Instant.now(), description, verb, kind, "", name, uid, Map.of());
    }

    /** The deletion of an object. */
    public static Action delete(String kind, String name, String uid) {
        return of("delete " + kind + " " + name, DELETE, kind, name, uid);
    }

    /** The writing of a file by a process inside a pod that has one claim. */
    public static Action write(String pod, String uid, String file, String content) {
        return of("write " + file + " in pod " + pod, WRITE, Kinds.POD, pod, uid)
                .with(FILE, file)
                .with(CONTENT, content);
    }

    /**
     * Something that did not come.
     *
     * @param awaited what, as a clause
     * @param limit for how long it was waited for
     */
    public static Action inVain(String awaited, Duration limit) {
        return of("waited in vain: " + awaited, IN_VAIN, "Scenario", "", "").with(LIMIT, limit.toString());
    }

    /**
     * Why a set did not go on.
     *
     * @param sentence the explanation, which names the set
     */
    public static Action explained(String sentence) {
        return of("explained: " + sentence, EXPLAIN, "Scenario", "", "").with(SENTENCE, sentence);
    }

    /**
     * The controller did at once what it was asked for, while it had not done what was waited for.
     *
     * @param took how long it took
     */
    public static Action atWork(Duration took) {
        return of("saw the controller at work", AT_WORK, "Scenario", "", "").with(TOOK, took.toString());
    }

    /**
     * The end of a scenario before its last step.
     *
     * @param reason why, as a clause
     */
    public static Action stop(String reason) {
        return of("ended early: " + reason, STOP, "Scenario", "", "").with(REASON, reason);
    }

    /** The same action with one more detail. */
    public Action with(String key, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(key, value);
        return new Action(index, at, description, verb, kind, namespace, name, uid, more);
    }

    /** The same action, done in that namespace. */
    public Action in(String place) {
        return new Action(index, at, description, verb, kind, place, name, uid, details);
    }

    /** Whether it was done in that namespace, or may have been. */
    public boolean isIn(String place) {
        return namespace.isEmpty() || namespace.equals(place);
    }

    /** Whether this deletes that object: the named one, and if the action knew its uid, that very one. */
    public boolean deletes(String otherKind, String otherName, String otherUid) {
        return verb.equals(DELETE)
                && kind.equals(otherKind)
                && name.equals(otherName)
                && (uid.isEmpty() || uid.equals(otherUid));
    }

    @Override
    public Action placed(long index) {
        return new Action(index, at, description, verb, kind, namespace, name, uid, details);
    }
}
