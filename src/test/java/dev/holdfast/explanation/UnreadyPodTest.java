package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.NEW;
import static dev.holdfast.explanation.WrittenSet.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.Remedy;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pods that are there and do not become Ready, and those that look like it. */
class UnreadyPodTest extends ExplanationTest {
    @Test
    void namesTheImageThatCannotBePulled() {
        Explanation stuck = set.updatedAgo(300)
                .old(0, 1)
                .pod(2, WrittenSet::unpullable)
                .podWarned(2, "Failed", "Failed to pull image \"nginx:1\": not found", 3, 240, 20)
                .podWarned(2, "Failed", "Error: ErrImagePull", 3, 240, 20)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).isEqualTo("pod web-2 cannot pull the image nginx:1, for 4 min");
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.IMAGE);
        assertThat(says(stuck))
                .containsExactly(
                        "ImagePullBackOff: Back-off pulling image \"nginx:1\"",
                        "Failed to pull image \"nginx:1\": not found");
        assertThat(stuck.next())
                .isEqualTo("the controller waits for pod web-2 to be Ready, then it deletes pod web-1 for the update");
        assertThat(stuck.remedies())
                .extracting(Remedy::words)
                .last()
                .asString()
                .as("what a roll-back alone will not do")
                .startsWith("once the template is changed, delete this pod, too");
    }

    @Test
    void countsPodsThatHaveTheSameTrouble() {
        Explanation stuck = set.parallel()
                .pod(0, WrittenSet::unpullable)
                .pod(1, WrittenSet::unpullable)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(stuck.summary())
                .isEqualTo("pod web-0 cannot pull the image nginx:1, for 60 s, and 2 more pods likewise");
    }

    @Test
    void tellsTheLastExitOfACrashLoop() {
        Explanation stuck = set.healthy(0, 1)
                .pod(2, pod -> crashed(pod, true, 5))
                .podWarned(2, "BackOff", "Back-off restarting failed container nginx", 9, 300, 5)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 crashes again and again, 5 restarts: container nginx ended with exit code 137"
                        + " (OOMKilled), for 5 min");
        assertThat(stuck.remedies().get(0).command()).contains("kubectl logs -n shop web-2 -c nginx --previous");
    }

    @Test
    void takesARunBetweenTwoCrashesForTheSameCrashLoop() {
        assertThat(set.healthy(0, 1)
                        .pod(2, pod -> crashed(pod, false, 3))
                        .explained()
                        .answer())
                .isEqualTo(Answer.CANNOT_GO_ON);
    }

    @Test
    void isNotDeceivedByAPodThatIsReadyForAMomentBetweenTwoCrashes() {
        Explanation stuck =
                set.healthy(0, 1).pod(2, pod -> runsAgain(pod, 4, 3)).explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.CRASH_LOOP);
    }

    @Test
    void trustsAPodThatRunsLongerThanItDidBefore() {
        assertThat(set.healthy(0, 1)
                        .pod(2, pod -> runsAgain(pod, 4, 40))
                        .explained()
                        .answer())
                .isEqualTo(Answer.DONE);
    }

    @Test
    void letsAContainerStartAgainAfterOneCrash() {
        Explanation again =
                set.healthy(0, 1).pod(2, pod -> crashed(pod, false, 1)).explained();
        assertThat(again.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(again)).isEqualTo(ObstacleKind.CRASH_LOOP);
    }

    @Test
    void givesTheLastAnswerOfAProbe() {
        Explanation slow = set.healthy(0, 1)
                .pod(2, pod -> WrittenSet.unready(pod, 45))
                .podWarned(2, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", 9, 45, 2)
                .explained();
        assertThat(slow.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(slow.summary())
                .endsWith(
                        "waits for pod web-2, which runs and is not Ready: container nginx, readiness probe failed: HTTP"
                                + " probe failed with statuscode: 503, for 45 s");
    }

    @Test
    void runsOutOfPatienceWithAProbe() {
        Explanation stuck =
                set.healthy(0, 1).pod(2, pod -> WrittenSet.unready(pod, 700)).explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 runs and is not Ready: container nginx, whose readiness probe has not succeeded"
                        + " yet, for 11 min");
        assertThat(set.explained(Duration.ofMinutes(20)).answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void seesThatReadinessAndOrderMayWaitForEachOther() {
        set.services.add(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build());
        Explanation stuck = set.pod(0, pod -> WrittenSet.unready(pod, 700)).explained();
        assertThat(stuck.statements())
                .extracting(Statement::says)
                .contains(
                        "pods web-1 and web-2 will be created only when web-0 is available; if it needs them to become"
                                + " Ready, neither ever comes");
        assertThat(stuck.statements().get(0).evidence())
                .extracting(Evidence::where)
                .containsExactly("spec.podManagementPolicy", "spec.publishNotReadyAddresses");
    }

    @Test
    void namesTheReadinessGateThatNobodySets() {
        Explanation waiting = set.healthy(0, 1)
                .pod(
                        2,
                        pod -> WrittenSet.condition(
                                WrittenSet.condition(WrittenSet.running(pod), "ContainersReady", "True", 20)
                                        .editSpec()
                                        .addNewReadinessGate("example.com/in-load-balancer")
                                        .endSpec(),
                                "Ready",
                                "False",
                                20))
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(waiting)).isEqualTo(ObstacleKind.READINESS_GATE);
        assertThat(waiting.summary()).contains("its readiness gate example.com/in-load-balancer, for 20 s");
    }

    @Test
    void saysWhatTheNodeCannotMount() {
        set.healthy(0, 1)
                .pod(2, pod -> WrittenSet.waiting(pod, "ContainerCreating", null))
                .podWarned(
                        2,
                        "FailedMount",
                        "MountVolume.SetUp failed for volume \"tls\" : secret \"web-tls\" not found",
                        1,
                        50,
                        2);
        assertThat(set.explained().answer()).as("a first failure").isEqualTo(Answer.GOES_ON);
        set.events.get(0).setCount(3);
        assertThat(set.explained().answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(set.explained().summary()).contains("secret \"web-tls\" not found");
    }

    @Test
    void saysWhatAContainerLacks() {
        Explanation stuck = set.healthy(0, 1)
                .pod(2, pod -> WrittenSet.waiting(pod, "CreateContainerConfigError", "configmap \"web\" not found"))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).startsWith("pod web-2 cannot start container nginx: configmap \"web\" not found");
    }

    private static PodBuilder crashed(PodBuilder pod, boolean backOff, int restarts) {
        var status = WrittenSet.condition(WrittenSet.running(pod), "Ready", "False", 30)
                .editStatus()
                .addNewContainerStatus()
                .withName("nginx")
                .withReady(false)
                .withRestartCount(restarts)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .withFinishedAt(ago(12))
                .endTerminated()
                .endLastState();
        return (backOff
                        ? status.withNewState()
                                .withNewWaiting("back-off 5m0s restarting failed container", "CrashLoopBackOff")
                                .endState()
                        : status.withNewState().withNewRunning(ago(3)).endState())
                .endContainerStatus()
                .endStatus();
    }

    /** Ready since a number of seconds, in a container that has run for four seconds each time before. */
    private static PodBuilder runsAgain(PodBuilder pod, int restarts, long seconds) {
        return WrittenSet.ready(pod, NEW)
                .editStatus()
                .addNewContainerStatus()
                .withName("nginx")
                .withReady(true)
                .withRestartCount(restarts)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .withStartedAt(ago(seconds + 14))
                .withFinishedAt(ago(seconds + 10))
                .endTerminated()
                .endLastState()
                .withNewState()
                .withNewRunning(ago(seconds))
                .endState()
                .endContainerStatus()
                .endStatus();
    }
}
