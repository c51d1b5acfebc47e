package dev.holdfast.scenario;

import dev.holdfast.cluster.Images;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;

/**
 * The tutorial's objects as they are created in a scenario: as written in {@code manifests/tutorial}, with the images
 * that the cluster has, and claims that are bound to this scenario's volumes only.
 *
 * @param manifests the objects as they are written
 * @param images the images that the cluster has
 */
public record TutorialObjects(Manifests manifests, Images images) {

    private static final String TOOLS_POD = "dnsutils";

    /**
     * A static volume, as it is written.
     *
     * @param name its name in the tutorial
     * @return the volume, not adapted to any server
     */
    public PersistentVolume volume(String name) {
        return manifests.read(name, PersistentVolume.class);
    }

    /**
     * A Service.
     *
     * @param name its name in the tutorial
     * @return the Service to create
     */
    public Service service(String name) {
        return manifests.read(name, Service.class);
    }

    /**
     * A StatefulSet.
     *
     * @param name its name in the tutorial
     * @param replicas how many pods it is to have
     * @param claims where its volumes come from
     * @return the set to create
     */
    public StatefulSet set(String name, int replicas, ClaimSource claims) {
        StatefulSet written = manifests.read(name, StatefulSet.class);
        List<PersistentVolumeClaim> templates = written.getSpec().getVolumeClaimTemplates().stream()
                .map(template -> new PersistentVolumeClaimBuilder(template)
                        .withSpec(claims.adapt(template.getSpec()))
                        .build())
                .toList();
        return new StatefulSetBuilder(written)
                .editSpec()
                .withReplicas(replicas)
                .withVolumeClaimTemplates(templates)
                .withTemplate(ofWebImage(written.getSpec().getTemplate()))
                .endSpec()
                .build();
    }

    /**
     * A Deployment.
     *
     * @param name its name in the tutorial
     * @param replicas how many pods it is to have
     * @return the Deployment to create
     */
    public Deployment deployment(String name, int replicas) {
        Deployment written = manifests.read(name, Deployment.class);
        return new DeploymentBuilder(written)
                .editSpec()
                .withReplicas(replicas)
                .withTemplate(ofWebImage(written.getSpec().getTemplate()))
                .endSpec()
                .build();
    }

    private PodTemplateSpec ofWebImage(PodTemplateSpec written) {
        return new PodTemplateSpecBuilder(written)
                .editSpec()
                .withContainers(withImage(written.getSpec().getContainers(), images.reference("web")))
                .endSpec()
                .build();
    }

    /** {@return the pod from which names are looked up and pages are fetched, to be created} */
    public Pod tools() {
        Pod written = manifests.read(TOOLS_POD, Pod.class);
        return new PodBuilder(written)
                .editSpec()
                .withContainers(withImage(written.getSpec().getContainers(), images.reference("tools")))
                .endSpec()
                .build();
    }

    private static List<Container> withImage(List<Container> containers, String image) {
        return containers.stream()
                .map(container ->
                        new ContainerBuilder(container).withImage(image).build())
                .toList();
    }
}
