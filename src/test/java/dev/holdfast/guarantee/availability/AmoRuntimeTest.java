package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AmoRuntimeTest extends GuaranteeTest<AmoRuntime> {
    private final Story bystander = Story.ofBystander();

    @Test
    void passesWhenTheContainersHadStopped() {
        judged(story.wholeSet(2).remade(0)).passes();
    }

    @Test
    void saysNothingOfAPodThatNeverRan() {
        story.set().added();
        story.pod(0).added();
        story.down(0);

        judged().isInconclusive("no pod of web was gone that had run");
    }

    @Test
    void doesNotJudgeWhatTheScenarioDeletedByForceWhileItEnded() {
        story.wholeSet(2).deletes(0).pod(0).deleting();
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void failsWhenTheControllerDeletesByForceInAScenario() {
        story.wholeSet(2).pod(0).bound();
        story.pod(0).deleting(0).killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 118 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void saysThatAUserDeletedByForce() {
        bystander.wholeSet(2).pod(0).bound();
        bystander.down(1).pod(0).deleting(0).killed();

        judged(bystander)
                .passes(
                        "1 pod had stopped before it was gone, and no ordinal had two pods at once; by force went pod 0 (uid"
                                + " web-0#1) by somebody who asked for another grace period than the pod's own");
    }

    @Test
    void namesTheUserOfWhomAnAuditLogTells() {
        bystander.wholeSet(2).down(1).pod(0).deleting(30).killed();

        judged(bystander.audited(new AuditedRequest("delete", "", "alice", "kubectl")))
                .passes(
                        "1 pod had stopped before it was gone, and no ordinal had two pods at once; by force went pod 0 (uid"
                                + " web-0#1) by alice");
    }

    @Test
    void isInconclusiveWhenAPodIsTakenAwayThatWasEndingAlready() {
        bystander.wholeSet(2).pod(0).bound();
        bystander.pod(0).deleting(30).killed();

        judged(bystander).isInconclusive("somebody deleted it by force");
    }

    @Test
    void isInconclusiveWhenTheControllerMayHaveAskedOnlyAfterSomebodyElse() {
        bystander.wholeSet(2).pod(0).bound();
        bystander.pod(0).deleting(0);
        bystander.controllerDeletes(0);
        bystander.pod(0).killed();

        judged(bystander).isInconclusive("somebody deleted it by force");
    }

    @Test
    void saysThatThePodOfALostNodeWasGivenUp() {
        story.wholeSet(2).pod(0).bound();
        story.pod(0).failed();
        story.pod(0).deleting().killed();

        judged().isInconclusive("as the pod garbage collector does with the pods of a lost node");
    }

    @Test
    void failsWhenAPodIsGoneWhileItsContainerRuns() {
        story.wholeSet(2).version(300).pod(0).deleting().killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 301 while container nginx was still running when"
                                + " last reported")
                .shows(300L, 301L);
    }

    @Test
    void isInconclusiveWhenNobodySaidAnythingOfTheContainers() {
        story.set().added().withPods(0).pod(0).with(AmoRuntimeTest::nothingOfContainers);
        story.version(300).pod(0).deleted();

        judged().isInconclusive("pod 0 (uid web-0#1) was gone at resourceVersion 300 in phase Running without"
                        + " containerStatuses, so whether its containers had stopped is not known")
                .shows(300L);
    }

    @Test
    void judgesTheOtherPodsWhereOneHasNoContainerStatuses() {
        story.set().added();
        story.up(0, 1).pod(0).with(AmoRuntimeTest::nothingOfContainers);
        story.pod(0).deleted();
        story.version(300).pod(1).killed();

        judged().fails(
                        "pod 1 (uid web-1#1) was gone at resourceVersion 300 while container nginx was still running when"
                                + " last reported")
                .shows(300L);
    }

    @Test
    void passesWhenAPodEndedWithoutContainerStatuses() {
        story.set().added();
        story.up(0).pod(0).with(AmoRuntimeTest::nothingOfContainers).failed().deleted();

        judged().passes();
    }

    @Test
    void failsWhenAnOrdinalHasTwoPodsAtOnce() {
        story.wholeSet(2);
        PodTeller old = story.pod(0);
        story.version(300).nextPod(0).added();
        old.deleted();

        judged().fails(
                        "pod 0 (uid web-0#2) was seen at resourceVersion 300 while the pod that held the ordinal before (uid"
                                + " web-0#1) was not gone")
                .shows(300L, 301L);
    }

    @Test
    void doesNotJudgeWhatTheScenarioDeletedByForce() {
        story.wholeSet(2).tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();

        judged().isInconclusive("no pod of web was gone");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.wholeSet(2).gap(Kinds.POD).remade(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasGone() {
        judged(story.wholeSet(2)).isInconclusive("no pod of web was gone");
    }

    @Test
    void failsWhenTheScenarioGaveThePodItsTime() {
        story.wholeSet(2).deletes(0).version(300).pod(0).deleting().killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 301 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void failsWhenTheScenarioDeletedAnotherPodByForce() {
        story.wholeSet(2).tell(Action.delete(Kinds.POD, "web-1", "web-1#1").with(ForcedRemoval.GRACE, "0"));
        story.version(300).pod(0).killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 300 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void failsWhenTheScenarioDeletedByForceOnlyAfterwards() {
        story.wholeSet(2).version(300).pod(0).killed();
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 300 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void doesNotJudgeWhatTheScenarioDeletedByForceByItsName() {
        story.wholeSet(2).tell(Action.delete(Kinds.POD, "web-0", "").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void failsWhenTheScenarioDeletedOnlyThePodBeforeByForce() {
        story.wholeSet(2).tell(Action.delete(Kinds.POD, "web-0", "").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();
        story.nextPod(0).added().running();
        story.version(300).pod(0).killed();

        judged().fails(
                        "pod 0 (uid web-0#2) was gone at resourceVersion 300 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void saysThatAPodWasEvictedByForce() {
        story.wholeSet(2).pod(0).evicted().deleting(0).killed();

        judged().isInconclusive("by somebody who asked for another grace period than the pod's own");
    }

    @Test
    void failsWhenAPodThatWasEvictedInItsTimeIsGoneWhileItsContainerRuns() {
        story.wholeSet(2).version(300).pod(0).evicted().deleting(30).killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 302 while container nginx was still running when"
                                + " last reported");
    }

    @Test
    void failsWhenAPodThatWasEvictedIsGoneAtOnceWhileItsContainerRuns() {
        story.wholeSet(2).version(300).pod(0).evicted().killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 301 while container nginx was still running when"
                                + " last reported");
    }

    private static void nothingOfContainers(ObjectNode pod) {
        pod.withObject("/status").remove("containerStatuses");
    }

    /** The documentation advises against it, so that nothing is promised then. */
    @Test
    void isInconclusiveWhenTheTemplateAsksForNoGracePeriod() {
        story.set()
                .replicas(1)
                .with(set -> noGrace(set.withObject("/spec/template/spec")))
                .added();
        story.pod(0)
                .with(pod -> noGrace(pod.withObject("/spec")))
                .added()
                .running()
                .ready()
                .killed();

        judged().isInconclusive("the set's template asks for a grace period of 0");
    }

    @Test
    void failsWhenOnlyThePodHasNoGracePeriod() {
        story.set().replicas(1).added();
        story.pod(0)
                .with(pod -> noGrace(pod.withObject("/spec")))
                .added()
                .running()
                .ready();
        story.version(200).pod(0).killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 200 while container nginx was still running when last"
                                + " reported");
    }

    private static void noGrace(ObjectNode spec) {
        spec.put("terminationGracePeriodSeconds", 0);
    }
}
