package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Obstacles;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods that have the labels by which a set selects its pods, and are not its own. They are never started. */
public final class ForeignPods {

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final Map<String, Observation> made = new HashMap<>();

    /** Those beside a set. */
    public ForeignPods(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /**
     * Makes one that nobody controls.
     *
     * @param pod its name as it is spoken of
     * @param written the name of the set in the tutorial
     */
    public void ofNobody(String pod, String written) {
        make(pod, written, List.of());
    }

    /**
     * Makes one that the governing Service controls, as far as its owner references say.
     *
     * @param pod its name as it is spoken of
     * @param written the name of the set in the tutorial
     */
    public void ofAnother(String pod, String written) {
        String governing = set.planned(written).service();
        scope.await("Service " + governing + " is there", scope.timeouts().finalState(), present -> present.find(
                        Kinds.SERVICE, governing)
                .isPresent());
        make(
                pod,
                written,
                List.of(EarlyClaim.controller(
                        scope.present().find(Kinds.SERVICE, governing).orElseThrow())));
    }

    /**
     * These are there, and have the controllers that they had.
     *
     * @param pods their names as they are spoken of
     * @throws NotKeptError when one is not
     */
    public void requireLeft(List<String> pods) {
        scope.require(() -> pods.forEach(this::isLeft));
    }

    private void isLeft(String spoken) {
        Observation was = made.get(spoken);
        String pod = was.object().name();
        Optional<Observation> now = scope.present().find(Kinds.POD, pod);
        boolean left = now.filter(seen -> seen.object()
                                .uid()
                                .equals(was.object().uid())
                        && !seen.object().terminating()
                        && seen.object().controllerUid().equals(was.object().controllerUid()))
                .isPresent();
        if (!left) {
            throw new NotKeptError(
                    "pod " + pod + " is as it was",
                    now.map(Observation::toString).orElse("it is gone"),
                    scope.file());
        }
    }

    private void make(String spoken, String written, List<OwnerReference> owners) {
        StatefulSet planned = set.planned(written).object();
        String name = spoken.replace(written, planned.getMetadata().getName());
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(new HashMap<>(planned.getSpec().getSelector().getMatchLabels()))
                .withOwnerReferences(owners)
                .endMetadata()
                .withSpec(planned.getSpec().getTemplate().getSpec())
                .build();
        pod.getSpec().setSchedulingGates(List.of(new PodSchedulingGate(Obstacles.NEVER_STARTED)));
        scope.objects().mark().put(pod, scope.name().id());
        scope.act(Action.of(
                "create Pod " + name + ", which has the labels of the set's pods", Action.CREATE, Kinds.POD, name, ""));
        Requests.create(scope.client().pods().inNamespace(scope.namespace()).resource(pod));
        scope.await("pod " + name + " is there", scope.timeouts().finalState(), present -> present.find(Kinds.POD, name)
                .isPresent());
        made.put(spoken, scope.present().find(Kinds.POD, name).orElseThrow());
    }
}
