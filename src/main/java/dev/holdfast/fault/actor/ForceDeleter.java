package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Deletes by force whatever pod of a set begins to end, without waiting for its containers. */
final class ForceDeleter extends Onlooker<Pod> {

    private final Scene scene;

    private ForceDeleter(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<Pod> informer =
                scene.client().pods().inNamespace(scene.namespace()).inform(new ForceDeleter(scene));
        return informer::close;
    }

    @Override
    void changed(Pod before, Pod now) {
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
