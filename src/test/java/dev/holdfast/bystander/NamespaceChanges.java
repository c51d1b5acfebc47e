package dev.holdfast.bystander;

import dev.holdfast.cluster.SetNamespace;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What people do to what a set has around it.
 *
 * @param diary takes what was done
 */
record NamespaceChanges(KubernetesClient client, String namespace, Consumer<String> diary) {

    /** Makes the namespace one of those surroundings. */
    void becomes(Surroundings surroundings) {
        client.namespaces().withName(namespace).edit(each -> new NamespaceBuilder(each)
                .editMetadata()
                .addToLabels(Surroundings.LABEL, surroundings.label())
                .endMetadata()
                .build());
        if (surroundings == Surroundings.LIMITED) {
            client.limitRanges()
                    .inNamespace(namespace)
                    .resource(new LimitRangeBuilder()
                            .withNewMetadata()
                            .withName("usual")
                            .endMetadata()
                            .withNewSpec()
                            .addNewLimit()
                            .withType("Container")
                            .addToDefaultRequest("cpu", new Quantity("10m"))
                            .addToDefault("cpu", new Quantity("500m"))
                            .endLimit()
                            .endSpec()
                            .build())
                    .create();
        }
    }

    /** Deletes all revisions of the set that no status names. */
    void deleteOldRevisions(StatefulSet set) {
        diary.accept("delete old revisions");
        client.apps().controllerRevisions().inNamespace(namespace).list().getItems().stream()
                .map(revision -> revision.getMetadata().getName())
                .filter(name -> !name.equals(set.getStatus().getCurrentRevision())
                        && !name.equals(set.getStatus().getUpdateRevision()))
                .forEach(name -> client.apps()
                        .controllerRevisions()
                        .inNamespace(namespace)
                        .withName(name)
                        .delete());
    }

    void deleteService() {
        diary.accept("delete the Service");
        client.services().inNamespace(namespace).withName(Design.SERVICE).delete();
    }

    void createService() {
        diary.accept("create the Service");
        SetNamespace.addService(client, namespace, Design.SERVICE, Map.of("app", Design.SET));
    }

    /** Allows no more pods than so many. */
    void allow(int pods) {
        diary.accept("allow " + pods + " pods");
        client.resourceQuotas()
                .inNamespace(namespace)
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("pods")
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity(Integer.toString(pods)))
                        .endSpec()
                        .build())
                .create();
    }

    void allowAll() {
        diary.accept("allow all pods");
        client.resourceQuotas().inNamespace(namespace).withName("pods").delete();
    }

    /** Lets nothing new on the node of a pod, or lets it again. */
    void cordon(String node, boolean closed) {
        diary.accept((closed ? "cordon " : "uncordon ") + node);
        client.nodes().withName(node).edit(each -> {
            each.getSpec().setUnschedulable(closed);
            return each;
        });
    }

    /** Where a pod runs; nothing when it does not. */
    Optional<String> node(String pod) {
        return Optional.ofNullable(
                        client.pods().inNamespace(namespace).withName(pod).get())
                .map(each -> each.getSpec().getNodeName());
    }
}
