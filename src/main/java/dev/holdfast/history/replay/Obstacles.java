package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What stands in the way of the sets of a namespace, in the words of the cluster: pods that are not Running and Ready, claims
 * that are not Bound, requests of the controller that are refused. As long as there is any of it,
 * that something does not happen says nothing of the controller.
 */
public final class Obstacles {

    /** A pod with this scheduling gate is never started, and nobody waits for it. */
    public static final String NEVER_STARTED = "holdfast.dev/never-started";

    private static final String EVENT = "Event";
    private static final Set<String> REFUSALS = Set.of("FailedCreate", "FailedUpdate", "FailedDelete");

    private final Map<String, Obstacle> objects = new LinkedHashMap<>();
    private final Map<String, Obstacle> refusals = new LinkedHashMap<>();
    private final Map<String, Observation> words = new LinkedHashMap<>();

    private Obstacles() {}

    /**
     * What stands in the way at the end of a history.
     *
     * @param history the history
     * @param namespace the namespace of the sets
     */
    public static List<Obstacle> in(History history, String namespace) {
        return before(history, Long.MAX_VALUE, namespace);
    }

    /**
     * What stands in the way at a moment of a history.
     *
     * @param history the history
     * @param index the index of the first entry that does not count
     * @param namespace the namespace of the sets
     */
    public static List<Obstacle> before(History history, long index, String namespace) {
        Obstacles obstacles = new Obstacles();
        for (Entry entry : history.entries()) {
            if (entry.index() >= index) {
                break;
            }
            if (entry instanceof Observation seen && seen.object().namespace().equals(namespace)) {
                obstacles.next(seen);
            }
        }
        return obstacles.found();
    }

    /**
     * Several of them as one clause.
     *
     * @param obstacles what stands in the way
     * @param now what time it is by the recorder's clock
     */
    public static String words(List<Obstacle> obstacles, Instant now) {
        return obstacles.stream().map(each -> each.what(now)).collect(Collectors.joining("; "));
    }

    private void next(Observation seen) {
        switch (seen.object().kind()) {
            case Kinds.POD -> {
                hold(objects, seen, pod(seen));
                // Whatever was refused before, this was not.
                seen.object()
                        .controllerUid()
                        .filter(any -> seen.change() == Change.ADDED)
                        .ifPresent(refusals::remove);
            }
            case Kinds.CLAIM -> hold(objects, seen, claim(seen));
            case EVENT -> said(seen);
            default -> {}
        }
    }

    private static void hold(Map<String, Obstacle> where, Observation seen, Optional<Obstacle> now) {
        String uid = seen.object().uid();
        Obstacle before = where.get(uid);
        if (seen.deleted() || now.isEmpty()) {
            where.remove(uid);
        } else {
            boolean goesOn = before != null && now.get().goesOn(before);
            where.put(uid, goesOn ? since(now.get(), before.since()) : now.get());
        }
    }

    private static Obstacle since(Obstacle obstacle, Instant since) {
        return new Obstacle(obstacle.subject(), obstacle.state(), obstacle.reason(), since);
    }

    private List<Obstacle> found() {
        return Stream.concat(
                        objects.entrySet().stream().map(each -> withLastWord(each.getKey(), each.getValue())),
                        refusals.values().stream())
                .toList();
    }

    private static Optional<Obstacle> claim(Observation claim) {
        ClaimView view = ClaimView.of(claim);
        String name = "claim " + claim.object().name();
        if (claim.object().terminating()) {
            return Optional.of(new Obstacle(name, "terminating", "", claim.at()));
        }
        return view.bound()
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(name, view.phase().isEmpty() ? "without a phase" : view.phase(), "", claim.at()));
    }

    private static Optional<Obstacle> pod(Observation pod) {
        PodView view = PodView.of(pod);
        String name = "pod " + view.name();
        if (view.healthy() || neverStarted(pod)) {
            return Optional.empty();
        }
        if (view.terminating()) {
            return Optional.of(new Obstacle(name, "terminating", "", pod.at()));
        }
        String phase = view.phase().isEmpty() ? "without a phase" : view.phase();
        Optional<String> reason = waiting(pod).or(() -> condition(pod));
        return Optional.of(
                new Obstacle(name, reason.isPresent() ? phase : phase + " and not Ready", reason.orElse(""), pod.at()));
    }

    private static boolean neverStarted(Observation pod) {
        for (JsonNode gate : pod.object().json().path("spec").path("schedulingGates")) {
            if (gate.path("name").asString("").equals(NEVER_STARTED)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> waiting(Observation pod) {
        for (JsonNode container : pod.object().json().path("status").path("containerStatuses")) {
            JsonNode waiting = container.path("state").path("waiting");
            if (!waiting.isMissingNode()) {
                return Optional.of(", its container waits: "
                        + waiting.path("reason").asString("no reason given")
                        + clause(waiting.path("message").asString("")));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> condition(Observation pod) {
        for (JsonNode condition : pod.object().json().path("status").path("conditions")) {
            if (condition.path("status").asString("").equals("False")
                    && !condition.path("message").asString("").isEmpty()) {
                return Optional.of(", not " + condition.path("type").asString("")
                        + clause(condition.path("message").asString("")));
            }
        }
        return Optional.empty();
    }

    // Events of one object have a time of one second only; their resourceVersion tells which is the latest.
    private void said(Observation event) {
        String about = event.object().json().path("involvedObject").path("uid").asString("");
        Observation before = words.get(about);
        if (event.deleted()) {
            return;
        }
        if (before == null || before.resourceVersion() < event.resourceVersion()) {
            words.put(about, event);
            refused(about, event);
        }
    }

    private void refused(String about, Observation event) {
        JsonNode json = event.object().json();
        boolean ofSet = json.path("involvedObject").path("kind").asString("").equals(Kinds.STATEFUL_SET);
        Obstacle before = refusals.remove(about);
        if (ofSet && REFUSALS.contains(json.path("reason").asString(""))) {
            Obstacle now = new Obstacle(
                    "the controller of StatefulSet "
                            + json.path("involvedObject").path("name").asString(""),
                    "refused",
                    ": " + lastWord(json),
                    event.at());
            refusals.put(about, before == null ? now : since(now, before.since()));
        }
    }

    private Obstacle withLastWord(String uid, Obstacle obstacle) {
        return Optional.ofNullable(words.get(uid))
                .map(event -> new Obstacle(
                        obstacle.subject(),
                        obstacle.state(),
                        obstacle.reason() + " (last event: "
                                + lastWord(event.object().json()) + ")",
                        obstacle.since()))
                .orElse(obstacle);
    }

    private static String lastWord(JsonNode event) {
        return event.path("reason").asString("")
                + clause(event.path("message").asString("").strip());
    }

    private static String clause(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }
}
