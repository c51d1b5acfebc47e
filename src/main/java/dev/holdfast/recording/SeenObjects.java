package dev.holdfast.recording;

import dev.holdfast.history.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private record Goal(Map<String, Long> versions, long listVersion, CompletableFuture<Void> reached) {}

    private final Map<String, Long> alive = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
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
        if (change == Change.DELETED) {
            alive.remove(uid);
            gone.add(uid);
        } else {
            alive.put(uid, version(metadata));
        }
        goals.removeIf(goal -> {
            boolean done = isReached(goal);
            if (done) {
                goal.reached().complete(null);
            }
            return done;
        });
    }

    /** Forgets everything: what is there now is about to be listed. */
    void startOver() {
        alive.clear();
    }

    /**
     * Waits until everything has been seen that a list shows.
     *
     * @param list a list as the server sent it
     * @return done when each object of the list was seen as it is there or later, and each other one was seen to go
     */
    CompletableFuture<Void> reaches(JsonNode list) {
        Map<String, Long> versions = new HashMap<>();
        for (JsonNode item : list.path("items")) {
            versions.put(item.path("metadata").path("uid").asString(""), version(item.path("metadata")));
        }
        Goal goal = new Goal(versions, version(list.path("metadata")), new CompletableFuture<>());
        if (isReached(goal)) {
            goal.reached().complete(null);
        } else {
            goals.add(goal);
        }
        return goal.reached();
    }

    private boolean isReached(Goal goal) {
        boolean goneAreGone = alive.entrySet().stream()
                .allMatch(seen -> goal.versions().containsKey(seen.getKey()) || seen.getValue() > goal.listVersion());
        return goneAreGone && goal.versions().entrySet().stream().allMatch(this::wasSeen);
    }

    private boolean wasSeen(Map.Entry<String, Long> listed) {
        if (gone.contains(listed.getKey())) {
            return true;
        }
        Long seen = alive.get(listed.getKey());
        return seen != null && seen >= listed.getValue();
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
