package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;

/**
 * Deletes the claims of a pod that ends: they go when the pod is gone, and the controller makes others of their names for
 * the pod that comes back.
 */
record ClaimSwapper(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.beginsToEnd(before, now)) {
            PodFacts.claims(now).forEach(claim -> scene.client()
                    .persistentVolumeClaims()
                    .inNamespace(scene.namespace())
                    .withName(claim)
                    .delete());
        }
    }
}
