package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;

/** In what the claim templates of a set and the volumes beside them are to differ from the tutorial's. */
public final class ClaimTemplateDesign {

    private final List<String> further = new ArrayList<>();
    private final List<String> emptyVolumes = new ArrayList<>();

    /** Those of the tutorial. */
    ClaimTemplateDesign() {}

    /**
     * The set has one more claim template, as the one that it has, and its container mounts that too.
     *
     * @param name its name
     */
    public void another(String name) {
        further.add(name);
    }

    /**
     * The pod template has an empty volume.
     *
     * @param name its name
     */
    public void emptyVolume(String name) {
        emptyVolumes.add(name);
    }

    /** Changes a set. */
    StatefulSet of(StatefulSet set) {
        PodSpec pod = set.getSpec().getTemplate().getSpec();
        for (String name : further) {
            List<PersistentVolumeClaim> templates =
                    new ArrayList<>(set.getSpec().getVolumeClaimTemplates());
            templates.add(new PersistentVolumeClaimBuilder(templates.get(0))
                    .editMetadata()
                    .withName(name)
                    .addToLabels("holds", name)
                    .endMetadata()
                    .build());
            set.getSpec().setVolumeClaimTemplates(templates);
            pod.setContainers(pod.getContainers().stream()
                    .map(container -> new ContainerBuilder(container)
                            .addNewVolumeMount()
                            .withName(name)
                            .withMountPath("/mnt/" + name)
                            .endVolumeMount()
                            .build())
                    .toList());
        }
        if (!emptyVolumes.isEmpty()) {
            pod.setVolumes(emptyVolumes.stream()
                    .map(name -> new VolumeBuilder()
                            .withName(name)
                            .withNewEmptyDir()
                            .endEmptyDir()
                            .build())
                    .toList());
        }
        return set;
    }
}
