package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.Set;

/** Deletes the pods of sets that are on a node whose kubelet starts, as if they had to be started anew. */
final class RestartEvictor implements Onlooker<Event> {

    private final Scene scene;
    /** The Events that were there before: the informer tells of them first. */
    private final Set<String> known = new HashSet<>();

    private RestartEvictor(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        RestartEvictor evictor = new RestartEvictor(scene);
        scene.client()
                .v1()
                .events()
                .inNamespace("default")
                .list()
                .getItems()
                .forEach(event -> evictor.known.add(event.getMetadata().getUid()));
        return scene.watchNodeEvents(evictor);
    }

    @Override
    public void appeared(Event event) {
        boolean byKubelet =
                event.getSource() != null && "kubelet".equals(event.getSource().getComponent());
        if (byKubelet
                && "Starting".equals(event.getReason())
                && known.add(event.getMetadata().getUid())) {
            scene.client().pods().inNamespace(scene.namespace()).list().getItems().stream()
                    .filter(pod -> isOn(pod, event.getInvolvedObject().getName()))
                    .forEach(pod -> scene.client().resource(pod).delete());
        }
    }

    private static boolean isOn(Pod pod, String node) {
        return PodFacts.ofKind(pod, "StatefulSet") && node.equals(pod.getSpec().getNodeName());
    }
}
