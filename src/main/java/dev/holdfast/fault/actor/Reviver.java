package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** Makes a pod of a Deployment again under the name that it had. */
record Reviver(Scene scene) implements Onlooker<Pod> {

    @Override
    public void gone(Pod pod) {
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
