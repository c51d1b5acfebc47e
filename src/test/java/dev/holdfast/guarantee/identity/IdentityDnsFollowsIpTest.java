package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityDnsFollowsIpTest extends GuaranteeTest<IdentityDnsFollowsIp> {
    @BeforeEach
    void aPodIsKnownUnderItsName() {
        story.wholeSet(1).looksUp(0, "10.0.0.1");
    }

    @Test
    void passesWhenTheNameLeadsToTheNewAddress() {
        judged(story.remade(0).looksUp(0, "10.0.0.2").looksUp(0, "10.0.0.2")).passes();
    }

    @Test
    void allowsCachesAMoment() {
        judged(story.remade(0).looksUp(0, "10.0.0.1").looksUp(0).looksUp(0, "10.0.0.2"))
                .passes();
    }

    @Test
    void failsWhenTheNameKeepsTheOldAddress() {
        story.remade(0)
                .looksUp(0, "10.0.0.1")
                .looksUp(0, "10.0.0.1")
                .waitsInVain()
                .atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local still led to 10.0.0.1, the address of the pod before, in the last of"
                                + " 2 lookups, but pod 0 (uid web-0#2), Ready at resourceVersion 114, has 10.0.0.2")
                .shows(114L);
    }

    @Test
    void failsWhenTheNameIsLost() {
        story.remade(0).looksUp(0, "10.0.0.1").looksUp(0).waitsInVain().atWork("another-0");

        judged().fails("web-0.svc.demo.svc.cluster.local still led to no address in the last of 2 lookups, but pod 0"
                + " (uid web-0#2), Ready at resourceVersion 114, has 10.0.0.2");
    }

    @Test
    void isInconclusiveWhenOneNameServerLearnsLaterThanAnother() {
        story.remade(0).looksUp(0, "10.0.0.2").looksUp(0, "10.0.0.1").looksUp(0, "10.0.0.2");

        judged().isInconclusive("another name server may not have heard yet");
    }

    @Test
    void failsWhenTheOldAddressComesBack() {
        story.remade(0)
                .looksUp(0, "10.0.0.2")
                .looksUp(0, "10.0.0.1")
                .waitsInVain()
                .atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to 10.0.0.1, the address of the pod before, after it had led to"
                                + " the new one: pod 0 (uid web-0#2), Ready at resourceVersion 114, has 10.0.0.2")
                .shows(114L);
    }

    @Test
    void failsWhenTheOldAddressIsGivenBesideTheNewOneForGood() {
        story.remade(0).looksUp(0, "10.0.0.1", "10.0.0.2").waitsInVain().atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local still led to 10.0.0.1, 10.0.0.2, the address of the pod before, in"
                                + " the last of 1 lookup, but pod 0 (uid web-0#2), Ready at resourceVersion 114, has 10.0.0.2");
    }

    @Test
    void failsWhenTheNewAddressWasWaitedForInVain() {
        story.remade(0).looksUp(0, "10.0.0.1").waitsInVain().atWork("another-0").cutShort();

        judged().fails("web-0.svc.demo.svc.cluster.local still led to 10.0.0.1, the address of the pod before,"
                + " in the last of 1 lookup, but pod 0 (uid web-0#2), Ready at resourceVersion 114, has 10.0.0.2");
    }

    @Test
    void isInconclusiveWhenItWasNotWaitedFor() {
        judged(story.remade(0).looksUp(0, "10.0.0.1")).isInconclusive("still led to 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenTheControllerWasSlowToDoSomethingElse() {
        story.remade(0)
                .looksUp(0, "10.0.0.1")
                .waitsInVain()
                .control("another-0")
                .cutShort();

        judged().isInconclusive("it was waited for in vain, and nothing shows that the controller had the time");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedBeforeItsTimeToFollowWasOver() {
        judged(story.remade(0).looksUp(0, "10.0.0.1").cutShort()).isInconclusive("still led to 10.0.0.1");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.POD).remade(0).looksUp(0, "10.0.0.2")).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasRemade() {
        judged().isInconclusive("no name was looked up after its pod had been recreated");
    }

    @Test
    void isInconclusiveWhenNothingWasLookedUpAfterwards() {
        judged(story.remade(0)).isInconclusive("no name was looked up after its pod had been recreated");
    }

    @Test
    void isInconclusiveWhenTheAddressStayed() {
        story.deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).withAddress("10.0.0.1").added().running().ready();
        story.looksUp(0, "10.0.0.1");

        judged().isInconclusive("came back with the address of its predecessor");
    }

    @Test
    void saysNothingOfAnAnswerThatIsNotTheOldAddress() {
        judged(story.remade(0).looksUp(0, "10.0.0.2").looksUp(0).looksUp(0, "10.0.0.2"))
                .passes();
    }
}
