package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvictReplacedTest extends GuaranteeTest<EvictReplaced> {
    @BeforeEach
    void twoPodsAreUp() {
        story.set().added().withPods(0, 1);
    }

    @Test
    void passesWhenThePodComesBack() {
        story.pod(0).evictedByApi().deleting(30);
        story.evictionAnswered(0, 201, "");
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes("pod 0 had the time to end and came back with the same claims");
    }

    @Test
    void failsWhenItWasGivenLessTimeThanItAsksFor() {
        story.evictionAnswered(0, 201, "").version(300).pod(0).evictedByApi().deleting(1);

        judged().fails(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 301 with a grace period of 1 s instead of its"
                                + " own of 30 s")
                .shows(301L);
    }

    @Test
    void failsWhenItWasGoneBeforeItHadStopped() {
        story.evictionAnswered(0, 201, "").version(300).pod(0).evictedByApi().killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 301 and was gone at resourceVersion 301 while its"
                                + " containers were running when last reported");
    }

    @Test
    void saysNothingOfTheTimeThatOthersGaveIt() {
        story.pod(0).evictedByApi().deleting(1).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void saysNothingOfTheTimeWhenTheScenarioDeletedItToo() {
        story.evictionAnswered(0, 201, "");
        story.deletes(0).pod(0).evictedByApi().killed();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void saysNothingOfTheTimeOfAPodThatRanNothing() {
        story.pod(0)
                .with(pod -> pod.withObject("/status").put("phase", "Pending"))
                .unready();
        story.evictionAnswered(0, 201, "").pod(0).evictedByApi().deleting(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void saysNothingOfTheTimeOfAPodThatAsksForNone() {
        story.pod(0).with(pod -> pod.withObject("/spec").put("terminationGracePeriodSeconds", 0));
        story.evictionAnswered(0, 201, "").pod(0).evictedByApi().killed();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void failsWhenItComesBackWithAnotherClaim() {
        story.pod(0).evictedByApi().deleting().deleted();
        story.version(300)
                .nextPod(0)
                .mounts("www", "www-web-7")
                .added()
                .running()
                .ready();

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300 in place of one that was evicted, and had the"
                                + " claims www-web-7 instead of www-web-0");
    }

    @Test
    void failsWhenItDoesNotComeBack() {
        story.version(300).pod(0).evictedByApi().deleting().deleted();
        story.set().settled();
        story.waitsInVain().version(400).atWork("another-0");

        judged().fails(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 300 and was gone at resourceVersion 302, but no"
                                + " other came in its place, although it was waited for and the controller was at work: it created"
                                + " pod another-0 at resourceVersion 400")
                .shows(300L, 302L, 400L);
    }

    @Test
    void isInconclusiveWhenItHasToWait() {
        story.pod(1).evictedByApi().deleting().deleted();
        story.pod(0).unready();
        story.set().settled();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("until the recording ended: it has to wait, since pod 0 was not Ready");
    }

    @Test
    void isInconclusiveWhenItIsNotReadyYet() {
        story.pod(0).evictedByApi().deleting().deleted();
        story.nextPod(0).added().running();

        judged().isInconclusive("and no pod that was Ready came in its place until the recording ended");
    }

    @Test
    void saysNothingOfWhatTheSetDoesNotWantAnyMore() {
        story.pod(1).evictedByApi().deleting();
        story.set().replicas(1).changed().settled();
        story.pod(1).deleted();

        judged().isInconclusive("no pod of web that it wanted was evicted");
    }

    @Test
    void saysNothingOfAPodThatIsEvictedWhenTheSetDoesNotWantIt() {
        story.set().replicas(1).changed().settled();
        story.pod(1).evictedByApi().deleting().deleted();

        judged().isInconclusive("no pod of web that it wanted was evicted");
    }

    @Test
    void saysNothingOfASetThatIsDeletedBeforeThePodIsBack() {
        story.pod(0).evictedByApi().deleting().deleted();
        story.set().deleting();

        judged().isInconclusive("no pod of web that it wanted was evicted");
    }

    @Test
    void saysNothingOfWhatWasEvictedOtherwise() {
        story.pod(0).evicted().deleting().deleted();
        story.nextPod(0).added().running().ready();

        judged().isInconclusive("no pod of web that it wanted was evicted");
    }

    @Test
    void saysNothingOfTheTimeWhenTheScenarioForcesItLater() {
        story.evictionAnswered(0, 201, "").pod(0).evictedByApi().deleting(30);
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void saysNothingOfAClaimThatAdmissionGaveThePod() {
        Story injected = new Story();
        injected.pod(0).alsoMounts("scratch", "scratch-x7f");
        injected.set().added().withPods(0, 1);
        injected.pod(0).evictedByApi().deleting(30).deleted();
        injected.nextPod(0)
                .alsoMounts("scratch", "scratch-b2k")
                .added()
                .running()
                .ready();

        judged(injected).passes();
    }

    @Test
    void saysNothingOfTheClaimsOfAPodThatSomebodyElseMade() {
        story.pod(0).evictedByApi().deleting(30).deleted();
        story.nextPod(0).withoutOwner().withoutClaims().added();
        story.adopted(0).pod(0).running().ready();

        judged().passes();
    }
}
