package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.NEW;
import static dev.holdfast.explanation.WrittenSet.OLD;
import static dev.holdfast.explanation.WrittenSet.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.Remedy;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets that do not come to what they are asked for unless somebody does something, and those that look like it. */
class StuckSetTest {

    private final WrittenSet set = new WrittenSet();

    @Test
    void namesTheImageThatCannotBePulled() {
        Explanation stuck = set.updatedAgo(300)
                .healthy(0, OLD)
                .healthy(1, OLD)
                .pod(2, WrittenSet::unpullable)
                .said("uid-web-2", "Warning", "Failed", "Failed to pull image \"nginx:1\": not found", 3, 240, 20)
                .said("uid-web-2", "Warning", "Failed", "Error: ErrImagePull", 3, 240, 20)
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
    void saysWhichPodToDeleteWhenARollBackDoesNotReachIt() {
        Explanation trapped = set.updatedAgo(60)
                .healthy(0, OLD)
                .healthy(1, NEW)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, "web-broken")))
                .explained();
        assertThat(trapped.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(trapped.summary())
                .isEqualTo(
                        "pod web-2 cannot pull the image nginx:1, for 60 s. The newer revision does not replace it: it"
                                + " has to be deleted");
        assertThat(trapped.remedies().get(0).words()).startsWith("delete pod web-2. That is safe: it is not Ready,");
        assertThat(trapped.remedies().get(0).command()).isEqualTo("kubectl delete pod -n shop web-2");
        assertThat(trapped.statements().get(0).says()).contains("web-broken", "web-new", "kubernetes#67250");
        assertThat(trapped.statements().get(0).evidence())
                .extracting(Evidence::says)
                .containsExactly("web-broken", "web-new");
    }

    @Test
    void doesNotSayToDeleteAPodThatWouldComeBackAtTheSameRevision() {
        Explanation below = set.updatedAgo(60)
                .partition(1)
                .pod(0, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, OLD)))
                .healthy(1, NEW)
                .healthy(2, NEW)
                .explained();
        assertThat(below.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(below.remedies()).noneMatch(each -> each.words().startsWith("delete pod"));
    }

    @Test
    void replacesABrokenPodOfAnOldRevisionByItselfInParallel() {
        Explanation healing = set.parallel()
                .updatedAgo(60)
                .healthy(0, OLD)
                .healthy(1, NEW)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, "web-broken")))
                .explained();
        assertThat(healing.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(healing.next()).isEqualTo("the controller deletes pod web-2 for the update");
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
                .said("uid-web-2", "Warning", "BackOff", "Back-off restarting failed container nginx", 9, 300, 5)
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
                .said(
                        "uid-web-2",
                        "Warning",
                        "Unhealthy",
                        "Readiness probe failed: HTTP probe failed with statuscode: 503",
                        9,
                        45,
                        2)
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
    void repeatsWhatTheSchedulerSays() {
        Explanation stuck = set.healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "0/3 nodes are available: 3 Insufficient memory."))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 fits on no node: 0/3 nodes are available: 3 Insufficient memory, for 30 s");
    }

    @Test
    void waitsForANodeThatIsBeingAdded() {
        Explanation growing = set.healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "0/3 nodes are available: 3 Insufficient memory."))
                .said("uid-web-2", "Normal", "TriggeredScaleUp", "pod triggered scale-up", 1, 10, 10)
                .explained();
        assertThat(growing.answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void tellsWhyAClaimIsPending() {
        Explanation stuck = set.withClaims()
                .healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "pod has unbound immediate PersistentVolumeClaims"))
                .claim(0, "Bound")
                .claim(1, "Bound")
                .claim(2, "Pending")
                .said(
                        "uid-www-web-2",
                        "Warning",
                        "ProvisioningFailed",
                        "storageclass.storage.k8s.io \"fast\" not found",
                        4,
                        40,
                        5)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo(
                        "pod web-2 waits for its claim www-web-2 to be bound: storageclass.storage.k8s.io \"fast\" not"
                                + " found, for 40 s");
    }

    @Test
    void givesAProvisionerItsTime() {
        Explanation waiting = set.withClaims()
                .healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "pod has unbound immediate PersistentVolumeClaims"))
                .claim(2, "Pending")
                .said("uid-www-web-2", "Normal", "ExternalProvisioning", "Waiting for a volume to be created", 2, 40, 5)
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(waiting)).isEqualTo(ObstacleKind.CLAIM);
    }

    @Test
    void letsTheSchedulerSpeakForAClaimThatWaitsForAConsumer() {
        Explanation stuck = set.withClaims()
                .healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "0/1 nodes are available: 1 Insufficient cpu."))
                .claim(2, "Pending")
                .said("uid-www-web-2", "Normal", "WaitForFirstConsumer", "waiting for first consumer", 1, 40, 5)
                .explained();
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.SCHEDULING);
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
    }

    @Test
    void saysOfALostClaimThatItsVolumeIsGone() {
        Explanation stuck = set.withClaims()
                .healthy(0, 1)
                .pod(2, pod -> unscheduled(pod, "persistentvolumeclaim \"www-web-2\" bound to non-existent volume"))
                .claim(2, "Lost", it -> it.editSpec().withVolumeName("pv-7").endSpec())
                .explained();
        assertThat(stuck.summary()).isEqualTo("pod web-2 has a claim, www-web-2, whose volume pv-7 is gone");
    }

    @Test
    void waitsForAClaimThatIsBeingDeleted() {
        set.withClaims().healthy(0, 1).claim(2, "Bound", it -> it.editMetadata()
                .withDeletionTimestamp(ago(90))
                .addToFinalizers("kubernetes.io/pvc-protection")
                .endMetadata());
        assertThat(set.explained().answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(set.explained().summary())
                .isEqualTo("pod web-2 waits for its claim www-web-2, which is being deleted, to be gone, for 90 s");
    }

    @Test
    void knowsTheStaleClaimOfWhichNoEventTells() {
        Explanation waiting = set.withClaims()
                .with(it -> it.editSpec()
                        .withNewPersistentVolumeClaimRetentionPolicy("Retain", "Delete")
                        .endSpec())
                .healthy(0, 1)
                .claim(2, "Bound", it -> it.editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName("web-2")
                        .withUid("uid-of-the-earlier-one")
                        .endOwnerReference()
                        .endMetadata())
                .explained();
        assertThat(kind(waiting)).isEqualTo(ObstacleKind.STALE_CLAIM);
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void tellsWhichQuotaIsUsedUp() {
        set.quotas.add(new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("compute")
                .endMetadata()
                .withNewStatus()
                .addToHard("pods", new Quantity("2"))
                .addToUsed("pods", new Quantity("2"))
                .endStatus()
                .build());
        Explanation stuck = set.healthy(0, 1)
                .said(
                        "uid-web",
                        "Warning",
                        "FailedCreate",
                        "create Pod web-2 in StatefulSet web failed error: pods \"web-2\" is forbidden: exceeded quota:"
                                + " compute, requested: pods=1, used: pods=2, limited: pods=2",
                        12,
                        200,
                        10)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 cannot be created: pods \"web-2\" is forbidden: exceeded quota: compute,"
                        + " requested: pods=1, used: pods=2, limited: pods=2, for 3 min");
        assertThat(says(stuck)).contains("pods 2 of 2");
        assertThat(stuck.remedies()).containsExactly(Remedy.of("raise the quota, or free what it counts"));
    }

    @Test
    void forgetsARefusalOnceThePodWasCreated() {
        Explanation going = set.healthy(0, 1)
                .said(
                        "uid-web",
                        "Warning",
                        "FailedCreate",
                        "create Pod web-2 in StatefulSet web failed error: x",
                        1,
                        90,
                        90)
                .said(
                        "uid-web",
                        "Normal",
                        "SuccessfulCreate",
                        "create Pod web-2 in StatefulSet web successful",
                        1,
                        60,
                        60)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(going)).isEqualTo(ObstacleKind.MISSING);
    }

    @Test
    void doesNotHoldARefusalAgainstASetThatWasChangedSince() {
        Explanation going = set.with(it -> it.editMetadata()
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(ago(5))
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1)
                .said(
                        "uid-web",
                        "Warning",
                        "FailedCreate",
                        "create Pod web-2 in StatefulSet web failed error: x",
                        1,
                        90,
                        90)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.summary()).endsWith("which could not be created before the set was changed: x");
    }

    @Test
    void saysToDeleteABrokenPodThatOnDeleteKeeps() {
        Explanation stuck = set.onDelete()
                .updatedAgo(60)
                .healthy(0, OLD)
                .healthy(1, OLD)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, OLD)))
                .explained();
        assertThat(stuck.remedies().get(0).command()).isEqualTo("kubectl delete pod -n shop web-2");
        assertThat(stuck.statements().get(0).says()).contains("the controller replaces no pod (OnDelete)");
    }

    @Test
    void doesNotCallItSafeToDeleteAPodOnANodeThatDoesNotAnswer() {
        Explanation stuck = set.updatedAgo(60)
                .node("node-1", "Unknown", 900)
                .healthy(0, NEW)
                .healthy(1, NEW)
                .pod(2, pod -> WrittenSet.unready(WrittenSet.revision(pod, OLD), 900))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.remedies()).noneMatch(each -> each.command().contains("delete pod"));
    }

    @Test
    void doesNotTakeTheRefusalOfPodTwelveForThatOfPodOne() {
        Explanation going = set.healthy(0)
                .said(
                        "uid-web",
                        "Warning",
                        "FailedCreate",
                        "Create Pod web-12 in StatefulSet web failed error: x",
                        1,
                        9,
                        9)
                .explained();
        assertThat(kind(going)).isEqualTo(ObstacleKind.MISSING);
    }

    @Test
    void seesAPodOfSomebodyElseUnderTheName() {
        Explanation stuck = set.healthy(0, 1)
                .pod(2, pod -> pod.editMetadata().withOwnerReferences(List.of()).endMetadata())
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 cannot be created: a pod of this name is there, and belongs to nobody, for 60 s");
    }

    @Test
    void namesTheFinalizerThatHoldsAPod() {
        Explanation stuck = set.healthy(0, 1)
                .node("node-1", "True", 9000)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, NEW), 100, 10)
                        .editMetadata()
                        .addToFinalizers("example.com/backup")
                        .endMetadata())
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).isEqualTo("pod web-2 is held by its finalizer example.com/backup, for 100 s");
        assertThat(stuck.next()).isEqualTo("the controller waits for pod web-2 to be gone, then it creates pod web-2");
    }

    @Test
    void warnsOfForceWhereANodeIsLost() {
        Explanation stuck = set.healthy(0, 1)
                .node("node-1", "Unknown", 600)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, NEW), 300, 30))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.LOST_NODE);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 is terminating on node node-1, which does not answer:"
                        + " nobody can tell whether its containers have ended, for 5 min");
        assertThat(stuck.remedies().get(0).words()).contains("surely off", "--force");
        assertThat(stuck.remedies().get(0).command()).contains("out-of-service");
    }

    @Test
    void waitsForANodeThatMayComeBack() {
        Explanation waiting = set.healthy(0, 1)
                .node("node-1", "Unknown", 60)
                .pod(2, pod -> WrittenSet.unready(pod, 60)
                        .editSpec()
                        .addNewToleration("NoExecute", "node.kubernetes.io/unreachable", "Exists", 300L, null)
                        .endSpec())
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(waiting.summary()).contains("the pod tolerates that for 300 s, for 60 s");
    }

    @Test
    void saysWhatTheNodeCannotMount() {
        set.healthy(0, 1)
                .pod(2, pod -> WrittenSet.waiting(pod, "ContainerCreating", null))
                .said(
                        "uid-web-2",
                        "Warning",
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

    @Test
    void blamesTheControllerThatDoesNotReadANewSpec() {
        Explanation stuck = set.with(it -> it.editMetadata()
                        .withGeneration(4L)
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(ago(400))
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1, 2)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).isEqualTo("the controller has not looked at the newest spec, which is 6 min old");
        assertThat(stuck.statements().get(0).evidence().get(0).says()).isEqualTo("4, and status.observedGeneration 3");
    }

    @Test
    void asksTheLowestPodFirstAndStillSaysWhatWillNotWork() {
        Explanation stuck = set.pod(0, pod -> WrittenSet.waiting(pod, "ContainerCreating", null))
                .healthy(1)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).startsWith("pod web-2 cannot pull the image");
        assertThat(stuck.obstacles()).extracting(each -> each.pod()).containsExactly("web-0", "web-2");
        assertThat(stuck.next()).startsWith("the controller waits for pod web-0 to be Ready");
    }

    @Test
    void findsTwoSurplusPodsThatWaitForEachOther() {
        Explanation stuck = set.replicas(1)
                .healthy(0)
                .pod(1, WrittenSet::unpullable)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.next())
                .isEqualTo(
                        "the controller waits for pod web-1 or pod web-2 to be available, then it deletes pod web-2");
        assertThat(stuck.remedies().get(0).words()).startsWith("delete pod web-2. That is safe: it is to go anyway");
    }

    @Test
    void letsSurplusPodsWaitForOneThatMayBecomeReady() {
        Explanation waiting = set.replicas(1)
                .healthy(0)
                .pod(1, pod -> WrittenSet.unready(pod, 20))
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void removesTheOnlyBrokenSurplusPodWithoutWaiting() {
        Explanation going = set.replicas(1)
                .healthy(0)
                .healthy(1)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.next()).isEqualTo("the controller deletes pod web-2, which is one too many");
    }

    @Test
    void saysOfABudgetThatTheControllerDoesNotAskIt() {
        set.budgets.add(new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("quorum")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .endSpec()
                .withNewStatus()
                .withDisruptionsAllowed(0)
                .withCurrentHealthy(2)
                .withDesiredHealthy(2)
                .endStatus()
                .build());
        Explanation stuck = set.healthy(0, 1).pod(2, WrittenSet::unpullable).explained();
        assertThat(stuck.statements())
                .extracting(Statement::says)
                .contains(
                        "budget quorum allows no disruption: that holds up drains, and neither this set nor a deletion"
                                + " by hand");
    }

    @Test
    void saysWhatCouldNotBeLookedAt() {
        set.unread.put("nodes", "no permission");
        Explanation waiting =
                set.healthy(0, 1).pod(2, pod -> WrittenSet.unready(pod, 5)).explained();
        assertThat(waiting.unread()).containsEntry("nodes", "no permission");
    }

    @Test
    void doesNotGuessWhyAPodIsMissingWhereEventsCannotBeRead() {
        set.unread.put("events", "no permission");
        assertThat(set.healthy(0, 1).explained().summary())
                .endsWith("which is missing; whether its creation was refused cannot be told without Events");
    }

    @Test
    void doesNotExplainASetThatIsBeingDeletedByItsPods() {
        Explanation going = set.with(it -> it.editMetadata()
                        .withDeletionTimestamp(ago(20))
                        .addToFinalizers("foregroundDeletion")
                        .endMetadata())
                .healthy(0)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.summary())
                .isEqualTo("the set is being deleted, for 20 s, with finalizer foregroundDeletion; its controller does"
                        + " nothing any more");
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

    private static PodBuilder unscheduled(PodBuilder pod, String message) {
        return pod.editSpec()
                .withNodeName(null)
                .endSpec()
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .withLastTransitionTime(ago(30))
                .endCondition()
                .endStatus();
    }

    private static ObstacleKind kind(Explanation explanation) {
        return explanation.obstacles().get(0).kind();
    }

    private static List<String> says(Explanation explanation) {
        return explanation.obstacles().get(0).evidence().stream()
                .map(Evidence::says)
                .toList();
    }
}
