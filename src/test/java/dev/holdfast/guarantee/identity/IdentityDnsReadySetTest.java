package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityDnsReadySetTest extends GuaranteeTest<IdentityDnsReadySet> {
    @BeforeEach
    void aServiceAndASet() {
        story.service().written();
        story.set().added();
    }

    @Test
    void passesWhenTheNameLeadsToTheReadyPodsAtEachMoment() {
        story.pod(0).added().running();
        story.looksUpService().pod(0).ready();
        story.looksUpService("10.0.0.1").pod(1).added().running();
        story.looksUpService("10.0.0.1").pod(1).ready();
        story.looksUpService("10.0.1.1", "10.0.0.1").pod(0).unready();
        story.looksUpService("10.0.1.1");

        judged().passes("each lookup led to the Pods that are Ready: svc.demo.svc.cluster.local");
    }

    @Test
    void allowsTheNameServerAMomentToLearn() {
        judged(story.up(0).looksUpService().looksUpService("10.0.0.1")).passes();
    }

    @Test
    void allowsAnAnswerToComeBeforeTheChangeThatCausedItIsHeardOf() {
        story.pod(0).added().running();
        story.looksUpService().looksUpService("10.0.0.1").pod(0).ready();
        story.looksUpService("10.0.0.1").catchesUp().catchesUp();

        judged().passes();
    }

    @Test
    void goesByNoOtherService() {
        story.up(0, 1);
        story.anotherService(Story.NAMESPACE, "other").withAddress().written();
        story.anotherService("other", "svc").withAddress().written();

        judged(story.looksUpService("10.0.0.1", "10.0.1.1")).passes();
    }

    @Test
    void expectsNoPodThatTheServiceDoesNotSelect() {
        story.pod(1).label("app", "other");

        judged(story.up(0, 1).looksUpService("10.0.0.1")).passes();
    }

    @Test
    void saysNothingOfTheNameOfOnePod() {
        judged(story.up(0, 1).looksUp(0, "10.0.0.1")).isInconclusive("no name of Service svc was looked up");
    }

    @Test
    void failsWhenAReadyPodIsMissingAndIsWaitedForInVain() {
        story.up(0, 1).looksUpService("10.0.0.1").waitsInVain().atWork("another-0");

        judged().fails(
                        "svc.demo.svc.cluster.local led to 10.0.0.1 in the last of 1 lookup, but the Pods to be found there"
                                + " were, since resourceVersion 108, web-0 (10.0.0.1), web-1 (10.0.1.1)")
                .shows(108L);
    }

    @Test
    void failsWhenAPodIsStillThereThatIsNotReadyAnyMore() {
        story.up(0, 1).looksUpService("10.0.0.1", "10.0.1.1").pod(0).unready();
        story.looksUpService("10.0.0.1", "10.0.1.1").waitsInVain().atWork("another-0");

        judged().fails(
                        "svc.demo.svc.cluster.local led to 10.0.0.1, 10.0.1.1 in the last of 1 lookup, but the Pods to be"
                                + " found there were, since resourceVersion 109, web-1 (10.0.1.1)");
    }

    @Test
    void failsWhenAPodGetsLostAgainForGood() {
        story.up(0).looksUpService("10.0.0.1").looksUpService();
        story.looksUpService().waitsInVain().atWork("another-0");

        judged().fails(
                        "svc.demo.svc.cluster.local led to nothing after it had been right: the Pods to be found there were,"
                                + " since resourceVersion 105, web-0 (10.0.0.1)");
    }

    @Test
    void isInconclusiveWhenOneAnswerGotLost() {
        story.up(0).looksUpService("10.0.0.1").looksUpService().looksUpService("10.0.0.1");

        judged().isInconclusive("the answer may have got lost");
    }

    @Test
    void failsWhenAPodIsFoundThatHadNeverBeenReady() {
        story.pod(0).added().running();
        story.looksUpService("10.0.0.1").catchesUp().pod(0).ready();
        story.catchesUp();

        judged().fails(
                        "svc.demo.svc.cluster.local led to 10.0.0.1, but pod 0 (uid web-0#1), whose address is among these,"
                                + " had never been Ready, and the Service had never published Pods that are not");
    }

    @Test
    void isInconclusiveWhenThePodMayHaveBeenReadyWithoutThatBeingHeardOfYet() {
        story.pod(0).added().running();
        story.looksUpService("10.0.0.1").looksUpService("10.0.0.1").catchesUp();

        judged().isInconclusive("svc.demo.svc.cluster.local led to 10.0.0.1 in the last of 2 lookups");
    }

    @Test
    void isInconclusiveWhenAPodThatIsNotReadyMayHaveTheAddressOfOneThatWas() {
        story.up(0).looksUpService("10.0.0.1").remade(0).down(0);
        story.nextPod(0).withAddress("10.0.0.1").added().running();
        story.looksUpService("10.0.0.1").catchesUp().catchesUp();

        judged().isInconclusive("svc.demo.svc.cluster.local led to 10.0.0.1");
    }

    @Test
    void expectsAllPodsWhereTheServiceSaysSo() {
        story.service().publishesAll().written();
        story.up(0).pod(1).added().running();
        story.looksUpService("10.0.0.1", "10.0.1.1");

        judged().passes();
    }

    @Test
    void failsWhenAPodThatIsNotReadyIsMissingThoughTheServiceSaysThatAllAreToBeFound() {
        story.service().publishesAll().written();
        story.up(0).pod(1).added().running();
        story.looksUpService("10.0.0.1").waitsInVain().atWork("another-0");

        judged().fails(
                        "svc.demo.svc.cluster.local led to 10.0.0.1 in the last of 1 lookup, but the Pods to be found there"
                                + " were, since resourceVersion 108, web-0 (10.0.0.1), web-1 (10.0.1.1)");
    }

    @Test
    void saysNothingOfPodsOnTheirWayOutWhereAllAreToBeFound() {
        story.service().publishesAll().written();
        story.up(0, 1).looksUpService("10.0.0.1", "10.0.1.1").pod(1).deleting();
        story.looksUpService("10.0.0.1").waitsInVain().atWork("another-0");

        judged().passes();
    }

    @Test
    void saysNothingWhereTheServiceHasAnAddressOfItsOwn() {
        story.service().withAddress().written();
        story.up(0).looksUpService("10.96.0.7").catchesUp().catchesUp();

        judged().isInconclusive("no name of Service svc was looked up while it was known where it has to lead to");
    }

    @Test
    void isInconclusiveWhenThePodDidNotStayReady() {
        story.up(0).looksUpService("10.0.1.1").pod(0).unready();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("that was not so for long enough to tell");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.up(0).gap(Kinds.SERVICE).looksUpService("10.0.0.1")).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNothingWasLookedUp() {
        judged(story.up(0, 1)).isInconclusive("no name of Service svc was looked up");
    }

    @Test
    void isNotApplicableToASetWithoutAService() {
        judged(new Story()
                        .set()
                        .with(set -> set.withObject("/spec").put("serviceName", ""))
                        .added())
                .isNotApplicable("has no serviceName");
    }
}
