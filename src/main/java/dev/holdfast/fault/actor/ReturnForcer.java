package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

/** Deletes by force what is to end on a node at the moment at which that is back, instead of leaving it to the kubelet. */
record ReturnForcer(Scene scene) implements Onlooker<Node> {

    @Override
    public void changed(Node before, Node now) {
        if (NodeFacts.comesBack(before, now)) {
            scene.client().pods().inNamespace(scene.namespace()).list().getItems().stream()
                    .filter(pod -> isEndingOn(pod, now.getMetadata().getName()))
                    .forEach(pod -> ForceDeleter.force(scene, pod));
        }
    }

    private static boolean isEndingOn(Pod pod, String node) {
        return PodFacts.ending(pod)
                && PodFacts.ofKind(pod, "StatefulSet")
                && node.equals(pod.getSpec().getNodeName());
    }
}
