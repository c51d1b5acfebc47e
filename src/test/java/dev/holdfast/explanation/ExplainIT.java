package dev.holdfast.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.reading.NoSuchSetException;
import dev.holdfast.explanation.reading.SnapshotReader;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.preflight.LimitedUser;
import dev.holdfast.preflight.Roles;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.Run;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
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

    @TempDir
    static Path scratch;

    private final Roles roles = new Roles(
            Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath().resolve("manifests"));
    private Run run;
    private LimitedUser user;
    private KubernetesClient client;
    private OnCluster on;
    private OnCluster limited;
    private SituationSets sets;
    private TwofoldExplanation explainer;

    @BeforeAll
    void begin() throws IOException {
        run = OnCluster.begin();
        user = new LimitedUser();
        user.grant(roles.explaining(Optional.empty()));
        client = user.client(scratch);
        on = OnCluster.open(run, "is explained");
        limited = OnCluster.open(run, "is explained with a quota");
        sets = new SituationSets(run, on, limited);
        explainer = new TwofoldExplanation(client);
        sets.prepare();
        sets.createAll();
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
        sets.ready("rolling-0");
        sets.ready("rolling-1");
        explained("rolling", is(Answer.DONE));
        sets.change("rolling", SituationSets.template("first"));
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
        sets.change("image", SituationSets.image(SituationSets.NO_IMAGE));
        Explanation stuck = explained("image", is(Answer.CANNOT_GO_ON));
        assertThat(stuck.summary()).startsWith("pod image-1 cannot pull the image " + SituationSets.NO_IMAGE);
        assertThat(stuck.next()).startsWith("the controller waits for pod image-1 to be Ready");
        compare("an update to an image that does not exist");
    }

    @Test
    @DisplayName("which pod to delete, where a roll-back does not reach it, and that this helps")
    void shouldNameThePodToDelete() throws Exception {
        explained("trapped", is(Answer.DONE));
        StatefulSet before = sets.get("trapped");
        sets.change("trapped", SituationSets.image(SituationSets.NO_IMAGE));
        explained("trapped", is(Answer.CANNOT_GO_ON));
        String good =
                before.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
        sets.change("trapped", SituationSets.image(good));
        Explanation trapped = explained("trapped", each -> each.statements().stream()
                .anyMatch(statement -> statement.says().contains("kubernetes#67250")));
        assertThat(trapped.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(trapped.remedies().get(0).command())
                .isEqualTo("kubectl delete pod -n " + on.scope().namespace() + " trapped-1");
        compare("the same, and the template was put back");

        sets.pods().withName("trapped-1").delete();
        assertThat(explained("trapped", is(Answer.DONE)).summary()).startsWith("2 of 2 available");
    }

    @Test
    @DisplayName("how a container ends that crashes")
    void shouldTellTheLastExit() throws Exception {
        explained("crashing", is(Answer.CANNOT_GO_ON));
        // It looks at the pod again only when the time is over for which it puts off the restart, and then restarts it.
        // So it may never say CrashLoopBackOff, unless somebody changes the pod meanwhile.
        sets.pods().withName("crashing-0").edit(pod -> new PodBuilder(pod)
                .editMetadata()
                .addToAnnotations("example.com/seen", "true")
                .endMetadata()
                .build());
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
        Explanation stuck = explainer.later(on, "peers");
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
        Explanation stuck = explainer.explained(limited, "limited", is(Answer.CANNOT_GO_ON));
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.REFUSED);
        assertThat(stuck.summary())
                .startsWith("pod limited-1 cannot be created: ")
                .contains("exceeded quota: one-pod");
        assertThat(explainer.now(limited, "limited").obstacles().get(0).evidence())
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
        try {
            sets.pods().withName("held-0").delete();
            on.scope().await("held-0 has ended", on.scope().timeouts().podGone(), present -> present.find(
                            Kinds.POD, "held-0")
                    .filter(seen -> PodView.of(seen).terminating()
                            && !PodView.of(seen).phase().equals("Running"))
                    .isPresent());
            Explanation waiting = explained("held", has(ObstacleKind.TERMINATION));
            assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
            assertThat(explainer.later(on, "held").summary())
                    .startsWith("pod held-0 is held by its finalizer " + SituationSets.FINALIZER);
            compare("a deleted pod that a finalizer holds");
        } finally {
            sets.delete("held");
            sets.pods().withName("held-0").edit(pod -> new PodBuilder(pod)
                    .editMetadata()
                    .removeFromFinalizers(SituationSets.FINALIZER)
                    .endMetadata()
                    .build());
        }
    }

    @Test
    @DisplayName("that it waits for somebody, with OnDelete")
    void shouldWaitForSomebodyWithOnDelete() throws Exception {
        explained("ondelete", is(Answer.DONE));
        sets.change("ondelete", SituationSets.template("second"));
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
        sets.change("canary", SituationSets.template("second"));
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
        sets.awaitRunning("unready-0");
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

    private static Predicate<Explanation> is(Answer answer) {
        return each -> each.answer() == answer;
    }

    private static Predicate<Explanation> has(ObstacleKind kind) {
        return each -> each.obstacles().stream().map(PodObstacle::kind).anyMatch(kind::equals);
    }

    private static ObstacleKind kind(Explanation explanation) {
        return explanation.obstacles().get(0).kind();
    }

    private Explanation explained(String name, Predicate<Explanation> expected) {
        return explainer.explained(on, name, expected);
    }

    private void compare(String situation) throws IOException {
        ExplanationPage.compare(situation, explainer.last());
    }
}
