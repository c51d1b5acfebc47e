package dev.holdfast.preflight;

import dev.holdfast.cluster.Images;
import dev.holdfast.scenario.Manifests;
import dev.holdfast.scenario.TutorialObjects;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.Optional;

/** The pods and claims that scenarios make, one by one, as a StatefulSet would make them. */
final class TrialObjects {

    private static final String SET = "nginx-statefulset";
    private static final String DEPLOYMENT = "nginx-deployment";

    private final TutorialObjects objects;
    private final Images images;

    /**
     * Makes nothing yet.
     *
     * @param manifests the project's manifests
     * @param images the images that scenarios run
     */
    TrialObjects(Path manifests, Images images) {
        this.objects = new TutorialObjects(new Manifests(manifests.resolve("tutorial")), images);
        this.images = images;
    }

    /** {@return the pod that plays a role} */
    Pod pod(String role) {
        if (role.equals("tools")) {
            return objects.tools();
        }
        PodSpec spec = objects.deployment(DEPLOYMENT, 1).getSpec().getTemplate().getSpec();
        spec.setContainers(spec.getContainers().stream()
                .map(container -> new ContainerBuilder(container)
                        .withImage(images.reference(role))
                        .build())
                .toList());
        return new PodBuilder().withNewMetadata().endMetadata().withSpec(spec).build();
    }

    /** {@return the image that plays a role} */
    String image(String role) {
        return images.reference(role);
    }

    /** {@return a claim of the set} */
    PersistentVolumeClaim claim(ClaimSource source) {
        StatefulSet set = objects.set(SET, 1, source);
        return new PersistentVolumeClaimBuilder(
                        set.getSpec().getVolumeClaimTemplates().get(0))
                .build();
    }

    /** {@return a pod with tools that mounts a claim at {@code /data}, as one of the set does} */
    Pod mounting(PersistentVolumeClaim claim) {
        PodSpec set = objects.set(SET, 1, ClaimSource.madeBy(Optional.empty()))
                .getSpec()
                .getTemplate()
                .getSpec();
        return new PodBuilder(objects.tools())
                .editSpec()
                .withSecurityContext(set.getSecurityContext())
                .addNewVolume()
                .withName("claim")
                .withNewPersistentVolumeClaim(claim.getMetadata().getName(), false)
                .endVolume()
                .editFirstContainer()
                .addNewVolumeMount()
                .withName("claim")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build();
    }

    /** {@return a static volume of the tutorial} */
    PersistentVolume volume() {
        return objects.volume("a-pv");
    }
}
