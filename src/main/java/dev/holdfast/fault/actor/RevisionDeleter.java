package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Deletes the revision that a set comes from, as soon as there is one that it goes to. */
final class RevisionDeleter extends Onlooker<StatefulSet> {

    private final Scene scene;

    private RevisionDeleter(Scene scene) {
        this.scene = scene;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<StatefulSet> informer = scene.client()
                .apps()
                .statefulSets()
                .inNamespace(scene.namespace())
                .inform(new RevisionDeleter(scene));
        return informer::close;
    }

    @Override
    void changed(StatefulSet before, StatefulSet now) {
        String old = before.getStatus().getUpdateRevision();
        String target = now.getStatus().getUpdateRevision();
        if (old != null && !old.equals(target)) {
            scene.client()
                    .apps()
                    .controllerRevisions()
                    .inNamespace(scene.namespace())
                    .withName(old)
                    .delete();
        }
    }
}
