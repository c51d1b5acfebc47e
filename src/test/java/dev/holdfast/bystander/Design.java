package dev.holdfast.bystander;

import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What kind of set it is whose life is looked on.
 *
 * @param name for the namespace
 * @param change makes it out of an ordinary one
 */
record Design(String name, UnaryOperator<StatefulSetBuilder> change) {

    static final String SET = "web";
    static final String SERVICE = "web-hl";

    private static final String CLASS = "holdfast-nfs";

    /** All policies, and what goes together in them. */
    static final List<Design> ALL = List.of(
            new Design("ordered-claims", set -> claims(set, "data")),
            new Design("ordered-sidecar", Design::sidecar),
            new Design("ordered-partition", set -> partition(claims(set, "data"), 1)),
            new Design("ordered-on-delete", set -> onDelete(claims(set, "data"))),
            new Design("ordered-retention", set -> retention(claims(set, "data"), "Delete", "Delete")),
            new Design("ordered-retained", set -> retention(claims(set, "data", "wal"), "Retain", "Delete")),
            new Design("ordered-start", set -> start(partition(set, 1), 3)),
            new Design("ordered-min-ready", set -> sidecar(minReady(set))),
            new Design("ordered-max-two", set -> maxUnavailable(set, 2)),
            new Design("parallel-claims", set -> parallel(claims(set, "data", "wal"))),
            new Design("parallel-on-delete", set -> onDelete(parallel(sidecar(set)))),
            new Design("parallel-partition", set -> partition(parallel(claims(set, "data")), 2)),
            new Design(
                    "parallel-start",
                    set -> minReady(start(parallel(retention(claims(set, "data"), "Delete", "Retain")), 2))));

    /**
     * The set.
     *
     * @param images what the cluster has
     */
    StatefulSet set(Images images) {
        StatefulSetBuilder ordinary = new StatefulSetBuilder()
                .withNewMetadata()
                .withName(SET)
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withServiceName(SERVICE)
                .withNewSelector()
                .withMatchLabels(Map.of("app", SET))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", SET))
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(5L)
                .withNewSecurityContext()
                .withRunAsUser(101L)
                .withFsGroup(101L)
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(images.reference("web"))
                .withCommand("nginx", "-g", "daemon off;")
                .addNewEnv()
                .withName("OPTIONS")
                .withValue("-quiet")
                .endEnv()
                .withNewResources()
                .addToRequests("cpu", new Quantity("10m"))
                .endResources()
                .addNewPort()
                .withContainerPort(8080)
                .endPort()
                .withNewReadinessProbe()
                .withPeriodSeconds(1)
                .withNewTcpSocket()
                .withNewPort(8080)
                .endTcpSocket()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec();
        StatefulSet made = change.apply(ordinary).build();
        made.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> container.getName().equals("sidecar"))
                .forEach(container -> container.setImage(images.reference("tools")));
        return made;
    }

    private static StatefulSetBuilder parallel(StatefulSetBuilder set) {
        return set.editSpec().withPodManagementPolicy("Parallel").endSpec();
    }

    private static StatefulSetBuilder partition(StatefulSetBuilder set, int partition) {
        return set.editSpec()
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withPartition(partition)
                .endRollingUpdate()
                .endUpdateStrategy()
                .endSpec();
    }

    private static StatefulSetBuilder maxUnavailable(StatefulSetBuilder set, int most) {
        return set.editSpec()
                .withReplicas(4)
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable(most)
                .endRollingUpdate()
                .endUpdateStrategy()
                .endSpec();
    }

    private static StatefulSetBuilder onDelete(StatefulSetBuilder set) {
        return set.editSpec()
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .endSpec();
    }

    private static StatefulSetBuilder start(StatefulSetBuilder set, int start) {
        return set.editSpec().withNewOrdinals(start).endSpec();
    }

    private static StatefulSetBuilder minReady(StatefulSetBuilder set) {
        return set.editSpec().withMinReadySeconds(2).endSpec();
    }

    private static StatefulSetBuilder retention(StatefulSetBuilder set, String whenDeleted, String whenScaled) {
        return set.editSpec()
                .withNewPersistentVolumeClaimRetentionPolicy(whenDeleted, whenScaled)
                .endSpec();
    }

    private static StatefulSetBuilder sidecar(StatefulSetBuilder set) {
        return set.editSpec()
                .editTemplate()
                .editSpec()
                .addToContainers(new ContainerBuilder()
                        .withName("sidecar")
                        .withCommand("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1; done")
                        .build())
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    private static StatefulSetBuilder claims(StatefulSetBuilder set, String... names) {
        List<PersistentVolumeClaim> templates = new ArrayList<>();
        for (String name : names) {
            templates.add(new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    .withStorageClassName(CLASS)
                    .withNewResources()
                    .addToRequests("storage", new Quantity("10Mi"))
                    .endResources()
                    .endSpec()
                    .build());
        }
        StatefulSetBuilder with =
                set.editSpec().withVolumeClaimTemplates(templates).endSpec();
        for (String name : names) {
            with = with.editSpec()
                    .editTemplate()
                    .editSpec()
                    .editFirstContainer()
                    .addNewVolumeMount()
                    .withName(name)
                    .withMountPath("/" + name)
                    .endVolumeMount()
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec();
        }
        return with;
    }

    @Override
    public String toString() {
        return name;
    }
}
