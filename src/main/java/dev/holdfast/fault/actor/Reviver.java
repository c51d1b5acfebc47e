package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Makes a pod of a Deployment again under the name that it had. */
final class Reviver extends Onlooker<Pod> {

    private final Scene scene;

    private Reviver(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<Pod> informer =
                scene.client().pods().inNamespace(scene.namespace()).inform(new Reviver(scene));
        return informer::close;
    }

    @Override
    void gone(Pod pod) {
        if (PodFacts.ofKind(pod, "ReplicaSet")) {
            Pod again = new PodBuilder()
                    .withNewMetadata()
                    .withName(pod.getMetadata().getName())
                    .withLabels(pod.getMetadata().getLabels())
                    .withOwnerReferences(pod.getMetadata().getOwnerReferences())
                    .endMetadata()
                    .withSpec(pod.getSpec())
                    .build();
            scene.client().pods().inNamespace(scene.namespace()).resource(again).create();
        }
    }
}
