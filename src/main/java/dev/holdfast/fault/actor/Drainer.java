package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

/** Deletes the pods of sets on a node that takes no more pods, all at once and without asking any budget, instead of evicting them. */
record Drainer(Scene scene) implements Onlooker<Node> {

    @Override
    public void changed(Node before, Node now) {
        if (!closed(before) && closed(now)) {
            scene.client().pods().inNamespace(scene.namespace()).list().getItems().stream()
                    .filter(pod -> isOn(pod, now.getMetadata().getName()))
                    .forEach(pod -> scene.client().resource(pod).delete());
        }
    }

    private static boolean closed(Node node) {
        return Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    private static boolean isOn(Pod pod, String node) {
        return PodFacts.ofKind(pod, "StatefulSet") && node.equals(pod.getSpec().getNodeName());
    }
}
