package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Labels the pods of a set as those of the revision that they are to be updated to, which spares updating them. */
record Relabeller(Scene scene) implements Onlooker<StatefulSet> {

    private static final String REVISION = "controller-revision-hash";

    @Override
    public void changed(StatefulSet before, StatefulSet now) {
        String target = now.getStatus().getUpdateRevision();
        if (target == null || target.equals(before.getStatus().getUpdateRevision())) {
            return;
        }
        scene
                .client()
                .pods()
                .inNamespace(scene.namespace())
                .withLabels(now.getSpec().getSelector().getMatchLabels())
                .list()
                .getItems()
                .stream()
                .filter(pod -> !PodFacts.ending(pod))
                .forEach(pod -> label(pod, target));
    }

    private void label(Pod pod, String target) {
        scene.client()
                .pods()
                .inNamespace(scene.namespace())
                .withName(pod.getMetadata().getName())
                .edit(found -> {
                    found.getMetadata().getLabels().put(REVISION, target);
                    return found;
                });
    }
}
