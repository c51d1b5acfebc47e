package dev.holdfast.scale;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;

/** A set all pods of which are on simulated nodes. */
final class SetOnSimulatedNodes {

    private SetOnSimulatedNodes() {}

    /**
     * Writes one.
     *
     * @param name its name, and that of its Service
     * @param replicas how many pods it has
     * @param policy its podManagementPolicy
     * @param pods the labels of its pods
     */
    static StatefulSet of(String name, int replicas, String policy, Map<String, String> pods) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withServiceName(name)
                .withReplicas(replicas)
                .withPodManagementPolicy(policy)
                .withNewSelector()
                .withMatchLabels(pods)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(pods)
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(Map.of("type", "kwok"))
                .addNewToleration()
                .withKey("kwok.x-k8s.io/node")
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName("web")
                .withImage("registry.invalid/web:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
