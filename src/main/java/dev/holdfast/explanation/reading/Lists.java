package dev.holdfast.explanation.reading;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.List;
import java.util.Optional;

/**
 * Whole lists of one namespace, or of all, one request each.
 *
 * @param client leads to the server
 * @param namespace the namespace; nothing means all
 */
record Lists(KubernetesClient client, Optional<String> namespace) {

    List<StatefulSet> sets() {
        return items(client.apps().statefulSets());
    }

    List<Pod> pods() {
        return items(client.pods());
    }

    List<PersistentVolumeClaim> claims() {
        return items(client.persistentVolumeClaims());
    }

    List<ControllerRevision> revisions() {
        return items(client.apps().controllerRevisions());
    }

    List<Event> events() {
        return items(client.v1().events());
    }

    List<PodDisruptionBudget> budgets() {
        return items(client.policy().v1().podDisruptionBudget());
    }

    List<ResourceQuota> quotas() {
        return items(client.resourceQuotas());
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> items(MixedOperation<T, L, ?> kind) {
        return (namespace.isPresent()
                        ? kind.inNamespace(namespace.get()).list()
                        : kind.inAnyNamespace().list())
                .getItems();
    }
}
