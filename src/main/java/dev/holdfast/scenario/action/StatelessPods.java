package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pods of a Deployment, which a scenario holds against those of its set. */
public final class StatelessPods {

    private final ScenarioScope scope;
    private final Set<String> former = new HashSet<>();
    private int replicas;
    private String deleted = "";

    /** Those of a scenario, which has none yet. */
    public StatelessPods(ScenarioScope scope) {
        this.scope = scope;
    }

    /**
     * Creates a Deployment of the tutorial and waits until all of its pods are Ready.
     *
     * @param written its name in the tutorial
     * @param wanted how many pods it is to have
     */
    public void create(String written, int wanted) {
        replicas = wanted;
        Deployment deployment = scope.objects().deployment(written, wanted);
        String name = deployment.getMetadata().getName();
        scope.act(Action.of(
                "create Deployment " + name + " with " + wanted + " replicas", Action.CREATE, "Deployment", name, ""));
        Requests.create(scope.client()
                .apps()
                .deployments()
                .inNamespace(scope.namespace())
                .resource(deployment));
        scope.await(
                "the " + wanted + " pods of the Deployment " + name + " are Ready",
                scope.timeouts().podReady(),
                present -> ready(present).size() == wanted);
    }

    /** Deletes one of the pods and does not wait for anything. */
    public void deleteOne() {
        List<Observation> pods = ready(scope.present());
        pods.forEach(pod -> former.add(pod.object().name()));
        Observation pod = pods.get(0);
        deleted = pod.object().uid();
        scope.act(Action.delete(Kinds.POD, pod.object().name(), deleted));
        scope.delete(ServedKind.POD, pod.object().name(), deleted, DeletionPropagation.BACKGROUND);
    }

    /** Waits until the pod that was deleted is gone, and as many as before are Ready, one of them with a new name. */
    public void awaitReplaced() {
        scope.await(
                "a pod with another name than " + String.join(" and ", former) + " takes the place of the one deleted",
                scope.timeouts().podReady(),
                present -> present.isGone(deleted)
                        && ready(present).size() == replicas
                        && ready(present).stream()
                                .anyMatch(pod -> !former.contains(pod.object().name())));
    }

    private static List<Observation> ready(Snapshot present) {
        return present.all(Kinds.POD).stream()
                .filter(pod -> pod.object()
                        .controller()
                        .map(Owner::kind)
                        .filter("ReplicaSet"::equals)
                        .isPresent())
                .filter(pod -> PodView.of(pod).healthy())
                .toList();
    }
}
