package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

/** Takes a node for lost that cannot be reached, and deletes by force whatever pod of a set is to end there. */
record UnreachableForcer(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.beginsToEnd(before, now)
                && PodFacts.ofKind(now, "StatefulSet")
                && isUnreachable(now.getSpec().getNodeName())) {
            ForceDeleter.force(scene, now);
        }
    }

    private boolean isUnreachable(String name) {
        Node node = scene.client().nodes().withName(name).get();
        return node != null && NodeFacts.ready(node).equals("Unknown");
    }
}
