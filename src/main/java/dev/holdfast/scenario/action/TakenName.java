package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;

/**
 * A pod that has the name of one that a set wants, and is not the set's: the API server refuses to create the set's. It has other
 * labels, so that the controller does not take it for its own, and is never started.
 */
public final class TakenName {

    private final ScenarioScope scope;
    private final Volumes volumes;
    private final SetDesign design;
    private String name = "";
    private String uid = "";

    /** A name that a pod of the scenario's set is to have. */
    public TakenName(ScenarioScope scope, Volumes volumes, SetDesign design) {
        this.scope = scope;
        this.volumes = volumes;
        this.design = design;
    }

    /**
     * Creates the pod.
     *
     * @param written the name of the set in the tutorial
     * @param ordinal whose name it takes
     */
    public void take(String written, int ordinal) {
        StatefulSet set = design.of(scope.objects().set(written, 1, volumes.claims()));
        name = set.getMetadata().getName() + "-" + ordinal;
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("app", "somebody-else"))
                .endMetadata()
                .withSpec(set.getSpec().getTemplate().getSpec())
                .build();
        scope.objects().mark().put(pod, scope.name().id());
        scope.act(Action.of("create Pod " + name + ", which is not the set's", Action.CREATE, Kinds.POD, name, ""));
        uid = Requests.create(
                        scope.client().pods().inNamespace(scope.namespace()).resource(pod))
                .getMetadata()
                .getUid();
    }

    /** Deletes the pod, so that the name is free. */
    public void free() {
        scope.act(Action.delete(Kinds.POD, name, uid));
        scope.delete(ServedKind.POD, name, uid, DeletionPropagation.BACKGROUND);
    }
}
