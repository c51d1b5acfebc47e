package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Deletes a set's Service when the set is gone. */
final class ServiceReaper extends Onlooker<StatefulSet> {

    private final Scene scene;

    ServiceReaper(Scene scene) {
        this.scene = scene;
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
