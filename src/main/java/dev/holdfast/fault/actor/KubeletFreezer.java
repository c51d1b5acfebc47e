package dev.holdfast.fault.actor;

import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Freezes the kubelets while all pods of a set are Ready, and takes whatever pod begins to end then for one whose node is
 * lost: it is deleted by force, though its containers run. Then the kubelets go on.
 */
final class KubeletFreezer extends Onlooker<Pod> {

    private final Scene scene;
    private final EmbeddedCluster cluster;
    private boolean over;

    private KubeletFreezer(Scene scene) {
        this.scene = scene;
        this.cluster = (EmbeddedCluster) scene.cluster();
    }

    static FaultInjection.Course begin(Scene scene) {
        KubeletFreezer freezer = new KubeletFreezer(scene);
        SharedIndexInformer<Pod> informer =
                scene.client().pods().inNamespace(scene.namespace()).inform(freezer);
        return () -> {
            informer.close();
            freezer.thaw();
        };
    }

    @Override
    synchronized void changed(Pod before, Pod now) {
        if (over || !PodFacts.ofKind(now, "StatefulSet")) {
            return;
        }
        if (PodFacts.beginsToEnd(before, now)) {
            ForceDeleter.force(scene, now);
            thaw();
        } else if (!PodFacts.ready(before) && PodFacts.ready(now) && PodFacts.ordinal(now) == last(now)) {
            signal("STOP");
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

    private synchronized void thaw() {
        over = true;
        signal("CONT");
    }

    private void signal(String signal) {
        for (String node : cluster.nodes()) {
            for (ProcessHandle kubelet : cluster.kubelet(node)) {
                try {
                    new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(kubelet.pid())))
                            .inheritIO()
                            .start()
                            .waitFor();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot send a signal", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
