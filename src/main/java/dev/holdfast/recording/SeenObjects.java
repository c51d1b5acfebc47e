package dev.holdfast.recording;

import dev.holdfast.history.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * What a stream has seen of each object, to tell when it has seen all that a list shows. Versions of one kind can be
 * compared: the documentation of the API says so since Kubernetes 1.35, and every API server has always kept to it.
 */
final class SeenObjects {

    /** Stands for objects of all namespaces. */
    static final String EVERYWHERE = "";

    /** What went longer ago is in no list that is still on its way. */
    private static final int REMEMBERED = 10_000;

    private record Goal(
            String namespace, Map<String, Long> versions, long listVersion, CompletableFuture<Void> reached) {}

    /** The version of each object by its uid, by namespace. */
    private final Map<String, Map<String, Long>> alive = new HashMap<>();

    private final Set<String> gone = new LinkedHashSet<>();
    private final List<Goal> goals = new ArrayList<>();

    /**
     * An object was seen.
     *
     * @param change what happened to it
     * @param object the object
     */
    void saw(Change change, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String uid = metadata.path("uid").asString("");
        String namespace = metadata.path("namespace").asString("");
        Map<String, Long> beside = alive.computeIfAbsent(namespace, any -> new HashMap<>());
        if (change == Change.DELETED) {
            beside.remove(uid);
            if (beside.isEmpty()) {
                alive.remove(namespace);
            }
            remember(uid);
        } else {
            beside.put(uid, version(metadata));
        }
        goals.removeIf(goal -> {
            boolean done = isReached(goal);
            if (done) {
                goal.reached().complete(null);
            }
            return done;
        });
    }

    private void remember(String uid) {
        gone.add(uid);
        if (gone.size() > REMEMBERED) {
            Iterator<String> oldest = gone.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Forgets everything: what is there now is about to be listed. */
    void startOver() {
        alive.clear();
    }

    /**
     * Waits until everything has been seen that a list shows.
     *
     * @param list a list of all objects as the server sent it
     * @return done when each object of the list was seen as it is there or later, and each other one was seen to go
     */
    CompletableFuture<Void> reaches(JsonNode list) {
        return reaches(list, EVERYWHERE);
    }

    /**
     * The same of a list of one namespace.
     *
     * @param namespace the namespace, or {@link #EVERYWHERE}
     */
    CompletableFuture<Void> reaches(JsonNode list, String namespace) {
        Map<String, Long> versions = new HashMap<>();
        for (JsonNode item : list.path("items")) {
            versions.put(item.path("metadata").path("uid").asString(""), version(item.path("metadata")));
        }
        Goal goal = new Goal(namespace, versions, version(list.path("metadata")), new CompletableFuture<>());
        if (isReached(goal)) {
            goal.reached().complete(null);
        } else {
            goals.add(goal);
        }
        return goal.reached();
    }

    private boolean isReached(Goal goal) {
        Collection<Map<String, Long>> places = goal.namespace().equals(EVERYWHERE)
                ? alive.values()
                : List.of(alive.getOrDefault(goal.namespace(), Map.of()));
        boolean goneAreGone = places.stream()
                .flatMap(place -> place.entrySet().stream())
                .allMatch(seen -> goal.versions().containsKey(seen.getKey()) || seen.getValue() > goal.listVersion());
        return goneAreGone && goal.versions().entrySet().stream().allMatch(listed -> wasSeen(listed, places));
    }

    private boolean wasSeen(Map.Entry<String, Long> listed, Collection<Map<String, Long>> places) {
        return gone.contains(listed.getKey())
                || places.stream()
                        .map(place -> place.get(listed.getKey()))
                        .anyMatch(seen -> seen != null && seen >= listed.getValue());
    }

    private static long version(JsonNode metadata) {
        return version(metadata.path("resourceVersion").asString(""));
    }

    /**
     * A resourceVersion as a number.
     *
     * @param resourceVersion as the server sent it, or empty
     * @return the number, or 0 for none
     */
    static long version(String resourceVersion) {
        return resourceVersion.isEmpty() ? 0 : Long.parseLong(resourceVersion);
    }
}
