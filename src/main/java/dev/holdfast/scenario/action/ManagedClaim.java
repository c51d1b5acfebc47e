package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;

/**
 * The claim of a pod that is there before its set, and has the governing Service of the set as its controller.
 *
 * @param names what the set and its objects will be called
 */
record ManagedClaim(ScenarioScope scope, SetNames names) {

    /**
     * Makes it.
     *
     * @param ordinal for which pod
     * @return its uid
     */
    String make(int ordinal) {
        String governing = names.object().getSpec().getServiceName();
        scope.await("Service " + governing + " is there", scope.timeouts().finalState(), present -> present.find(
                        Kinds.SERVICE, governing)
                .isPresent());
        Observation service = scope.present().find(Kinds.SERVICE, governing).orElseThrow();
        PersistentVolumeClaim template =
                names.object().getSpec().getVolumeClaimTemplates().get(0);
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder(template)
                .editMetadata()
                .withName(names.claim(ordinal))
                .withOwnerReferences(controller(service))
                .endMetadata()
                .build();
        String name = claim.getMetadata().getName();
        scope.act(Action.of("create claim " + name + " of " + service.object(), Action.CREATE, Kinds.CLAIM, name, ""));
        return Requests.create(scope.client()
                        .persistentVolumeClaims()
                        .inNamespace(scope.namespace())
                        .resource(claim))
                .getMetadata()
                .getUid();
    }

    static OwnerReference controller(Observation service) {
        return new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind(Kinds.SERVICE)
                .withName(service.object().name())
                .withUid(service.object().uid())
                .withController(true)
                .build();
    }
}
