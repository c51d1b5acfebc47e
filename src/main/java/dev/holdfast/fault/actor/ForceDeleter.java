package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;

/** Deletes by force whatever pod of a set begins to end, without waiting for its containers. */
record ForceDeleter(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.beginsToEnd(before, now) && PodFacts.ofKind(now, "StatefulSet")) {
            force(scene, now);
        }
    }

    static void force(Scene scene, Pod pod) {
        scene.client()
                .pods()
                .inNamespace(scene.namespace())
                .withName(pod.getMetadata().getName())
                .withGracePeriod(0)
                .delete();
    }
}
