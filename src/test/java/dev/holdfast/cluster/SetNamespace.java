package dev.holdfast.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** A namespace in which there is all that a StatefulSet needs. */
public final class SetNamespace {

    private SetNamespace() {}

    /**
     * Makes it.
     *
     * @param client by which to make it
     * @param namespace its name
     * @param service the name of the governing Service
     * @param pods the labels of the pods of the set
     */
    public static void create(KubernetesClient client, String namespace, String service, Map<String, String> pods) {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        addService(client, namespace, service, pods);
    }

    /**
     * Makes the governing Service of another set in it.
     *
     * @param client by which to make it
     * @param namespace the namespace
     * @param service the name of the Service
     * @param pods the labels of the pods of the set
     */
    public static void addService(KubernetesClient client, String namespace, String service, Map<String, String> pods) {
        client.services()
                .inNamespace(namespace)
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(service)
                        .endMetadata()
                        .withNewSpec()
                        .withClusterIP("None")
                        .withSelector(pods)
                        .endSpec()
                        .build())
                .create();
    }
}
