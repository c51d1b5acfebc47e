package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Predicate;

/** What a scenario writes to the spec of its set after it was created, and the controller's answer to it. */
public final class SetChanges {

    /** The verb of a change of the number of replicas and of nothing else, by which guarantees know it. */
    private static final String SCALE = "scale";

    static final String UPDATE = "update";

    /** What {@code revisionHistoryLimit} is where nobody sets it. */
    private static final long MOST_SETS_KEEP = 10;

    private static final int UNPROCESSABLE = 422;

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private long generation;

    /** What a scenario changes of its set. */
    public SetChanges(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
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
        String image = version.image(scope.run().cluster().images());
        patch(
                "change the image of StatefulSet " + set.names().set() + " to " + image + setUp(version),
                UPDATE,
                PatchType.JSON,
                "[" + template(version, image) + "]");
    }

    /**
     * Changes the image in the template and how many pods the set is to have, in one write.
     *
     * @param version which version the pods are to be of
     * @param replicas how many
     */
    public void rollOut(WebVersion version, int replicas) {
        String image = version.image(scope.run().cluster().images());
        patch(
                "change the image of StatefulSet " + set.names().set() + " to " + image + setUp(version)
                        + ", and its replicas to " + replicas,
                UPDATE,
                PatchType.JSON,
                "[" + template(version, image) + ",{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":"
                        + replicas + "}]");
    }

    /**
     * Changes how long a pod has to be Ready until it is available, and how many pods the set is to have, in one write.
     *
     * @param seconds so many seconds
     * @param replicas how many
     */
    public void minReadySeconds(int seconds, int replicas) {
        patch(
                "change minReadySeconds of StatefulSet " + set.names().set() + " to " + seconds
                        + ", and its replicas to " + replicas,
                UPDATE,
                PatchType.JSON_MERGE,
                "{\"spec\":{\"minReadySeconds\":" + seconds + ",\"replicas\":" + replicas + "}}");
    }

    private static String setUp(WebVersion version) {
        return version.setup().isEmpty() ? "" : " with " + WebVersion.VARIABLE + "=" + version.setup();
    }

    private static String template(WebVersion version, String image) {
        String container = "/spec/template/spec/containers/0";
        String variable = version.setup().isEmpty()
                ? ""
                : ",{\"op\":\"add\",\"path\":\"" + container + "/env\",\"value\":[{\"name\":\"" + WebVersion.VARIABLE
                        + "\",\"value\":\"" + version.setup() + "\"}]}";
        return "{\"op\":\"replace\",\"path\":\"" + container + "/image\",\"value\":\"" + image + "\"}" + variable;
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

    /**
     * Changes when the claims of the set go.
     *
     * @param policy when
     */
    public void retain(ClaimRetention policy) {
        patch(
                "change the retention policy of StatefulSet " + set.names().set() + " to " + policy.json(),
                UPDATE,
                PatchType.JSON_MERGE,
                "{\"spec\":{\"persistentVolumeClaimRetentionPolicy\":" + policy.json() + "}}");
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

    /**
     * Has the controller look at the set without anything to do: changes how many old revisions are kept, which touches no pod,
     * and waits until the status says that this was seen. It is written at the end of a whole pass over this very set, so that
     * whatever was to be done would have been begun.
     *
     * @return whether the server allows it, as it does since Kubernetes 1.33
     */
    boolean haveItLookedAt() {
        String name = set.names().set();
        long kept = scope.present()
                .find(Kinds.STATEFUL_SET, name)
                .orElseThrow(() -> new IllegalStateException("there is no StatefulSet " + name))
                .object()
                .json()
                .path("spec")
                .path("revisionHistoryLimit")
                .asLong(MOST_SETS_KEEP);
        try {
            patch(
                    "raise revisionHistoryLimit of StatefulSet " + name
                            + " by 1, so that the controller looks at it (no Pod changes)",
                    Action.HANDSHAKE,
                    PatchType.JSON_MERGE,
                    "{\"spec\":{\"revisionHistoryLimit\":" + (kept + 1) + "}}");
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != UNPROCESSABLE) {
                throw refused;
            }
            scope.log()
                    .append(Action.of(
                            "this server does not allow that: that the controller makes a pod for another set is all that"
                                    + " shows that it is at work",
                            Action.HANDSHAKE_REFUSED,
                            Kinds.STATEFUL_SET,
                            name,
                            ""));
            return false;
        }
        awaitSeen();
        return true;
    }

    /** {@return the generation of the set with the last change in it} */
    long generation() {
        return generation;
    }

    private void await(String promised, Predicate<StatefulSetView> condition) {
        scope.await(promised, scope.timeouts().podReady().multipliedBy(4), present -> present.find(
                        Kinds.STATEFUL_SET, set.names().set())
                .map(StatefulSetView::of)
                .filter(seen -> seen.generation() >= generation && seen.acknowledged())
                .filter(condition)
                .isPresent());
    }

    void patch(String description, String verb, PatchType type, String patch) {
        scope.act(Action.of(description, verb, Kinds.STATEFUL_SET, set.names().set(), ""));
        StatefulSet changed = scope.client()
                .apps()
                .statefulSets()
                .inNamespace(scope.namespace())
                .withName(set.names().set())
                .patch(PatchContext.of(type), patch);
        generation = changed.getMetadata().getGeneration();
    }
}
