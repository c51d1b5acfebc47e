package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The pods of a set as its controller sorts them.
 *
 * @param inRange one for each ordinal that is asked for, in their order, with or without a pod
 * @param surplus the pods with other ordinals, highest first: the controller removes them
 * @param desired what the spec asks for
 * @param at when this was so
 */
public record Replicas(List<Replica> inRange, List<Replica> surplus, DesiredState desired, Instant at) {

    static Replicas of(SetSnapshot snapshot) {
        DesiredState desired = snapshot.desired();
        Map<Integer, Pod> pods = new TreeMap<>();
        for (Pod pod : snapshot.pods()) {
            OptionalInt ordinal = desired.ordinal(pod);
            if (ordinal.isPresent() && isControlledBy(snapshot, pod)) {
                pods.put(ordinal.getAsInt(), pod);
            }
        }
        List<Replica> inRange = new ArrayList<>();
        for (int ordinal = desired.start(); ordinal < desired.end(); ordinal++) {
            inRange.add(new Replica(ordinal, desired.pod(ordinal), Optional.ofNullable(pods.get(ordinal))));
        }
        List<Replica> surplus = pods.entrySet().stream()
                .filter(each -> each.getKey() < desired.start() || each.getKey() >= desired.end())
                .map(each -> new Replica(each.getKey(), desired.pod(each.getKey()), Optional.of(each.getValue())))
                .sorted(Comparator.comparingInt(Replica::ordinal).reversed())
                .toList();
        return new Replicas(List.copyOf(inRange), surplus, desired, snapshot.at());
    }

    /** {@return whether the set is the controller of a pod} */
    public static boolean isControlledBy(SetSnapshot snapshot, Pod pod) {
        String uid = snapshot.set().getMetadata().getUid();
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(uid));
    }

    /** {@return the replicas in range of which this is so, in the order of their ordinals} */
    public List<Replica> that(Predicate<Replica> condition) {
        return inRange.stream().filter(condition).toList();
    }

    /** {@return whether the controller counts on this pod: it is available, and not on its way out} */
    public boolean available(Replica replica) {
        return !replica.terminating() && replica.available(desired.minReadySeconds(), at);
    }

    /** {@return whether an update is for this ordinal, as far as the partition says} */
    public boolean isForUpdate(Replica replica) {
        return replica.ordinal() >= desired.firstUpdated();
    }

    /** {@return whether the pod was made from the revision that an update leads to} */
    public boolean updated(Replica replica) {
        return replica.revision().equals(desired.updateRevision());
    }
}
