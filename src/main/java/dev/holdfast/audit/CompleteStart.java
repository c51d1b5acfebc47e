package dev.holdfast.audit;

import dev.holdfast.audit.Histories.SetName;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * From where on all pods of a set are known that is older than the log. A log has no list of what was there when it began, so a pod
 * is known from its first write on. The controller counts its pods: when its count is that of the pods that are known, there are no
 * others.
 */
final class CompleteStart {
    private final SetName set;
    private final List<Observation> moments = new ArrayList<>();
    /** The pods that are there, by uid. */
    private final Map<String, Observation> pods = new HashMap<>();

    private CompleteStart(SetName set, List<LifeStates> own) {
        this.set = set;
        for (LifeStates each : own) {
            if (each.life().kind().equals(Kinds.POD) || each.life().kind().equals(Kinds.STATEFUL_SET)) {
                moments.addAll(each.states());
            }
        }
        moments.sort(Comparator.comparingLong(Observation::resourceVersion));
    }

    /** The first write of the set at which all of its pods are known; empty when there is none. */
    static Optional<Observation> of(SetName set, List<LifeStates> own) {
        return new CompleteStart(set, own).find();
    }

    private Optional<Observation> find() {
        for (Observation moment : moments) {
            if (moment.object().kind().equals(Kinds.POD)) {
                if (moment.deleted()) {
                    pods.remove(moment.object().uid());
                } else {
                    pods.put(moment.object().uid(), moment);
                }
            } else if (!moment.deleted() && allKnown(moment)) {
                return Optional.of(moment);
            }
        }
        return Optional.empty();
    }

    private boolean allKnown(Observation moment) {
        StatefulSetView view = StatefulSetView.of(moment);
        JsonNode counted = moment.object().json().path("status").path("replicas");
        if (moment.object().terminating()
                || view.observedGeneration() != view.generation()
                || counted.asInt(0) != view.end() - view.start()) {
            return false;
        }
        Map<Integer, Observation> held = new TreeMap<>();
        for (Observation pod : pods.values()) {
            OptionalInt ordinal = Ordinal.of(set.name(), pod.object().name());
            if (ordinal.isEmpty()
                    || !view.wants(ordinal.getAsInt())
                    || pod.object().terminating()
                    || !pod.object().controlledBy(moment.object().uid())) {
                return false;
            }
            held.put(ordinal.getAsInt(), pod);
        }
        return held.size() == counted.asInt(0);
    }
}
