package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How it is with a set, and why.
 *
 * @param namespace the namespace of the set
 * @param name its name
 * @param answer the answer in one word
 * @param summary the answer in one sentence, to follow the name of the set, without its full stop
 * @param activity what the set is about, and how far it is
 * @param obstacles what stands in the way of its pods, what the controller meets first at first
 * @param statements what else is so of the set
 * @param next what the controller does next, a clause
 * @param remedies what somebody can do, the first thing first
 * @param unread the kinds that could not be looked at, each with the reason
 * @param at when this was so
 */
public record Explanation(
        String namespace,
        String name,
        Answer answer,
        String summary,
        Activity activity,
        List<PodObstacle> obstacles,
        List<Statement> statements,
        String next,
        List<Remedy> remedies,
        Map<String, String> unread,
        Instant at) {

    /**
     * For how long something may last that nothing says of that it fails. It is what a Deployment has for its progress unless it
     * is told otherwise ({@code progressDeadlineSeconds}); a set has no such field.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    public Explanation {
        obstacles = List.copyOf(obstacles);
        statements = List.copyOf(statements);
        remedies = List.copyOf(remedies);
        unread = new TreeMap<>(unread);
    }

    /** {@return the answer in one sentence without its full stop, as {@code shop/web cannot go on: pod web-0 …}} */
    public String sentence() {
        return namespace + "/" + name + " " + answer.words() + ": " + summary;
    }

    /**
     * Explains a set.
     *
     * @param snapshot what the server has
     */
    public static Explanation of(SetSnapshot snapshot) {
        return of(snapshot, PATIENCE);
    }

    /**
     * Explains a set.
     *
     * @param snapshot what the server has
     * @param patience for how long something may last that nothing says of that it fails
     */
    public static Explanation of(SetSnapshot snapshot, Duration patience) {
        return new Explainer(snapshot, patience).explain();
    }
}
