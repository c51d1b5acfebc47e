package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/**
 * Has pods of a set end, or their containers, although nobody deletes them.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record PodEnding(ScenarioScope scope, SetUnderTest set) {

    /** A pod may be given a deadline while it runs; one that it has missed already ends it at once. */
    private static final String DEADLINE = "{\"spec\":{\"activeDeadlineSeconds\":1}}";

    /**
     * Has the node of a pod end it, and waits until it has Failed, or is gone already.
     *
     * @param ordinal which pod
     */
    public void fail(int ordinal) {
        String pod = set.names().pod(ordinal);
        String uid = set.goes(ordinal);
        scope.act(Action.of("let the deadline of pod " + pod + " pass", "update", Kinds.POD, pod, uid));
        scope.client()
                .pods()
                .inNamespace(scope.namespace())
                .withName(pod)
                .patch(PatchContext.of(PatchType.JSON_MERGE), DEADLINE);
        scope.await(
                "pod " + pod + " has Failed",
                set.gone(),
                present -> present.isGone(uid)
                        || present.find(Kinds.POD, pod)
                                .filter(seen -> PodView.of(seen).phase().equals("Failed"))
                                .isPresent());
    }

    /**
     * Has the container of a pod end, and waits until it is started again, or the pod is gone.
     *
     * @param ordinal which pod
     */
    public void restart(int ordinal) {
        String pod = set.names().pod(ordinal);
        String uid = set.uid(ordinal);
        scope.act(Action.of("end the container of pod " + pod, "exec", Kinds.POD, pod, uid));
        scope.exec().run(pod, List.of("kill", "1")).outputOf("ending the container of pod " + pod);
        scope.await(
                "the container of pod " + pod + " is started again",
                scope.timeouts().podReady(),
                present -> present.isGone(uid)
                        || present.find(Kinds.POD, pod)
                                .filter(PodEnding::isRestarted)
                                .isPresent());
    }

    private static boolean isRestarted(Observation pod) {
        PodView view = PodView.of(pod);
        return view.restarts() > 0 && view.healthy();
    }
}
