package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/**
 * A set as somebody's manifests have it, of which nothing is known but what Kubernetes promises of every set. Its objects keep
 * their names and their templates; the mark of the run is on their own metadata only, since a label in a template would be another
 * template.
 */
public final class ManifestSet {

    /** An annotation that changes the template and nothing that runs, as {@code kubectl rollout restart} has one. */
    private static final String CHANGED = Mark.RUN + "-update";

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final SetChanges changes;
    private final PodEviction eviction;
    private final VolumeMarker marker;
    private final KubernetesSerialization json = new KubernetesSerialization();
    private SetManifests manifests;
    private int replicas;

    /** The set of a scenario, of which nothing is made yet. */
    public ManifestSet(ScenarioScope scope, SetUnderTest set, SetChanges changes) {
        this.scope = scope;
        this.set = set;
        this.changes = changes;
        this.eviction = new PodEviction(scope, set);
        this.marker = new VolumeMarker(scope, set);
    }

    /**
     * Makes the set and everything that is beside it, and does not wait for anything.
     *
     * @param shape the project's own set, which is made unless the run is about another
     * @param asked how many pods that one is to have
     */
    public void apply(String shape, int asked) {
        manifests = scope.run().manifests(shape, asked);
        replicas = manifests.replicas();
        for (HasMetadata object : manifests.beside(scope.namespace())) {
            Creation.of(scope, marked(object));
        }
        set.create(marked(manifests.set(scope.namespace())));
    }

    /** Waits until all its pods are Ready, and it says so. */
    public void awaitReady() {
        List<Integer> wanted = wanted();
        scope.await(
                "all " + replicas + " pods of StatefulSet " + name() + " are Ready",
                scope.timeouts().podReady().multipliedBy(replicas),
                present -> present.find(Kinds.STATEFUL_SET, name())
                                .map(StatefulSetView::of)
                                .filter(seen -> seen.generation() >= changes.generation()
                                        && seen.acknowledged()
                                        && seen.counters().replicas() == replicas
                                        && seen.counters().ready() == replicas)
                                .isPresent()
                        && wanted.stream().allMatch(ordinal -> isReady(present, ordinal)));
    }

    /** Deletes the pod of the largest ordinal, and does not wait. */
    public void deleteLast() {
        set.delete(List.of(last()));
    }

    /** Evicts the pod of the largest ordinal, and does not wait. */
    public void evictLast() {
        eviction.evict(last());
    }

    /** Writes a file to the volume of the pod of the largest ordinal. */
    public void markLast() {
        marker.write(last());
    }

    /** That file is there. */
    public void requireLastMarked() {
        marker.requireThere(last());
    }

    /** Waits until the pod of the largest ordinal is another one than the one that went, and Ready. */
    public void awaitLastReplaced() {
        set.awaitReplaced(last());
    }

    /** Asks for one pod less, and waits until the pod of the largest ordinal is gone. */
    public void scaleDown() {
        int going = last();
        replicas--;
        changes.scale(replicas);
        scope.await("pod " + set.names().pod(going) + " is gone", set.gone(), present -> present.find(
                        Kinds.POD, set.names().pod(going))
                .isEmpty());
    }

    /** Asks for one pod more, and does not wait. */
    public void scaleUp() {
        replicas++;
        changes.scale(replicas);
    }

    /** Changes the template: to the next version of the manifests, where there is one, else by an annotation. */
    public void update() {
        manifests.next().ifPresentOrElse(this::updateTo, this::annotate);
        boolean onDelete = set.timeline(scope.history())
                .last()
                .filter(view -> view.strategy().onDelete())
                .isPresent();
        if (onDelete) {
            changes.awaitSeen();
            List<Integer> down = new ArrayList<>(wanted());
            Collections.reverse(down);
            for (int ordinal : down) {
                set.delete(List.of(ordinal));
                set.awaitReplaced(ordinal);
            }
        }
    }

    private void annotate() {
        changes.patch(
                "change the template of StatefulSet " + name() + " by an annotation",
                SetChanges.UPDATE,
                PatchType.JSON_MERGE,
                "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"" + CHANGED + "\":\"1\"}}}}}");
    }

    private void updateTo(SetManifests next) {
        for (HasMetadata object : next.beside(scope.namespace())) {
            String name = object.getMetadata().getName();
            scope.act(
                    Action.of("apply " + object.getKind() + " " + name, SetChanges.UPDATE, object.getKind(), name, ""));
            scope.client()
                    .resource(marked(object))
                    .inNamespace(scope.namespace())
                    .forceConflicts()
                    .serverSideApply();
        }
        StatefulSet then = next.set(scope.namespace());
        changes.patch(
                "change StatefulSet " + name() + " to its next version",
                SetChanges.UPDATE,
                PatchType.JSON,
                "[" + String.join(",", operations(then)) + "]");
    }

    private List<String> operations(StatefulSet then) {
        List<String> operations = new ArrayList<>();
        operations.add(put("template", then.getSpec().getTemplate()));
        if (then.getSpec().getUpdateStrategy() != null) {
            operations.add(put("updateStrategy", then.getSpec().getUpdateStrategy()));
        }
        if (then.getSpec().getMinReadySeconds() != null) {
            operations.add(put("minReadySeconds", then.getSpec().getMinReadySeconds()));
        }
        return operations;
    }

    private String put(String field, Object value) {
        return "{\"op\":\"add\",\"path\":\"/spec/" + field + "\",\"value\":" + json.asJson(value) + "}";
    }

    /** Waits until every pod that the set's strategy updates is of the last version, and all are Ready. */
    public void awaitUpdated() {
        scope.await(
                "the update of StatefulSet " + name() + " is complete",
                scope.timeouts().podReady().plus(set.gone()).multipliedBy(replicas),
                present -> present.find(Kinds.STATEFUL_SET, name())
                        .map(StatefulSetView::of)
                        .filter(seen -> seen.generation() >= changes.generation() && seen.acknowledged())
                        .filter(seen -> isComplete(seen, replicas))
                        .isPresent());
    }

    /** Whether every pod that the strategy updates is of the last version, and all pods are Ready. */
    static boolean isComplete(StatefulSetView seen, int replicas) {
        boolean all = seen.strategy().rolling() && seen.strategy().partition() == 0;
        int kept = (int) IntStream.range(seen.start(), seen.end())
                .filter(seen::belowPartition)
                .count();
        return seen.counters().updated() >= replicas - kept
                && seen.counters().ready() == replicas
                && seen.counters().available() == replicas
                && (!all || seen.currentRevision().equals(seen.updateRevision()));
    }

    /** Waits until none of its pods is there. */
    public void awaitAllGone() {
        List<Integer> all = wanted();
        scope.await(
                "all pods of StatefulSet " + name() + " are gone",
                set.gone().multipliedBy(replicas),
                present -> all.stream()
                        .allMatch(ordinal -> present.find(Kinds.POD, set.names().pod(ordinal))
                                .isEmpty()));
    }

    /**
     * Its pods can be found by names of their own.
     *
     * @throws TestAbortedException when that is not promised of them
     */
    public void requireNames() {
        boolean headless = manifests.beside(scope.namespace()).stream()
                .filter(object -> object.getKind().equals(Kinds.SERVICE)
                        && object.getMetadata().getName().equals(set.names().service()))
                .anyMatch(service -> "None".equals(((GenericKubernetesResource) service).get("spec", "clusterIP")));
        if (!headless) {
            throw new TestAbortedException("StatefulSet " + name()
                    + " has no headless Service of its own in its manifests, so no DNS names of pods are promised");
        }
    }

    /** {@return the ordinals that the set is to have now} */
    public List<Integer> wanted() {
        int start = set.names().start();
        return IntStream.range(start, start + replicas).boxed().toList();
    }

    private int last() {
        return set.names().start() + replicas - 1;
    }

    private String name() {
        return set.names().set();
    }

    private boolean isReady(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal))
                .filter(pod -> PodView.of(pod).healthy())
                .isPresent();
    }

    private <T extends HasMetadata> T marked(T object) {
        return scope.run().mark().put(object, scope.name().id());
    }
}
