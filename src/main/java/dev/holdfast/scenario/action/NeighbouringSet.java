package dev.holdfast.scenario.action;

import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A set with claims beside the one that a scenario is about.
 *
 * @param scope what the parts of the scenario share
 * @param volumes the volumes of the scenario
 * @param design how the set of the scenario is made
 */
public record NeighbouringSet(ScenarioScope scope, Volumes volumes, SetDesign design) {

    /**
     * Creates it, and waits until its pods and their claims are there.
     *
     * @param like the set of the tutorial that it is like, but for its names
     * @param name its name
     * @param template the name of its claim template
     * @param replicas how many pods it has, which are all made at once
     */
    public void make(String like, String name, String template, int replicas) {
        String called = Creation.of(scope, scope.objects().own(renamed(like, name, template, replicas)));
        scope.await(
                "all pods of StatefulSet " + called + " and their claims are made",
                scope.timeouts().podReady(),
                present -> IntStream.range(0, replicas)
                        .mapToObj(ordinal -> called + "-" + ordinal)
                        .allMatch(pod -> present.find(Kinds.POD, pod).isPresent()
                                && present.find(Kinds.CLAIM, template + "-" + pod)
                                        .isPresent()));
    }

    private StatefulSet renamed(String like, String name, String template, int replicas) {
        StatefulSet set = design.of(scope.objects().tutorial().set(like, replicas, volumes.claims()));
        Map<String, String> labels = Map.of("app", name);
        return new StatefulSetBuilder(set)
                .editMetadata()
                .withName(name)
                .endMetadata()
                .editSpec()
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withVolumeClaimTemplates(new PersistentVolumeClaimBuilder(
                                set.getSpec().getVolumeClaimTemplates().get(0))
                        .editMetadata()
                        .withName(template)
                        .endMetadata()
                        .build())
                .editTemplate()
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .withVolumeMounts(List.of(new VolumeMountBuilder()
                        .withName(template)
                        .withMountPath("/mnt/" + template)
                        .build()))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
