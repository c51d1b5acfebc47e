package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;

/** Restarts the first pod of a set whenever the set is scaled, so that it learns who its peers are. */
record Toucher(Scene scene) implements Onlooker<StatefulSet> {

    @Override
    public void changed(StatefulSet before, StatefulSet now) {
        if (!Objects.equals(before.getSpec().getReplicas(), now.getSpec().getReplicas())) {
            scene.client()
                    .pods()
                    .inNamespace(scene.namespace())
                    .withName(now.getMetadata().getName() + "-0")
                    .delete();
        }
    }
}
