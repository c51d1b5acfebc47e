package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class IdentityDnsNotReadyTest extends GuaranteeTest<IdentityDnsNotReady> {
    /** Pod 0 runs and is not Ready, and its Service publishes Pods that are. */
    private void unready() {
        story.service().written();
        story.set().added();
        story.pod(0).added().running();
    }

    /** Pod 0 runs and is not Ready, and its Service publishes it all the same. */
    private void unreadyAndPublished() {
        story.service().publishesAll();
        unready();
    }

    @Test
    void passesWhenAPodHasNoRecordBeforeItIsReady() {
        unready();

        judged(story.looksUp(0))
                .passes(
                        "pods that were not Ready had a record or none, as their Service says: web-0.svc.demo.svc.cluster.local");
    }

    @Test
    void passesWhenAPodHasARecordBeforeItIsReadyAndItsServiceSaysSo() {
        unreadyAndPublished();

        judged(story.looksUp(0).looksUp(0, "10.0.0.1")).passes();
    }

    @Test
    void passesWhenTheRecordComesAndGoesAsTheServiceSays() {
        unready();
        story.looksUp(0).service().publishesAll().written();
        story.looksUp(0).looksUp(0, "10.0.0.1").service().publishesReady().written();
        story.looksUp(0, "10.0.0.1").looksUp(0).pod(0).ready();
        story.looksUp(0, "10.0.0.1").pod(0).unready();
        story.looksUp(0, "10.0.0.1").looksUp(0).catchesUp().catchesUp();

        judged().passes();
    }

    @Test
    void allowsAnAnswerToComeBeforeTheChangeThatCausedItIsHeardOf() {
        unready();
        story.looksUp(0).looksUp(0, "10.0.0.1").pod(0).ready();
        story.catchesUp().catchesUp();

        judged().passes();
    }

    @Test
    void failsWhenTheRecordIsWaitedForInVain() {
        unreadyAndPublished();
        story.looksUp(0).waitsInVain().atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to no address in the last of 1 lookup, but pod 0 (uid web-0#1)"
                                + " had 10.0.0.1, and its Service published it, Ready or not, since resourceVersion 104")
                .shows(104L);
    }

    @Test
    void failsWhenTheRecordGoesAwayForGood() {
        unreadyAndPublished();
        story.looksUp(0, "10.0.0.1").looksUp(0).waitsInVain().atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to no address after it had led to the Pod: pod 0 (uid web-0#1)"
                                + " had 10.0.0.1, and its Service published it, Ready or not, since resourceVersion 104");
    }

    @Test
    void failsWhenAPodHasARecordThatHadNeverBeenReady() {
        unready();
        story.looksUp(0, "10.0.0.1").catchesUp().pod(0).ready();
        story.catchesUp();

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to 10.0.0.1, but pod 0 (uid web-0#1) had never been Ready, and"
                                + " its Service had never published Pods that are not")
                .shows(103L);
    }

    @Test
    void failsWhenTheRecordStaysAlthoughThePodIsNotReadyAnyMore() {
        unready();
        story.pod(0).ready().unready();
        story.looksUp(0, "10.0.0.1").waitsInVain().atWork("another-0");

        judged().fails("web-0.svc.demo.svc.cluster.local still led to 10.0.0.1 in the last of 1 lookup, but pod 0 (uid"
                + " web-0#1) was not Ready since resourceVersion 106, and its Service publishes only Pods that are");
    }

    @Test
    void failsWhenTheRecordComesBackForGood() {
        unready();
        story.pod(0).ready().unready();
        story.looksUp(0).looksUp(0, "10.0.0.1").waitsInVain().atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to 10.0.0.1 again, but pod 0 (uid web-0#1) was not Ready since"
                                + " resourceVersion 106, and its Service publishes only Pods that are");
    }

    @Test
    void isInconclusiveWhenThePodMayHaveBeenReadyWithoutThatBeingHeardOfYet() {
        unready();

        judged(story.looksUp(0, "10.0.0.1").catchesUp())
                .isInconclusive("web-0.svc.demo.svc.cluster.local still led to 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenTheServiceHadPublishedAllPodsBefore() {
        unreadyAndPublished();
        story.service().publishesReady().written();

        judged(story.looksUp(0, "10.0.0.1").catchesUp().catchesUp()).isInconclusive("still led to 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenTheServiceWasThereBeforeTheRecordingBegan() {
        story.service().listed();
        story.set().added();
        story.pod(0).added().running();

        judged(story.looksUp(0, "10.0.0.1").catchesUp().catchesUp()).isInconclusive("still led to 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenThePodBecameReadyWhileItWasWaitedThatTheRecordGoes() {
        unready();
        story.pod(0).ready().unready();
        story.looksUp(0, "10.0.0.1", "10.0.9.9");
        story.pod(0).ready();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("that was not so for long enough to tell");
    }

    @Test
    void saysNothingOfAPodWithoutAnAddress() {
        story.service().publishesAll().written();
        story.set().added();
        story.pod(0).added();

        judged(story.looksUp(0).waitsInVain().atWork("another-0"))
                .isInconclusive("no name of a pod of web was looked up while that pod was not Ready");
    }

    @Test
    void saysNothingOfAPodOnItsWayOut() {
        unreadyAndPublished();
        story.pod(0).deleting();

        judged(story.looksUp(0).waitsInVain().atWork("another-0"))
                .isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void saysNothingOnceTheServiceIsGone() {
        unreadyAndPublished();
        story.service().deleted();

        judged(story.looksUp(0).waitsInVain().atWork("another-0"))
                .isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        unready();

        judged(story.gap(Kinds.POD).looksUp(0)).isInconclusive("gap");
    }
}
