package dev.holdfast.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what runs have made and that is still there: in the whole cluster namespaces, volumes and storage classes, or in
 * one namespace everything that a scenario makes in it.
 *
 * @param client as whom
 * @param namespace the one namespace to look into beside what belongs to the whole cluster; nothing means all that
 *     runs have made
 */
record Leftovers(KubernetesClient client, Optional<String> namespace) {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** What runs make of the whole cluster. */
    private static final List<Class<? extends HasMetadata>> WHOLE = List.of(
            Namespace.class,
            PersistentVolume.class,
            StorageClass.class,
            MutatingAdmissionPolicyBinding.class,
            MutatingAdmissionPolicy.class);

    /** What a scenario makes in a namespace, or leaves behind there; pods after what would make them again. */
    private static final List<Class<? extends HasMetadata>> INSIDE = List.of(
            StatefulSet.class,
            Deployment.class,
            Service.class,
            PodDisruptionBudget.class,
            Pod.class,
            PersistentVolumeClaim.class,
            ControllerRevision.class,
            PersistentVolume.class);

    /**
     * Looks.
     *
     * @param which of all that carries a whole mark
     * @return what is there now
     */
    List<Leftover> find(Predicate<Marked> which) {
        List<Leftover> found = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : namespace.isPresent() ? INSIDE : WHOLE) {
            add(found, which, kind);
        }
        return found;
    }

    private <T extends HasMetadata> void add(List<Leftover> found, Predicate<Marked> which, Class<T> type) {
        var everywhere = client.resources(type);
        NonNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> kind =
                namespace.isPresent() && Namespaced.class.isAssignableFrom(type)
                        ? everywhere.inNamespace(namespace.get())
                        : everywhere;
        for (T object : labelled(kind)) {
            Marked.of(object.getMetadata())
                    .filter(which)
                    .map(mark -> new Leftover(
                            object, mark, kind.withName(object.getMetadata().getName())))
                    .ifPresent(found::add);
        }
    }

    /** Who may not look at a kind of the whole cluster has made none of it either, nor on a cluster that has no such kind. */
    private static <T extends HasMetadata> List<T> labelled(
            NonNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> kind) {
        try {
            return kind.withLabel(Mark.RUN).list().getItems();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                LOG.debug("cannot look: {}", refused.getMessage());
                return List.of();
            }
            throw refused;
        }
    }
}
