package dev.holdfast.fault.actor;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.cluster.Machines;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * Freezes the kubelet of a set's last pod once that is Ready, and takes whatever pod begins to end on its node then for one whose
 * node is lost: it is deleted by force, though its containers run. Then the kubelet goes on.
 */
final class KubeletFreezer implements Onlooker<Pod> {

    private final Scene scene;
    private final Machines machines;
    private Optional<String> frozen = Optional.empty();
    private boolean over;

    private KubeletFreezer(Scene scene) {
        this.scene = scene;
        this.machines = scene.cluster().machines().orElseThrow();
    }

    static FaultInjection.Course begin(Scene scene) {
        KubeletFreezer freezer = new KubeletFreezer(scene);
        FaultInjection.Course pods = scene.watchPods(freezer);
        return () -> {
            pods.close();
            freezer.thaw();
        };
    }

    @Override
    public synchronized void changed(Pod before, Pod now) {
        if (over || !PodFacts.ofKind(now, "StatefulSet")) {
            return;
        }
        String node = now.getSpec().getNodeName();
        if (PodFacts.beginsToEnd(before, now)
                && frozen.filter(name -> name.equals(node)).isPresent()) {
            ForceDeleter.force(scene, now);
            thaw();
        } else if (!PodFacts.ready(before) && PodFacts.ready(now) && PodFacts.ordinal(now) == last(now)) {
            freeze(node);
        }
    }

    private int last(Pod pod) {
        return scene.client()
                        .apps()
                        .statefulSets()
                        .inNamespace(scene.namespace())
                        .withName(PodFacts.controller(pod).orElseThrow().getName())
                        .get()
                        .getSpec()
                        .getReplicas()
                - 1;
    }

    private void freeze(String node) {
        if (frozen.isEmpty()) {
            machines.freeze(kubelet(node));
            frozen = Optional.of(node);
        }
    }

    private synchronized void thaw() {
        over = true;
        frozen.ifPresent(node -> machines.thaw(kubelet(node)));
        frozen = Optional.empty();
    }

    private static Component kubelet(String node) {
        return Component.onNode(node, "kubelet");
    }
}
