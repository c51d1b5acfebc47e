package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Deletes the revision that a set comes from, as soon as there is one that it goes to. */
record RevisionDeleter(Scene scene) implements Onlooker<StatefulSet> {

    @Override
    public void changed(StatefulSet before, StatefulSet now) {
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
