package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Deletes a set's Service when the set is gone. */
record ServiceReaper(Scene scene) implements Onlooker<StatefulSet> {

    @Override
    public void gone(StatefulSet set) {
        scene.client()
                .services()
                .inNamespace(scene.namespace())
                .withName(set.getSpec().getServiceName())
                .delete();
    }
}
