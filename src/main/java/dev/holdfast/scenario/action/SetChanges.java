package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Predicate;

/** What a scenario writes to the spec of its set after it was created, and the controller's answer to it. */
public final class SetChanges {

    /** The verb of a change of the number of replicas and of nothing else, by which guarantees know it. */
    private static final String SCALE = "scale";

    private static final String UPDATE = "update";

    private final ScenarioScope stage;
    private final SetUnderTest set;
    private long generation;

    /** What a scenario changes of its set. */
    public SetChanges(ScenarioScope stage, SetUnderTest set) {
        this.stage = stage;
        this.set = set;
    }

    /**
     * Changes how many pods the set is to have.
     *
     * @param replicas how many
     */
    public void scale(int replicas) {
        patch(
                "scale StatefulSet " + set.names().set() + " to " + replicas
                        + (replicas == 1 ? " replica" : " replicas"),
                SCALE,
                PatchType.JSON_MERGE,
                "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    /**
     * Changes the image in the template.
     *
     * @param version which version the pods are to be of
     */
    public void rollOut(WebVersion version) {
        String image = stage.run().cluster().images().reference(version.role());
        patch(
                "change the image of StatefulSet " + set.names().set() + " to " + image,
                UPDATE,
                PatchType.JSON,
                "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"" + image
                        + "\"}]");
    }

    /**
     * Changes the partition from which on pods are updated.
     *
     * @param partition the lowest ordinal that is updated
     */
    public void partition(int partition) {
        patch(
                "change the partition of StatefulSet " + set.names().set() + " to " + partition,
                UPDATE,
                PatchType.JSON_MERGE,
                "{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":" + partition + "}}}}");
    }

    /** Waits until the controller says that it has seen the last change. */
    public void awaitSeen() {
        await(
                "the controller has seen the last change of StatefulSet "
                        + set.names().set(),
                seen -> true);
    }

    /** Waits until the controller says that all pods are of the last version and Ready. */
    public void awaitComplete() {
        await(
                "the update of StatefulSet " + set.names().set() + " is complete",
                seen -> seen.currentRevision().equals(seen.updateRevision())
                        && seen.counters().updated() == seen.replicas()
                        && seen.counters().ready() == seen.replicas()
                        && seen.counters().available() == seen.replicas());
    }

    private void await(String promised, Predicate<StatefulSetView> condition) {
        stage.await(promised, stage.timeouts().podReady().multipliedBy(4), present -> present.find(
                        Kinds.STATEFUL_SET, set.names().set())
                .map(StatefulSetView::of)
                .filter(seen -> seen.generation() >= generation && seen.acknowledged())
                .filter(condition)
                .isPresent());
    }

    private void patch(String description, String verb, PatchType type, String patch) {
        stage.act(Action.of(description, verb, Kinds.STATEFUL_SET, set.names().set(), ""));
        StatefulSet changed = stage.client()
                .apps()
                .statefulSets()
                .inNamespace(stage.namespace())
                .withName(set.names().set())
                .patch(PatchContext.of(type), patch);
        generation = changed.getMetadata().getGeneration();
    }
}
