package dev.holdfast.ownership;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mark that was found on an object. It is only taken for one when all of it is there and the object's own name
 * carries the id of the run's part: what somebody copied and gave another name, or labelled for a purpose of their own, is
 * theirs.
 *
 * @param run the id of the run that made it
 * @param part the id of the part of the run
 * @param expires from when on anyone may take it away
 * @param starter who started the run
 */
record Marked(String run, String part, Instant expires, Starter starter) {

    private static final Pattern RUN = Pattern.compile("[0-9a-f]{5}");
    private static final Pattern PART = Pattern.compile("[0-9a-f]{5}-[0-9a-f]{4}");

    /**
     * Reads the mark of an object.
     *
     * @param object the object's metadata
     * @return the mark, or nothing when no run has made the object
     */
    static Optional<Marked> of(ObjectMeta object) {
        Map<String, String> labels = object.getLabels() == null ? Map.of() : object.getLabels();
        Map<String, String> annotations = object.getAnnotations() == null ? Map.of() : object.getAnnotations();
        String run = labels.getOrDefault(Mark.RUN, "");
        String part = labels.getOrDefault(Mark.PART, "");
        Optional<Starter> starter = Starter.parse(annotations.getOrDefault(Mark.STARTED_BY, ""));
        Optional<Instant> expires = instant(annotations.getOrDefault(Mark.EXPIRES, ""));
        boolean whole = RUN.matcher(run).matches()
                && PART.matcher(part).matches()
                && part.startsWith(run + "-")
                && carries(object.getName(), part);
        return whole && starter.isPresent() && expires.isPresent()
                ? Optional.of(new Marked(run, part, expires.get(), starter.get()))
                : Optional.empty();
    }

    /** Whether anyone may take the object away at some moment: its time is over, or nobody is left to do it. */
    boolean isForgotten(Instant now) {
        return expires.isBefore(now) || starter.hasEnded();
    }

    /** The id stands at the end of the name that a run gives, and controllers add to that only after another hyphen. */
    private static boolean carries(String name, String part) {
        return (name + "-").contains("-" + part + "-");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
