package dev.holdfast.scale;

import dev.holdfast.cluster.SetNamespace;
import dev.holdfast.guarantee.Subject;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many sets in some namespaces, every second one of each with the policy Parallel, and all of their pods on simulated nodes. */
final class ManySets implements ResourceEventHandler<StatefulSet>, AutoCloseable {

    /** How many pods each has at first. */
    static final int PODS = 5;

    private static final int CREATED_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String CHECK = "check";
    private static final String NAME = "observe-scale";

    private final KubernetesClient client;
    private final int namespaces;
    private final ExecutorService people = Executors.newFixedThreadPool(CREATED_AT_ONCE);
    private final SharedIndexInformer<StatefulSet> informer;
    /** Which sets are as they were asked to be, as far as has been heard, and how many pods they have. */
    private final Map<Subject, Integer> resting = new HashMap<>();

    private int count;

    private ManySets(KubernetesClient client, int namespaces) {
        this.client = client;
        this.namespaces = namespaces;
        this.informer = client.apps()
                .statefulSets()
                .inAnyNamespace()
                .withLabel(CHECK, NAME)
                .runnableInformer(0);
    }

    /** None yet, in as many namespaces that are made here. */
    static ManySets none(KubernetesClient client, int namespaces) {
        ManySets sets = new ManySets(client, namespaces);
        IntStream.range(0, namespaces).forEach(sets::createNamespace);
        sets.informer.addEventHandler(sets);
        sets.informer.start();
        return sets;
    }

    /** {@return the one of that number, counted from 0} */
    Subject set(int number) {
        return Subject.of(NAME + "-" + number % namespaces, "set-" + number);
    }

    /** {@return how many there are} */
    int count() {
        return count;
    }

    /** {@return how many are as they were asked to be, as far as has been heard} */
    synchronized int resting() {
        return resting.size();
    }

    /** {@return how many pods one has, if it is as it was asked to be, as far as has been heard} */
    synchronized Optional<Integer> pods(Subject set) {
        return Optional.ofNullable(resting.get(set));
    }

    /** Creates as many as are missing to that number, and waits until all are as they were asked to be. */
    void grow(int to) throws IOException, InterruptedException {
        List<Future<?>> created = new ArrayList<>();
        for (int number = count; number < to; number++) {
            int next = number;
            created.add(people.submit(() -> create(next)));
        }
        for (Future<?> each : created) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                throw new IOException("a set could not be created: " + failed.getCause(), failed);
            }
        }
        count = to;
        awaitRest();
    }

    /** Waits until all are as they were asked to be. */
    synchronized void awaitRest() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (resting.size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException(count - resting.size() + " sets did not come to rest");
            }
            wait(left);
        }
    }

    private void createNamespace(int number) {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(set(number).namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    private void create(int number) {
        Subject set = set(number);
        Map<String, String> pods = Map.of("app", set.statefulSet());
        SetNamespace.addService(client, set.namespace(), set.statefulSet(), pods);
        client.apps()
                .statefulSets()
                .inNamespace(set.namespace())
                .resource(object(set, number / namespaces % 2 == 0 ? "Parallel" : "OrderedReady", pods))
                .create();
    }

    private static StatefulSet object(Subject set, String policy, Map<String, String> pods) {
        return new StatefulSetBuilder(SetOnSimulatedNodes.of(set.statefulSet(), PODS, policy, pods))
                .editMetadata()
                .addToLabels(CHECK, NAME)
                .endMetadata()
                .build();
    }

    @Override
    public void onAdd(StatefulSet set) {
        onUpdate(set, set);
    }

    @Override
    public synchronized void onUpdate(StatefulSet before, StatefulSet set) {
        if (isAsAskedFor(set)) {
            resting.put(subject(set), set.getSpec().getReplicas());
            notifyAll();
        } else {
            resting.remove(subject(set));
        }
    }

    @Override
    public synchronized void onDelete(StatefulSet set, boolean unknown) {
        resting.remove(subject(set));
    }

    private static Subject subject(StatefulSet set) {
        return Subject.of(set.getMetadata().getNamespace(), set.getMetadata().getName());
    }

    private static boolean isAsAskedFor(StatefulSet set) {
        StatefulSetStatus status = set.getStatus();
        Integer replicas = set.getSpec().getReplicas();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), set.getMetadata().getGeneration())
                && replicas.equals(status.getReplicas())
                && replicas.equals(status.getReadyReplicas())
                && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
    }

    @Override
    public void close() {
        informer.stop();
        people.shutdownNow();
    }
}
