package dev.holdfast.explanation;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.Run;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpecBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Sets in situations as people meet them, and what is done to them. */
final class SituationSets {

    static final String NO_IMAGE = "localhost/holdfast/none:1";
    static final String FINALIZER = "holdfast.dev/held";

    private final Run run;
    private final OnCluster on;
    private final OnCluster limited;

    /**
     * Sets that are yet to be made.
     *
     * @param on where they are made
     * @param limited where those are made that a quota is to refuse something
     */
    SituationSets(Run run, OnCluster on, OnCluster limited) {
        this.run = run;
        this.on = on;
        this.limited = limited;
    }

    /** What is there before the sets: a quota of one pod, and a pod of somebody else that has the name of one of theirs. */
    void prepare() {
        limited.scope()
                .client()
                .resourceQuotas()
                .inNamespace(limited.scope().namespace())
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("one-pod")
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity("1"))
                        .endSpec()
                        .build())
                .create();
        Pod tools = run.objects().tools();
        tools.getMetadata().setName("taken-0");
        pods().resource(tools).create();
    }

    /** All at once: none of them waits for another, and together they take no longer than the slowest. */
    void createAll() {
        create(on, set("done", 2));
        create(on, set("rolling", 2, SituationSets::held));
        create(on, set("image", 2));
        create(on, set("trapped", 2));
        create(on, set("crashing", 1, command("exit 3")));
        create(
                on,
                set(
                        "unready",
                        1,
                        probe(new ProbeBuilder()
                                .withNewHttpGet()
                                .withPath("/none")
                                .withPort(new IntOrString("web"))
                                .endHttpGet())));
        create(
                on,
                set(
                        "peers",
                        3,
                        probe(new ProbeBuilder()
                                .withNewExec()
                                .withCommand("sh", "-c", "echo needs two peers; exit 1")
                                .endExec())));
        create(on, set("large", 1, container(it -> it.withNewResources()
                .addToRequests("cpu", new Quantity("1000"))
                .endResources())));
        create(
                on,
                changed(
                        set("claiming", 1),
                        spec -> spec.withVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
                                .withNewMetadata()
                                .withName("www")
                                .endMetadata()
                                .withNewSpec()
                                .withAccessModes("ReadWriteOnce")
                                .withStorageClassName("none-such")
                                .withNewResources()
                                .addToRequests("storage", new Quantity("10Mi"))
                                .endResources()
                                .endSpec()
                                .build())));
        create(limited, set("limited", 2));
        create(on, set("privileged", 1, container(it -> it.editSecurityContext()
                .withAllowPrivilegeEscalation(true)
                .endSecurityContext())));
        create(on, set("held", 1, pod -> pod.editMetadata()
                .addToFinalizers(FINALIZER)
                .endMetadata()));
        create(on, changed(set("ondelete", 2), spec -> spec.withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()));
        create(on, changed(set("canary", 2), spec -> spec.withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withPartition(1)
                .endRollingUpdate()
                .endUpdateStrategy()));
        create(on, changed(set("settling", 1), spec -> spec.withMinReadySeconds(7200)));
        create(on, set("taken", 1));
    }

    private StatefulSet set(String name, int replicas) {
        return set(name, replicas, pod -> pod);
    }

    private StatefulSet set(String name, int replicas, UnaryOperator<PodBuilder> change) {
        StatefulSet written = run.objects().set("nginx-statefulset", replicas, template -> template);
        var template = written.getSpec().getTemplate();
        PodBuilder pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .withSpec(template.getSpec())
                .editMetadata()
                .withLabels(Map.of("app", name))
                .endMetadata()
                .editSpec()
                .withTerminationGracePeriodSeconds(1L)
                .editFirstContainer()
                .withVolumeMounts()
                .endContainer()
                .endSpec();
        Pod changed = change.apply(pod).build();
        return new StatefulSetBuilder(written)
                .editMetadata()
                .withName(name)
                .endMetadata()
                .editSpec()
                .withVolumeClaimTemplates()
                .editSelector()
                .withMatchLabels(Map.of("app", name))
                .endSelector()
                .editTemplate()
                .withMetadata(changed.getMetadata())
                .withSpec(changed.getSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static StatefulSet changed(StatefulSet set, UnaryOperator<StatefulSetSpecBuilder> change) {
        set.setSpec(change.apply(new StatefulSetSpecBuilder(set.getSpec())).build());
        return set;
    }

    private static UnaryOperator<PodBuilder> container(UnaryOperator<ContainerBuilder> change) {
        return pod -> {
            Container first = pod.buildSpec().getContainers().get(0);
            return pod.editSpec()
                    .setToContainers(
                            0, change.apply(new ContainerBuilder(first)).build())
                    .endSpec();
        };
    }

    private static UnaryOperator<PodBuilder> command(String script) {
        return container(it -> it.withCommand("sh", "-c", script));
    }

    private static UnaryOperator<PodBuilder> probe(ProbeBuilder probe) {
        Probe each = probe.withPeriodSeconds(1).withFailureThreshold(1).build();
        return container(it -> it.withReadinessProbe(each));
    }

    private static PodBuilder held(PodBuilder pod) {
        return pod.editSpec().addNewReadinessGate("holdfast.dev/ready").endSpec();
    }

    static UnaryOperator<StatefulSetBuilder> template(String revision) {
        return set -> set.editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("holdfast.dev/revision", revision)
                .endMetadata()
                .endTemplate()
                .endSpec();
    }

    static UnaryOperator<StatefulSetBuilder> image(String image) {
        return set -> set.editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    private static void create(OnCluster there, StatefulSet set) {
        sets(there).resource(set).create();
    }

    void change(String name, UnaryOperator<StatefulSetBuilder> change) {
        sets(on).withName(name)
                .edit(set -> change.apply(new StatefulSetBuilder(set)).build());
    }

    StatefulSet get(String name) {
        return sets(on).withName(name).get();
    }

    void awaitRunning(String pod) {
        on.scope().await(pod + " runs", on.scope().timeouts().podReady(), present -> present.find(Kinds.POD, pod)
                .filter(seen -> PodView.of(seen).phase().equals("Running"))
                .isPresent());
    }

    void ready(String pod) {
        awaitRunning(pod);
        pods().withName(pod).editStatus(seen -> new PodBuilder(seen)
                .editStatus()
                .addNewCondition()
                .withType("holdfast.dev/ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
    }

    NonNamespaceOperation<Pod, PodList, PodResource> pods() {
        return on.scope().client().pods().inNamespace(on.scope().namespace());
    }

    /** Deletes a set, and its pods with it. */
    void delete(String name) {
        sets(on).withName(name).delete();
    }

    private static NonNamespaceOperation<StatefulSet, StatefulSetList, RollableScalableResource<StatefulSet>> sets(
            OnCluster there) {
        return there.scope()
                .client()
                .apps()
                .statefulSets()
                .inNamespace(there.scope().namespace());
    }
}
