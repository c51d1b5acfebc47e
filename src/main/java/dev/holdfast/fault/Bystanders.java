package dev.holdfast.fault;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.fault.actor.Actors;
import dev.holdfast.fault.actor.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has others act in the namespaces of faults. */
final class Bystanders implements Mechanism {

    private final Cluster cluster;
    private final Set<String> acting = ConcurrentHashMap.newKeySet();

    Bystanders(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<String> objection(Fault fault) {
        Set<Means> means = fault.means();
        if (means.contains(Means.STORAGE) && cluster.nfs().isEmpty()) {
            return Optional.of("the cluster has no " + Means.STORAGE.need());
        }
        if (means.contains(Means.NODE) && cluster.machines().isEmpty()) {
            return Optional.of("the cluster has no " + Means.NODE.need());
        }
        return Optional.empty();
    }

    @Override
    public FaultInjection.Course begin(Fault fault, String namespace, String scenario) {
        List<FaultInjection.Course> courses = new ArrayList<>();
        Scene scene = new Scene(cluster, namespace);
        for (String actor : fault.actors()) {
            courses.add(Actors.named(actor).orElseThrow().begin(scene));
            acting.add(namespace);
        }
        return () -> {
            courses.forEach(FaultInjection.Course::close);
            acting.remove(namespace);
        };
    }

    @Override
    public List<String> differences() {
        return acting.stream()
                .sorted()
                .map(namespace -> "somebody still acts in namespace " + namespace)
                .toList();
    }

    @Override
    public void close() {
        // Everybody goes with the scenario.
    }
}
