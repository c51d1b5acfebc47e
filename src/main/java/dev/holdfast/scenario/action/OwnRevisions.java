package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a scenario does to the revisions of its set, which only the controller has any business with.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record OwnRevisions(ScenarioScope scope, SetUnderTest set) {

    /** Above all that a scenario comes to. */
    private static final long HIGH = 100;

    /**
     * Makes a revision that belongs to nobody, with the labels by which the set selects, a high number, and the template that the set
     * has, but for an annotation.
     */
    public void makeStray() {
        String name = set.names().set() + "-stray";
        ControllerRevision stray = new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(new HashMap<>(
                        set.names().object().getSpec().getSelector().getMatchLabels()))
                .endMetadata()
                .withRevision(HIGH)
                .build();
        stray.setData(otherThan(status().updateRevision()));
        scope.objects().mark().put(stray, scope.name().id());
        scope.act(
                Action.of("create ControllerRevision " + name + " of nobody", Action.CREATE, Kinds.REVISION, name, ""));
        Requests.create(scope.client()
                .apps()
                .controllerRevisions()
                .inNamespace(scope.namespace())
                .resource(stray));
    }

    /** Deletes the revision that the status of the set calls the current one. */
    public void deleteCurrent() {
        String name = status().currentRevision();
        Optional<Observation> revision = scope.present().find(Kinds.REVISION, name);
        if (revision.isEmpty()) {
            // Somebody was faster.
            return;
        }
        String uid = revision.get().object().uid();
        scope.act(Action.delete(Kinds.REVISION, name, uid));
        scope.delete(ServedKind.CONTROLLER_REVISION, name, uid, DeletionPropagation.BACKGROUND);
        scope.await("ControllerRevision " + name + " is gone", scope.timeouts().finalState(), present -> present.find(
                        Kinds.REVISION, name)
                .filter(found -> found.object().uid().equals(uid))
                .isEmpty());
    }

    private StatefulSetView status() {
        Snapshot present = scope.present();
        return StatefulSetView.of(
                present.find(Kinds.STATEFUL_SET, set.names().set()).orElseThrow());
    }

    /** What a revision keeps, with an annotation more in its template. */
    private Object otherThan(String revision) {
        ObjectNode data = (ObjectNode) scope.present()
                .find(Kinds.REVISION, revision)
                .orElseThrow()
                .object()
                .json()
                .path("data")
                .deepCopy();
        data.withObject("/spec/template/metadata/annotations").put("example.com/stray", "true");
        return sorted(Serialization.unmarshal(data.toString(), Map.class));
    }

    /**
     * The same with all fields in the order of their names, as the controller writes them: the API server sorts them when it carries out a
     * patch, and refuses one by which they come in another order, since what a revision keeps must not change.
     */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> fields) {
            Map<String, Object> inOrder = new TreeMap<>();
            fields.forEach((key, field) -> inOrder.put(key.toString(), sorted(field)));
            return inOrder;
        }
        return value instanceof List<?> items
                ? items.stream().map(OwnRevisions::sorted).toList()
                : value;
    }
}
