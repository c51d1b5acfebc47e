package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.OptionalInt;

/** Creates, mends and deletes the pods of one set, and says so in Events. */
final class PodControl {
    private static final String CLAIM_OF_OTHER_SET = "data-other-0";

    private final StatefulSetController controller;
    private final StatefulSet set;
    private final ClaimControl claims;

    PodControl(StatefulSetController controller, StatefulSet set) {
        this.controller = controller;
        this.set = set;
        this.claims = new ClaimControl(controller, set);
    }

    ClaimControl claims() {
        return claims;
    }

    /** The pod of an ordinal as it ought to be, of a template. */
    Pod make(int ordinal, ControllerRevision revision) {
        Pod pod = new Pod();
        pod.meta.name = set.podName(ordinal);
        pod.meta.labels.put("app", set.name());
        pod.meta.labels.put(Pod.POD_NAME, pod.meta.name);
        pod.meta.labels.put(Pod.POD_INDEX, String.valueOf(ordinal));
        pod.meta.labels.put(Pod.REVISION, revision.name());
        pod.meta.owners.add(set.asOwner());
        pod.hostname = pod.meta.name;
        pod.subdomain = set.service();
        pod.template = revision.template;
        set.spec.claimTemplates.forEach(template -> pod.claims.put(template, set.claimName(template, ordinal)));
        return pod;
    }

    /** The pod as it is sent to the API server. */
    private Pod sent(Pod pod) {
        if (controller.faults.strike(Fault.LABELS_WRONG_NAME)) {
            pod.meta.labels.put(Pod.POD_NAME, set.podName(pod.ordinal() + 1));
        }
        if (pod.ordinal() == 1 && !pod.claims.isEmpty() && controller.faults.strike(Fault.SHARES_CLAIM)) {
            set.spec.claimTemplates.forEach(template -> pod.claims.put(template, set.claimName(template, 0)));
        }
        if (pod.ordinal() == 0 && !pod.claims.isEmpty() && controller.faults.strike(Fault.MOUNTS_OTHER_CLAIM)) {
            set.spec.claimTemplates.forEach(
                    template -> pod.claims.put(template, "other-" + set.claimName(template, 0)));
        }
        if (pod.ordinal() == 0 && !pod.claims.isEmpty() && otherSetHasClaim()) {
            set.spec.claimTemplates.forEach(template -> pod.claims.put(template, CLAIM_OF_OTHER_SET));
        }
        if (!pod.claims.isEmpty() && controller.faults.strike(Fault.KEEPS_VOLUME_OF_TEMPLATE)) {
            pod.claims.clear();
        }
        return pod;
    }

    private boolean otherSetHasClaim() {
        return !set.name().equals("other")
                && controller.caches.claims.get(CLAIM_OF_OTHER_SET).isPresent()
                && controller.faults.strike(Fault.MOUNTS_CLAIM_OF_OTHER_SET);
    }

    void create(Pod pod) {
        boolean late = claims.missing(pod) && controller.faults.strike(Fault.MAKES_CLAIMS_LATE);
        try {
            if (!late) {
                claims.create(pod);
            }
        } catch (ApiException failed) {
            failed("Create", pod, failed);
            throw failed;
        }
        try {
            Pod created = controller.api.create(sent(pod), StatefulSetController.MANAGER);
            controller.caches.wrote(set, created);
        } catch (ApiException refused) {
            if (!refused.is(Reason.ALREADY_EXISTS)) {
                failed("Create", pod, refused);
            }
            throw refused;
        }
        try {
            claims.own(pod);
        } catch (ApiException failed) {
            failed("Update", pod, failed);
            throw failed;
        }
        succeeded("Create", pod);
    }

    /** Deletes by name, whatever has that name now; that it is gone already is as good. */
    void delete(Pod pod) {
        try {
            boolean byForce =
                    !pod.node.isEmpty() && !pod.terminal() && controller.faults.strike(Fault.DELETES_BY_FORCE);
            controller.api.delete(pod, Precondition.NONE, byForce ? OptionalInt.of(0) : OptionalInt.empty());
            if (!pod.claims.isEmpty() && controller.faults.strike(Fault.DELETES_CLAIM_WITH_POD)) {
                claims.delete(pod);
            }
        } catch (ApiException refused) {
            if (!refused.is(Reason.NOT_FOUND)) {
                failed("Delete", pod, refused);
                throw refused;
            }
        }
        succeeded("Delete", pod);
    }

    boolean identityMatches(Pod pod) {
        return pod.name().equals(pod.meta.labels.get(Pod.POD_NAME));
    }

    boolean storageMatches(Pod pod) {
        return set.spec.claimTemplates.stream()
                .allMatch(template -> set.claimName(template, pod.ordinal()).equals(pod.claims.get(template)));
    }

    /** Brings labels and the owners of claims in order; what volumes a pod has cannot be changed. */
    void update(Pod pod) {
        try {
            if (!storageMatches(pod)) {
                claims.create(pod);
            }
            if (!claims.matchRetention(pod)) {
                claims.own(pod);
            }
            if (!storageMatches(pod)) {
                throw new ApiException(Reason.INVALID, "the volumes of pod " + pod.name() + " cannot be changed");
            }
            Pod updated =
                    controller.api.update(pod, Precondition.version(pod), StatefulSetController.MANAGER, changed -> {
                        changed.meta.labels.put(Pod.POD_NAME, changed.name());
                        changed.meta.labels.put(Pod.POD_INDEX, String.valueOf(changed.ordinal()));
                    });
            controller.caches.wrote(set, updated);
        } catch (ApiException failed) {
            failed("Update", pod, failed);
            throw failed;
        }
        succeeded("Update", pod);
    }

    private void succeeded(String verb, Pod pod) {
        controller.events.normal(
                set,
                "Successful" + verb,
                verb + " Pod " + pod.name() + " in StatefulSet " + set.name() + " successful");
    }

    private void failed(String verb, Pod pod, ApiException why) {
        controller.events.warning(
                set,
                "Failed" + verb,
                verb + " Pod " + pod.name() + " in StatefulSet " + set.name() + " failed error: " + why.getMessage());
    }
}
