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
 * The claim of a pod that is there before its set.
 *
 * @param names what the set and its objects will be called
 */
record EarlyClaim(ScenarioScope scope, SetNames names) {

    /**
     * Makes it.
     *
     * @param ordinal for which pod
     * @return its uid
     */
    String make(int ordinal) {
        return create(
                "create claim " + names.claim(ordinal),
                named(ordinal).editMetadata().addToLabels("made", "by-hand").endMetadata());
    }

    /**
     * Makes it, with the governing Service of the set as its controller.
     *
     * @param ordinal for which pod
     * @return its uid
     */
    String makeManaged(int ordinal) {
        String governing = names.object().getSpec().getServiceName();
        scope.await("Service " + governing + " is there", scope.timeouts().finalState(), present -> present.find(
                        Kinds.SERVICE, governing)
                .isPresent());
        Observation service = scope.present().find(Kinds.SERVICE, governing).orElseThrow();
        return create(
                "create claim " + names.claim(ordinal) + " of " + service.object(),
                named(ordinal)
                        .editMetadata()
                        .withOwnerReferences(controller(service))
                        .endMetadata());
    }

    private PersistentVolumeClaimBuilder named(int ordinal) {
        PersistentVolumeClaim template =
                names.object().getSpec().getVolumeClaimTemplates().get(0);
        return new PersistentVolumeClaimBuilder(template)
                .editMetadata()
                .withName(names.claim(ordinal))
                .endMetadata();
    }

    private String create(String what, PersistentVolumeClaimBuilder written) {
        PersistentVolumeClaim claim = written.build();
        scope.act(
                Action.of(what, Action.CREATE, Kinds.CLAIM, claim.getMetadata().getName(), ""));
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
