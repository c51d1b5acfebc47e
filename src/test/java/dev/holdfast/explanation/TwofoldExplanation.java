package dev.holdfast.explanation;

import dev.holdfast.explanation.reading.NoSuchSetException;
import dev.holdfast.explanation.reading.SnapshotReader;
import dev.holdfast.explanation.snapshot.NamespaceObjects;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Explains sets to somebody who watches them and to somebody who lists them, and expects the same of both. */
final class TwofoldExplanation {

    private static final Duration LATER = Duration.ofHours(1);

    private final KubernetesClient client;
    private SetSnapshot last;

    /**
     * Nothing is explained yet.
     *
     * @param client of somebody who may do what is printed for it, and nothing else
     */
    TwofoldExplanation(KubernetesClient client) {
        this.client = client;
    }

    /** The moment that was explained last. */
    SetSnapshot last() {
        return last;
    }

    /** Waits until who watches gets such an answer, and who lists then, too. */
    Explanation explained(OnCluster there, String name, Predicate<Explanation> expected) {
        ScenarioScope scope = there.scope();
        AtomicReference<SetSnapshot> found = new AtomicReference<>();
        scope.await(
                "set " + name + " is explained so",
                scope.timeouts().podReady(),
                present -> watched(present, name).filter(expected).isPresent()
                        && counted(there, name)
                                .filter(each -> expected.test(Explanation.of(each)))
                                .map(each -> found.compareAndSet(null, each))
                                .orElse(false));
        last = found.get();
        return Explanation.of(last);
    }

    /** What the server has of a set, if its controller has counted it: what others see comes a moment after the pods. */
    private Optional<SetSnapshot> counted(OnCluster there, String name) {
        SetSnapshot snapshot;
        try {
            snapshot = listed(there, name, InstantSource.system());
        } catch (NoSuchSetException none) {
            return Optional.empty();
        }
        long ready = snapshot.pods().stream()
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True")))
                .filter(pod -> Replicas.isControlledBy(snapshot, pod))
                .count();
        Integer counted = snapshot.set().getStatus().getReadyReplicas();
        return Optional.of(snapshot).filter(each -> ready == (counted == null ? 0 : counted));
    }

    Explanation now(OnCluster there, String name) throws NoSuchSetException {
        return Explanation.of(listed(there, name, InstantSource.system()));
    }

    Explanation later(OnCluster there, String name) throws NoSuchSetException {
        return Explanation.of(listed(there, name, InstantSource.offset(InstantSource.system(), LATER)));
    }

    private SetSnapshot listed(OnCluster there, String name, InstantSource clock) throws NoSuchSetException {
        return new SnapshotReader(client, clock).set(there.scope().namespace(), name);
    }

    private static Optional<Explanation> watched(Snapshot present, String name) {
        return objects(present, Kinds.STATEFUL_SET, StatefulSet.class).stream()
                .filter(set -> set.getMetadata().getName().equals(name))
                .findFirst()
                .map(set -> Explanation.of(new NamespaceObjects(
                                objects(present, Kinds.POD, Pod.class),
                                objects(present, Kinds.CLAIM, PersistentVolumeClaim.class),
                                objects(present, Kinds.REVISION, ControllerRevision.class),
                                objects(present, Kinds.EVENT, Event.class),
                                List.of(),
                                List.of(),
                                List.of(),
                                objects(present, Kinds.SERVICE, Service.class),
                                Instant.now(),
                                Map.of())
                        .of(set)));
    }

    private static <T extends HasMetadata> List<T> objects(Snapshot present, String kind, Class<T> type) {
        return present.all(kind).stream()
                .map(seen -> Serialization.unmarshal(seen.object().json().toString(), type))
                .toList();
    }
}
