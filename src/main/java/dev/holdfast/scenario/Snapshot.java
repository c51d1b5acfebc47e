package dev.holdfast.scenario;

import dev.holdfast.history.Awaited;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What is there in one namespace and in none, as far as the history has got: the latest state of each object. It can be waited
 * for to be so and so.
 */
public final class Snapshot implements Awaited<Snapshot> {

    private record Key(String kind, String name) {}

    private final Map<Key, Observation> objects = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final String namespace;
    private final Predicate<Snapshot> condition;

    /**
     * What is there, waited for.
     *
     * @param namespace the namespace; what belongs to none is there, too
     * @param condition what it is waited for to be
     */
    Snapshot(String namespace, Predicate<Snapshot> condition) {
        this.namespace = namespace;
        this.condition = condition;
    }

    @Override
    public void next(Entry entry) {
        if (entry instanceof Observation seen && isHere(seen.object().namespace())) {
            Key key = new Key(seen.object().kind(), seen.object().name());
            if (seen.deleted()) {
                objects.remove(key);
                gone.add(seen.object().uid());
            } else {
                objects.put(key, seen);
            }
        }
    }

    private boolean isHere(String place) {
        return place.isEmpty() || place.equals(namespace);
    }

    @Override
    public Optional<Snapshot> met() {
        return condition.test(this) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String seen() {
        List<String> reports = new ArrayList<>();
        for (Observation set : all(Kinds.STATEFUL_SET)) {
            JsonNode status = set.object().json().path("status");
            reports.add("StatefulSet " + set.object().name() + " reports "
                    + status.path("readyReplicas").asInt(0) + " Ready of "
                    + status.path("replicas").asInt(0)
                    + (StatefulSetView.of(set).acknowledged() ? "" : ", and its last change is not acknowledged"));
        }
        if (all(Kinds.POD).isEmpty()) {
            reports.add("there is no pod");
        }
        return reports.isEmpty() ? "there is no StatefulSet" : String.join("; ", reports);
    }

    /**
     * An object that is there.
     *
     * @param kind its kind
     * @param name its name
     * @return its latest state, or nothing when it is not there
     */
    public Optional<Observation> find(String kind, String name) {
        return Optional.ofNullable(objects.get(new Key(kind, name)));
    }

    /**
     * All objects of a kind that are there.
     *
     * @param kind the kind
     * @return their latest states, by their first appearance
     */
    public List<Observation> all(String kind) {
        return objects.values().stream()
                .filter(seen -> seen.object().kind().equals(kind))
                .toList();
    }

    /**
     * Whether an object was seen to go.
     *
     * @param uid its uid
     * @return whether it is gone
     */
    public boolean isGone(String uid) {
        return gone.contains(uid);
    }
}
