package dev.holdfast.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.reading.NoSuchSetException;
import dev.holdfast.explanation.reading.SnapshotReader;
import dev.holdfast.explanation.snapshot.NamespaceObjects;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.preflight.LimitedUser;
import dev.holdfast.preflight.Roles;
import dev.holdfast.report.ExplanationLines;
import dev.holdfast.report.Terminal;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.Run;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sets in situations as people meet them, each brought about on a cluster: what is explained, beside what other tools say, as
 * {@code docs/explain.md} has it. Who watches sees the answer first; who lists then gets the same.
 */
@DisplayName("Of a set is explained")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {

    private static final Path PAGE = Path.of("docs/explain.md");
    private static final Path OUTPUT = Path.of("target/explain");
    private static final String NO_IMAGE = "localhost/holdfast/none:1";
    private static final Duration LATER = Duration.ofHours(1);
    private static final String FINALIZER = "holdfast.dev/held";

    @TempDir
    static Path scratch;

    private final Roles roles = new Roles(
            Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath().resolve("manifests"));
    private Run run;
    private LimitedUser user;
    private KubernetesClient client;
    private OnCluster on;
    private OnCluster limited;
    private SetSnapshot last;

    @BeforeAll
    void begin() throws IOException {
        run = OnCluster.begin();
        user = new LimitedUser();
        user.grant(roles.explaining(Optional.empty()));
        client = user.client(scratch);
        on = OnCluster.open(run, "is explained");
        limited = OnCluster.open(run, "is explained with a quota");
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
        on.scope()
                .client()
                .pods()
                .inNamespace(on.scope().namespace())
                .resource(tools)
                .create();
        createAll();
    }

    /** All at once: none of them waits for another, and together they take no longer than the slowest. */
    private void createAll() {
        create(on, set("done", 2));
        create(on, set("rolling", 2, ExplainIT::held));
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
        create(on, set("large", 1, pod -> pod.editSpec()
                .editFirstContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("1000"))
                .endResources()
                .endContainer()
                .endSpec()));
        create(
                on,
                new StatefulSetBuilder(set("claiming", 1))
                        .editSpec()
                        .withVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
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
                                .build())
                        .endSpec()
                        .build());
        create(limited, set("limited", 2));
        create(on, set("privileged", 1, pod -> pod.editSpec()
                .editFirstContainer()
                .editSecurityContext()
                .withAllowPrivilegeEscalation(true)
                .endSecurityContext()
                .endContainer()
                .endSpec()));
        create(on, set("held", 1, pod -> pod.editMetadata()
                .addToFinalizers(FINALIZER)
                .endMetadata()));
        create(
                on,
                new StatefulSetBuilder(set("ondelete", 2))
                        .editSpec()
                        .withNewUpdateStrategy()
                        .withType("OnDelete")
                        .endUpdateStrategy()
                        .endSpec()
                        .build());
        create(
                on,
                new StatefulSetBuilder(set("canary", 2))
                        .editSpec()
                        .withNewUpdateStrategy()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withPartition(1)
                        .endRollingUpdate()
                        .endUpdateStrategy()
                        .endSpec()
                        .build());
        create(
                on,
                new StatefulSetBuilder(set("settling", 1))
                        .editSpec()
                        .withMinReadySeconds(7200)
                        .endSpec()
                        .build());
        create(on, set("taken", 1));
    }

    @AfterAll
    void end() {
        if (limited != null) {
            limited.close();
            on.close();
            run.close();
        }
        if (client != null) {
            client.close();
        }
        if (user != null) {
            user.close();
        }
    }

    @Test
    @DisplayName("that it is done")
    void shouldSayThatItIsDone() throws Exception {
        assertThat(explained("done", is(Answer.DONE)).next()).isEqualTo("the controller has nothing to do");
        compare("all pods are available");
    }

    @Test
    @DisplayName("that it goes on, while a pod starts after an update")
    void shouldSayThatItGoesOn() throws Exception {
        ready("rolling-0");
        ready("rolling-1");
        explained("rolling", is(Answer.DONE));
        change("rolling", template("first"));
        Explanation rolling = explained("rolling", has(ObstacleKind.READINESS_GATE));
        assertThat(rolling.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(rolling.summary())
                .startsWith(
                        "rolling, 0 of 2 updated and available; waits for pod rolling-1, which has containers that are"
                                + " ready, and waits for its readiness gate holdfast.dev/ready");
        assertThat(rolling.next())
                .isEqualTo("the controller waits for pod rolling-1 to be Ready, then it deletes pod rolling-0 for the"
                        + " update");
        compare("an update, and a readiness gate is not set yet");
    }

    @Test
    @DisplayName("that an image cannot be pulled")
    void shouldNameTheImage() throws Exception {
        explained("image", is(Answer.DONE));
        change("image", image(NO_IMAGE));
        Explanation stuck = explained("image", is(Answer.CANNOT_GO_ON));
        assertThat(stuck.summary()).startsWith("pod image-1 cannot pull the image " + NO_IMAGE);
        assertThat(stuck.next()).startsWith("the controller waits for pod image-1 to be Ready");
        compare("an update to an image that does not exist");
    }

    @Test
    @DisplayName("which pod to delete, where a roll-back does not reach it, and that this helps")
    void shouldNameThePodToDelete() throws Exception {
        explained("trapped", is(Answer.DONE));
        StatefulSet before = get("trapped");
        change("trapped", image(NO_IMAGE));
        explained("trapped", is(Answer.CANNOT_GO_ON));
        String good =
                before.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
        change("trapped", image(good));
        Explanation trapped = explained("trapped", each -> each.statements().stream()
                .anyMatch(statement -> statement.says().contains("kubernetes#67250")));
        assertThat(trapped.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(trapped.remedies().get(0).command())
                .isEqualTo("kubectl delete pod -n " + on.scope().namespace() + " trapped-1");
        compare("the same, and the template was put back");

        on.scope()
                .client()
                .pods()
                .inNamespace(on.scope().namespace())
                .withName("trapped-1")
                .delete();
        assertThat(explained("trapped", is(Answer.DONE)).summary()).startsWith("2 of 2 available");
    }

    @Test
    @DisplayName("how a container ends that crashes")
    void shouldTellTheLastExit() throws Exception {
        Explanation stuck = explained("crashing", each -> each.obstacles().stream()
                .flatMap(obstacle -> obstacle.evidence().stream())
                .anyMatch(evidence -> evidence.says().startsWith("CrashLoopBackOff")));
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.CRASH_LOOP);
        assertThat(stuck.summary()).contains("ended with exit code 3");
        compare("a container that crashes");
    }

    @Test
    @DisplayName("what a probe was answered")
    void shouldTellTheAnswerOfAProbe() throws Exception {
        Explanation waiting = explained("unready", each -> each.summary().contains("statuscode: 404"));
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        compare("a readiness probe that fails");
    }

    @Test
    @DisplayName("that readiness and order may wait for each other")
    void shouldSeeThatReadinessAndOrderMayWaitForEachOther() throws Exception {
        explained("peers", each -> each.summary().contains("needs two peers"));
        Explanation stuck = later("peers");
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.statements())
                .extracting(Statement::says)
                .anyMatch(says ->
                        says.startsWith("pods peers-1 and peers-2 will be created only when peers-0 is available"));
        compare("the first pod is Ready only when it finds the others");
    }

    @Test
    @DisplayName("what the scheduler says")
    void shouldRepeatTheScheduler() throws Exception {
        Explanation stuck = explained("large", is(Answer.CANNOT_GO_ON));
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.SCHEDULING);
        assertThat(stuck.summary()).contains("Insufficient cpu");
        compare("a pod that fits on no node");
    }

    @Test
    @DisplayName("why a claim is pending")
    void shouldTellWhyAClaimIsPending() throws Exception {
        Explanation stuck = explained("claiming", is(Answer.CANNOT_GO_ON));
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.CLAIM);
        assertThat(stuck.summary())
                .contains("waits for its claim www-claiming-0 to be bound", "none-such")
                .contains("not found");
        compare("a claim whose StorageClass does not exist");
    }

    @Test
    @DisplayName("which quota is used up")
    void shouldNameTheQuota() throws Exception {
        Explanation stuck = explained(limited, "limited", is(Answer.CANNOT_GO_ON));
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.REFUSED);
        assertThat(stuck.summary())
                .startsWith("pod limited-1 cannot be created: ")
                .contains("exceeded quota: one-pod");
        assertThat(now(limited, "limited").obstacles().get(0).evidence())
                .extracting(Evidence::says)
                .contains("pods 1 of 1");
        compare("a quota that is used up");
    }

    @Test
    @DisplayName("what admission refuses")
    void shouldTellWhatAdmissionRefuses() throws Exception {
        Explanation stuck = explained("privileged", is(Answer.CANNOT_GO_ON));
        assertThat(stuck.summary()).contains("violates PodSecurity");
        compare("a pod that the namespace's Pod Security Standard refuses");
    }

    @Test
    @DisplayName("which finalizer holds a pod")
    void shouldNameTheFinalizer() throws Exception {
        explained("held", is(Answer.DONE));
        var pods = on.scope().client().pods().inNamespace(on.scope().namespace());
        try {
            pods.withName("held-0").delete();
            on.scope().await("held-0 has ended", on.scope().timeouts().podGone(), present -> present.find(
                            Kinds.POD, "held-0")
                    .filter(seen -> PodView.of(seen).terminating()
                            && !PodView.of(seen).phase().equals("Running"))
                    .isPresent());
            Explanation waiting = explained("held", has(ObstacleKind.TERMINATION));
            assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
            assertThat(later("held").summary()).startsWith("pod held-0 is held by its finalizer " + FINALIZER);
            compare("a deleted pod that a finalizer holds");
        } finally {
            on.scope()
                    .client()
                    .apps()
                    .statefulSets()
                    .inNamespace(on.scope().namespace())
                    .withName("held")
                    .delete();
            pods.withName("held-0").edit(pod -> new PodBuilder(pod)
                    .editMetadata()
                    .removeFromFinalizers(FINALIZER)
                    .endMetadata()
                    .build());
        }
    }

    @Test
    @DisplayName("that it waits for somebody, with OnDelete")
    void shouldWaitForSomebodyWithOnDelete() throws Exception {
        explained("ondelete", is(Answer.DONE));
        change("ondelete", template("second"));
        Explanation waiting = explained("ondelete", is(Answer.WAITS_FOR_SOMEBODY));
        assertThat(waiting.summary())
                .startsWith(
                        "pods ondelete-0 and ondelete-1 keep their revision until somebody deletes them (OnDelete)");
        compare("an update with OnDelete");
    }

    @Test
    @DisplayName("that a partition holds pods back")
    void shouldSayThatAPartitionHoldsPodsBack() throws Exception {
        explained("canary", is(Answer.DONE));
        change("canary", template("second"));
        Explanation waiting = explained("canary", is(Answer.WAITS_FOR_SOMEBODY));
        assertThat(waiting.summary()).startsWith("pod canary-0 keeps its revision, held back by partition 1");
        compare("a canary by partition, updated as far as that allows");
    }

    @Test
    @DisplayName("until when minReadySeconds run")
    void shouldSayUntilWhenMinReadySecondsRun() throws Exception {
        Explanation waiting = explained("settling", has(ObstacleKind.MIN_READY));
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(waiting.obstacles().get(0).until()).hasValueSatisfying(until -> assertThat(until)
                .isAfter(Instant.now().plusSeconds(6000)));
        compare("minReadySeconds run");
    }

    @Test
    @DisplayName("that somebody else's pod has the name")
    void shouldSeeAPodOfSomebodyElse() throws Exception {
        Explanation stuck = explained("taken", is(Answer.CANNOT_GO_ON));
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.FOREIGN_POD);
        compare("somebody else's pod has the name");
    }

    @Test
    @DisplayName("everything with the permissions that are printed, and with a Role all but its nodes")
    void shouldNeedNoOtherPermissions() throws Exception {
        awaitRunning("unready-0");
        SnapshotReader everywhere = new SnapshotReader(client, InstantSource.system());
        String namespace = on.scope().namespace();
        assertThat(everywhere.set(namespace, "unready").unread()).isEmpty();
        assertThat(everywhere.set(namespace, "claiming").unread()).isEmpty();
        assertThat(everywhere.sets(Optional.empty()))
                .allSatisfy(set -> assertThat(set.unread()).isEmpty());
        assertThatThrownBy(() -> everywhere.set(namespace, "none")).isInstanceOf(NoSuchSetException.class);
        assertThatThrownBy(() -> client.secrets().inNamespace(namespace).list())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("forbidden");

        try (LimitedUser inside = new LimitedUser()) {
            inside.grant(roles.explaining(Optional.of(namespace)));
            try (KubernetesClient narrow = inside.client(scratch)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .ignoreExceptionsInstanceOf(ClusterRefusedException.class)
                        .until(() -> !new SnapshotReader(narrow, InstantSource.system())
                                .sets(Optional.of(namespace))
                                .isEmpty());
                SetSnapshot seen = new SnapshotReader(narrow, InstantSource.system()).set(namespace, "unready");
                assertThat(seen.unread()).containsOnlyKeys(SetSnapshot.NODES);
                assertThat(Explanation.of(seen).answer()).isEqualTo(Answer.GOES_ON);
            }
        }
    }

    // What is brought about

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

    private static UnaryOperator<PodBuilder> command(String script) {
        return pod -> pod.editSpec()
                .editFirstContainer()
                .withCommand("sh", "-c", script)
                .endContainer()
                .endSpec();
    }

    private static UnaryOperator<PodBuilder> probe(ProbeBuilder probe) {
        Probe each = probe.withPeriodSeconds(1).withFailureThreshold(1).build();
        return pod -> pod.editSpec()
                .editFirstContainer()
                .withReadinessProbe(each)
                .endContainer()
                .endSpec();
    }

    private static PodBuilder held(PodBuilder pod) {
        return pod.editSpec().addNewReadinessGate("holdfast.dev/ready").endSpec();
    }

    private static UnaryOperator<StatefulSetBuilder> template(String revision) {
        return set -> set.editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("holdfast.dev/revision", revision)
                .endMetadata()
                .endTemplate()
                .endSpec();
    }

    private static UnaryOperator<StatefulSetBuilder> image(String image) {
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
        there.scope()
                .client()
                .apps()
                .statefulSets()
                .inNamespace(there.scope().namespace())
                .resource(set)
                .create();
    }

    private void change(String name, UnaryOperator<StatefulSetBuilder> change) {
        on.scope()
                .client()
                .apps()
                .statefulSets()
                .inNamespace(on.scope().namespace())
                .withName(name)
                .edit(set -> change.apply(new StatefulSetBuilder(set)).build());
    }

    private StatefulSet get(String name) {
        return on.scope()
                .client()
                .apps()
                .statefulSets()
                .inNamespace(on.scope().namespace())
                .withName(name)
                .get();
    }

    private void awaitRunning(String pod) {
        on.scope().await(pod + " runs", on.scope().timeouts().podReady(), present -> present.find(Kinds.POD, pod)
                .filter(seen -> PodView.of(seen).phase().equals("Running"))
                .isPresent());
    }

    private void ready(String pod) {
        awaitRunning(pod);
        on.scope()
                .client()
                .pods()
                .inNamespace(on.scope().namespace())
                .withName(pod)
                .editStatus(seen -> new PodBuilder(seen)
                        .editStatus()
                        .addNewCondition()
                        .withType("holdfast.dev/ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    // What is explained

    private static Predicate<Explanation> is(Answer answer) {
        return each -> each.answer() == answer;
    }

    private static Predicate<Explanation> has(ObstacleKind kind) {
        return each -> each.obstacles().stream().map(PodObstacle::kind).anyMatch(kind::equals);
    }

    private static ObstacleKind kind(Explanation explanation) {
        return explanation.obstacles().get(0).kind();
    }

    private Explanation explained(String name, Predicate<Explanation> expected) throws NoSuchSetException {
        return explained(on, name, expected);
    }

    /** Waits until who watches gets such an answer, and who lists then, too. */
    private Explanation explained(OnCluster there, String name, Predicate<Explanation> expected) {
        ScenarioScope scope = there.scope();
        AtomicReference<SetSnapshot> found = new AtomicReference<>();
        scope.await(
                "set " + name + " is explained so",
                scope.timeouts().podReady(),
                present -> watched(present, name).filter(expected).isPresent()
                        && counted(there, name)
                                .filter(each -> expected.test(Explanation.of(each)))
                                .map(each -> found.compareAndSet(null, each))
                                .orElse(false));
        last = found.get();
        return Explanation.of(last);
    }

    /** What the server has of a set, if its controller has counted it: what others see comes a moment after the pods. */
    private Optional<SetSnapshot> counted(OnCluster there, String name) {
        SetSnapshot snapshot;
        try {
            snapshot = listed(there, name, InstantSource.system());
        } catch (NoSuchSetException none) {
            return Optional.empty();
        }
        long ready = snapshot.pods().stream()
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True")))
                .filter(pod -> Replicas.isControlledBy(snapshot, pod))
                .count();
        Integer counted = snapshot.set().getStatus().getReadyReplicas();
        return Optional.of(snapshot).filter(each -> ready == (counted == null ? 0 : counted));
    }

    private Explanation now(OnCluster there, String name) throws NoSuchSetException {
        return Explanation.of(listed(there, name, InstantSource.system()));
    }

    private Explanation later(String name) throws NoSuchSetException {
        return Explanation.of(listed(on, name, InstantSource.offset(InstantSource.system(), LATER)));
    }

    /** As somebody who may do what is printed for it, and nothing else. */
    private SetSnapshot listed(OnCluster there, String name, InstantSource clock) throws NoSuchSetException {
        return new SnapshotReader(client, clock).set(there.scope().namespace(), name);
    }

    private static Optional<Explanation> watched(Snapshot present, String name) {
        return objects(present, Kinds.STATEFUL_SET, StatefulSet.class).stream()
                .filter(set -> set.getMetadata().getName().equals(name))
                .findFirst()
                .map(set -> Explanation.of(new NamespaceObjects(
                                objects(present, Kinds.POD, Pod.class),
                                objects(present, Kinds.CLAIM, PersistentVolumeClaim.class),
                                objects(present, Kinds.REVISION, ControllerRevision.class),
                                objects(present, Kinds.EVENT, Event.class),
                                List.of(),
                                List.of(),
                                List.of(),
                                objects(present, Kinds.SERVICE, Service.class),
                                Instant.now(),
                                Map.of())
                        .of(set)));
    }

    private static <T extends HasMetadata> List<T> objects(Snapshot present, String kind, Class<T> type) {
        return present.all(kind).stream()
                .map(seen -> Serialization.unmarshal(seen.object().json().toString(), type))
                .toList();
    }

    // What the page says

    /** Of the moment that was explained last, and of the same objects an hour later. */
    private void compare(String situation) throws IOException {
        OtherTools others = new OtherTools(
                last.set(),
                last.replicas().inRange().stream()
                        .flatMap(each -> each.pod().stream())
                        .toList());
        Explanation explanation = Explanation.of(last);
        Explanation later = Explanation.of(last, Duration.ZERO);
        String row = "| " + situation + " | " + cell(explanation, later) + " | " + others.kubectl() + " | "
                + others.kstatus() + " | " + others.helm() + " | " + others.alerts() + " |";
        Files.createDirectories(OUTPUT);
        Files.write(
                OUTPUT.resolve(explanation.name() + ".txt"),
                lines().andThen(text -> List.of(row, "", String.join("\n", text)))
                        .apply(explanation));
        assertThat(Files.readAllLines(PAGE)).as("the table in " + PAGE).contains(row);
    }

    private static Function<Explanation, List<String>> lines() {
        return new ExplanationLines(new Terminal(System.out, System.err, false), ZoneOffset.UTC)::of;
    }

    private static String cell(Explanation now, Explanation later) {
        String kind = now.obstacles().isEmpty() ? "" : ", `" + kind(now).id() + "`";
        String then = now.answer() != Answer.GOES_ON || later.answer() == Answer.GOES_ON
                ? ""
                : "; after 10 min " + word(later.answer());
        return word(now.answer()) + kind + then;
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case DONE -> "done (0)";
            case WAITS_FOR_SOMEBODY -> "waits for somebody (0)";
            case GOES_ON -> "goes on (3)";
            case CANNOT_GO_ON -> "cannot go on (1)";
        };
    }
}
