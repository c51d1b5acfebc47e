package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** Makes a pod that begins to end the owner of its claims, so that they go with it. */
record ClaimGiver(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.beginsToEnd(before, now)) {
            OwnerReference owner = new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("Pod")
                    .withName(now.getMetadata().getName())
                    .withUid(now.getMetadata().getUid())
                    .withController(true)
                    .build();
            PodFacts.claims(now).forEach(claim -> scene.client()
                    .persistentVolumeClaims()
                    .inNamespace(scene.namespace())
                    .withName(claim)
                    .edit(found -> {
                        found.getMetadata().setOwnerReferences(List.of(owner));
                        return found;
                    }));
        }
    }
}
