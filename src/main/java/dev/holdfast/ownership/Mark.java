package dev.holdfast.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a run writes on everything that it makes, so that what it forgot can be taken away, and nothing else: labels with
 * its id and that of its part, annotations on when it expires and who started it.
 *
 * @param run the run's id
 * @param expires from when on anyone may take away what carries the mark
 * @param starter who started the run
 */
public record Mark(String run, Instant expires, Starter starter) {

    /** The label that carries the run's id. */
    public static final String RUN = "holdfast.dev/run";

    /** The label that carries the id of the part of the run, such as one scenario, which begins with the run's. */
    public static final String PART = "holdfast.dev/scenario";

    /** The annotation that says from when on the object may be taken away by anyone, as an ISO 8601 instant. */
    public static final String EXPIRES = "holdfast.dev/expires";

    /** The annotation that says which process started the run. */
    public static final String STARTED_BY = "holdfast.dev/started-by";

    /** The finalizer by which a run keeps a pod from going. */
    public static final String KEPT = "holdfast.dev/kept";

    /** How long a run may take at most. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** {@return the mark of a run that begins now in this process} */
    public static Mark begin() {
        return new Mark(random(5), Instant.now().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS), Starter.self());
    }

    /** {@return the id of a part of the run, unlike that of any other part of any run} */
    public String newPart() {
        return run + "-" + random(4);
    }

    /**
     * The labels of an object.
     *
     * @param part the part of the run that makes it
     */
    public Map<String, String> labels(String part) {
        return Map.of(RUN, run, PART, part);
    }

    /** {@return the annotations of an object} */
    public Map<String, String> annotations() {
        return Map.of(EXPIRES, expires.toString(), STARTED_BY, starter.toString());
    }

    /**
     * Marks an object that is about to be made.
     *
     * @param object the object
     * @param part the part of the run that makes it
     * @param <T> what it is
     * @return the same object
     */
    public <T extends HasMetadata> T put(T object, String part) {
        put(object.getMetadata(), part);
        return object;
    }

    /**
     * Marks what is made from a template.
     *
     * @param metadata the template's
     * @param part the part of the run that makes it
     */
    public void put(ObjectMeta metadata, String part) {
        metadata.setLabels(both(metadata.getLabels(), labels(part)));
        metadata.setAnnotations(both(metadata.getAnnotations(), annotations()));
    }

    private static Map<String, String> both(Map<String, String> before, Map<String, String> added) {
        Map<String, String> both = new HashMap<>(before == null ? Map.of() : before);
        both.putAll(added);
        return both;
    }

    private static String random(int letters) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, letters);
    }
}
