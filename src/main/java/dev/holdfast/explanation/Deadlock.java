package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the order of a set and the readiness of its pods wait for each other. */
final class Deadlock {

    private Deadlock() {}

    /**
     * A pod that is not Ready because it does not find the others, which are created once it is Ready. Whether it is that which
     * it misses, only the application knows; so this is said as what it may be.
     *
     * @param snapshot what the server has
     * @param first what stands in the way of the lowest pod that is not available
     */
    static Optional<Statement> ofCreation(SetSnapshot snapshot, PodObstacle first) {
        List<Replica> later = snapshot.replicas().that(Replica::missing);
        boolean runs = first.kind() == ObstacleKind.PROBE || first.kind() == ObstacleKind.CRASH_LOOP;
        if (snapshot.desired().parallel() || !runs || later.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field(
                "StatefulSet " + snapshot.desired().name(),
                "spec.podManagementPolicy",
                "OrderedReady",
                Optional.empty()));
        snapshot.service()
                .filter(service -> !Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses()))
                .map(service -> Evidence.field(
                        "Service " + service.getMetadata().getName(),
                        "spec.publishNotReadyAddresses",
                        "false: DNS has no address of pods that are not Ready",
                        Optional.empty()))
                .ifPresent(evidence::add);
        return Optional.of(new Statement(
                Names.of(later) + " will be created only when " + first.pod()
                        + " is available; if it needs them to become Ready, neither ever comes",
                evidence));
    }

    /**
     * Of several surplus pods that are not available, the highest is not deleted before a lower one is available again.
     *
     * @param replicas the pods of the set
     * @return the lower one
     */
    static Optional<Replica> ofScaleDown(Replicas replicas) {
        List<Replica> surplus = replicas.surplus();
        if (replicas.desired().parallel()
                || surplus.isEmpty()
                || surplus.get(0).terminating()
                || replicas.available(surplus.get(0))
                || !replicas.that(each -> !replicas.available(each)).isEmpty()) {
            return Optional.empty();
        }
        return surplus.stream()
                .skip(1)
                .filter(each -> !replicas.available(each))
                .reduce((higher, lower) -> lower);
    }
}
