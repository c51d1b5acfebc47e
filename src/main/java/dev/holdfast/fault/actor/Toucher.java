package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Objects;

/** Restarts the first pod of a set whenever the set is scaled, so that it learns who its peers are. */
final class Toucher extends Onlooker<StatefulSet> {

    private final Scene scene;

    private Toucher(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<StatefulSet> informer = scene.client()
                .apps()
                .statefulSets()
                .inNamespace(scene.namespace())
                .inform(new Toucher(scene));
        return informer::close;
    }

    @Override
    void changed(StatefulSet before, StatefulSet now) {
        if (!Objects.equals(before.getSpec().getReplicas(), now.getSpec().getReplicas())) {
            scene.client()
                    .pods()
                    .inNamespace(scene.namespace())
                    .withName(now.getMetadata().getName() + "-0")
                    .delete();
        }
    }
}
