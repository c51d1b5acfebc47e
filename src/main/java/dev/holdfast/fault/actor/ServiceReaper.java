package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Deletes a set's Service when the set is gone. */
final class ServiceReaper extends Onlooker<StatefulSet> {

    private final Scene scene;

    private ServiceReaper(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<StatefulSet> informer = scene.client()
                .apps()
                .statefulSets()
                .inNamespace(scene.namespace())
                .inform(new ServiceReaper(scene));
        return informer::close;
    }

    @Override
    void gone(StatefulSet set) {
        scene.client()
                .services()
                .inNamespace(scene.namespace())
                .withName(set.getSpec().getServiceName())
                .delete();
    }
}
