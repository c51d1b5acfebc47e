package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class IdentityDnsTest extends GuaranteeTest<IdentityDns> {
    @Test
    void passesWhenEachNameLeadsToItsPod() {
        story.wholeSet(2)
                .published(0, "web-0")
                .published(1, "web-1")
                .looksUp(0, "10.0.0.1")
                .looksUp(1, "10.0.1.1");

        judged().passes();
    }

    @Test
    void allowsTheNameServerAMomentToLearn() {
        judged(story.wholeSet(1).looksUp(0).published(0, "web-0").looksUp(0).looksUp(0, "10.0.0.1"))
                .passes();
    }

    @Test
    void doesNotCountLookupsWhileThePodIsNotReady() {
        story.wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.1");
        story.pod(0).unready();
        story.looksUp(0);

        judged().passes();
    }

    @Test
    void doesNotCountLookupsAfterTheScenarioBeganToDeleteThePod() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0, "10.0.0.1")
                .deletes(0)
                .looksUp(0);

        judged().passes();
    }

    @Test
    void acceptsTheOldAddressForAWhileAfterThePodWasRemade() {
        story.wholeSet(1).published(0, "web-0").remade(0).looksUp(0, "10.0.0.1").looksUp(0, "10.0.0.2");

        judged().passes();
    }

    @Test
    void failsWhenTheNameIsWaitedForInVain() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0)
                .looksUp(0)
                .waitsInVain()
                .atWork("another-0");

        judged().fails("web-0.svc.demo.svc.cluster.local led to no address in the last of 2 lookups, but pod 0"
                        + " (uid web-0#1), Ready at resourceVersion 108, had 10.0.0.1")
                .shows(108L);
    }

    @Test
    void isInconclusiveWhenThereWasNotTheTimeToLearnTheName() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).cutShort();

        judged().isInconclusive("led to no address in the last of 1 lookup");
    }

    @Test
    void isInconclusiveWhenTheControllerWasSlowToDoSomethingElse() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0)
                .waitsInVain()
                .control("another-0")
                .cutShort();

        judged().isInconclusive("it was waited for in vain, and nothing shows that the controller had the time");
    }

    @Test
    void isInconclusiveWhenThePodCeasedToBeReadyWhileTheNameWasWaitedFor() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).pod(0).unready();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("that was not so for long enough to tell");
    }

    @Test
    void failsWhenTheNameLeadsToANeighbour() {
        story.wholeSet(2)
                .published(0, "web-0")
                .looksUp(0, "10.0.1.1")
                .catchesUp()
                .catchesUp();

        judged().fails("web-0.svc.demo.svc.cluster.local led to 10.0.1.1, but pod 0 had 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenThePodMayHaveGotAnotherAddressJustThen() {
        judged(story.wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.9").catchesUp())
                .isInconclusive("it may have got it just then, and the recording had not caught up yet");
    }

    @Test
    void failsWhenTheNameLeadsToAnotherAddressToo() {
        story.wholeSet(2)
                .published(0, "web-0")
                .looksUp(0, "10.0.0.1", "10.0.1.1")
                .catchesUp()
                .catchesUp();

        judged().fails("web-0.svc.demo.svc.cluster.local led to 10.0.0.1, 10.0.1.1, but pod 0 had 10.0.0.1");
    }

    @Test
    void isInconclusiveWhenAnAnswerMayHaveGotLost() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0, "10.0.0.1")
                .looksUp(0)
                .looksUp(0, "10.0.0.1");

        judged().isInconclusive("the answer may have got lost");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedAfterOneEarlyLookup() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).cutShort();

        judged().isInconclusive("led to no address in the last of 1 lookup");
    }

    @Test
    void isInconclusiveWhenThePodWentAfterOneEarlyLookup() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).down(0);

        judged().isInconclusive("that was not so for long enough to tell");
    }

    @Test
    void failsWhenTheNameWasWaitedForInVain() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0)
                .waitsInVain()
                .atWork("another-0")
                .cutShort();

        judged().fails("web-0.svc.demo.svc.cluster.local led to no address in the last of 1 lookup, but pod 0"
                + " (uid web-0#1), Ready at resourceVersion 108, had 10.0.0.1");
    }

    @Test
    void allowsTheNameAMomentEachTimeThePodBecomesReady() {
        story.wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.1");
        story.pod(0).unready().ready();
        story.looksUp(0).looksUp(0, "10.0.0.1");

        judged().passes();
    }

    @Test
    void doesNotCountLookupsWithoutTheService() {
        story.service(Change.ADDED).wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.1");
        story.tell(Action.delete("Service", "svc", "")).service(Change.DELETED).looksUp(0);

        judged().passes();
    }

    @Test
    void isInconclusiveAboutAnAddressFromBeforeTheRecording() {
        story.set().listed();
        story.pod(0).listedUp();
        story.published(0, "web-0").looksUp(0, "10.9.9.9").looksUp(0, "10.0.0.1");

        judged().isInconclusive("gone before the recording began");
    }

    @Test
    void failsWhenARightNameIsLostForGood() {
        story.wholeSet(1)
                .published(0, "web-0")
                .looksUp(0, "10.0.0.1")
                .looksUp(0)
                .waitsInVain()
                .atWork("another-0");

        judged().fails(
                        "web-0.svc.demo.svc.cluster.local led to no address after it had led to 10.0.0.1, the address of pod 0"
                                + " (uid web-0#1), Ready at resourceVersion 108");
    }

    @Test
    void failsWhenThePodIsCreatedWithAnotherSubdomain() {
        story.set().added();
        story.version(4711).pod(0).subdomain("").added();

        judged().fails("pod 0 was created at resourceVersion 4711 without spec.subdomain; expected the set's"
                        + " serviceName 'svc'")
                .shows(4711L);
    }

    @Test
    void failsWhenTheEndpointHasNoHostName() {
        story.wholeSet(1).version(4711).published(0, "").looksUp(0, "10.0.0.1");

        judged().fails("EndpointSlice svc-x1 published pod 0 (uid web-0#1) at resourceVersion 4711 without the host"
                        + " name; expected 'web-0'")
                .shows(4711L);
    }

    @Test
    void failsWhenTheEndpointHasANeighboursHostName() {
        story.wholeSet(1).version(4711).published(0, "web-1").looksUp(0, "10.0.0.1");

        judged().fails("EndpointSlice svc-x1 published pod 0 (uid web-0#1) at resourceVersion 4711 with the host name"
                + " 'web-1' instead of 'web-0'");
    }

    /** The controller may still make pods for a set that it has not heard is gone, and that had another Service. */
    @Test
    void saysNothingOfAPodOfASetFromBeforeTheRecording() {
        story.set().added();
        story.pod(0).ofSet("uid-before").subdomain("other").added();

        judged().isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void saysNothingOfTheEndpointsOfAPodThatSomebodyElseMayHaveMade() {
        story.set().listed();
        story.pod(0).subdomain("other").listedUp();
        story.published(0, "");

        judged().isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void saysNothingOfTheEndpointsOfAPodThatSomebodyReplaced() {
        story.set()
                .with(set -> Written.by(set, "kube-controller-manager", "status"))
                .up();
        story.down(0)
                .pod(0)
                .hostname("")
                .with(pod -> Written.by(pod, "kubectl-replace", ""))
                .added();
        story.published(0, "");

        judged().isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.wholeSet(1).published(0, "web-0").gap(Kinds.ENDPOINT_SLICE).looksUp(0, "10.0.0.1");

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNothingWasLookedUp() {
        judged(story.wholeSet(1).published(0, "web-0")).isInconclusive("no name of a pod of web was looked up");
    }

    @Test
    void isInconclusiveWithoutEndpoints() {
        judged(story.wholeSet(1).looksUp(0, "10.0.0.1")).isInconclusive("no EndpointSlice of Service svc");
    }

    @Test
    void isNotApplicableWhenTheServiceHasAnAddressOfItsOwn() {
        story.service().withAddress().written();
        story.set().added().withPods(0).published(0, "web-0").looksUp(0);

        judged().isNotApplicable(
                        "Service svc has an address of its own: DNS names for each pod are promised with a headless Service only");
    }

    @Test
    void doesNotMindServicesThatDoNotGovernTheSet() {
        story.anotherService(Story.NAMESPACE, "other").withAddress().written();
        story.anotherService("other", "svc").withAddress().written();
        story.wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.1");

        judged().passes();
    }

    @Test
    void isNotApplicableWithoutAService() {
        judged(story.set().withoutService().added()).isNotApplicable("no serviceName");
    }

    @Test
    void doesNotAskForAHostNameAtTheEndpointsOfAnotherService() {
        story.wholeSet(1).published(0, "web-0").publishedBy("other", 0, "").looksUp(0, "10.0.0.1");

        judged().passes();
    }

    @Test
    void countsLookupsAfterAnotherServiceWasDeleted() {
        story.service("other", Change.ADDED).wholeSet(1).published(0, "web-0").looksUp(0, "10.0.0.1");
        story.service("other", Change.DELETED).looksUp(0);

        judged().isInconclusive("the answer may have got lost");
    }

    @Test
    void countsLookupsWhenTheServiceWasMadeAgainBeforeThePod() {
        story.service(Change.ADDED)
                .service(Change.DELETED)
                .service(Change.ADDED)
                .wholeSet(1);
        story.published(0, "web-0").looksUp(0, "10.0.0.1");

        judged().passes();
    }

    @Test
    void isInconclusiveWhenThePodWasReadyForOneEarlyLookupOnly() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).pod(0).unready();

        judged().isInconclusive("that was not so for long enough to tell");
    }

    @Test
    void isInconclusiveWhenThePodIsEndingAfterOneEarlyLookup() {
        story.wholeSet(1).published(0, "web-0").looksUp(0).pod(0).deleting();

        judged().isInconclusive("that was not so for long enough to tell");
    }
}
