package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class AdoptForeignTest extends GuaranteeTest<AdoptForeign> {
    @Test
    void passesWhenPodsOfOthersStayTheirs() {
        other("web-7").owner("ConfigMap", "mine", "uid-mine").added();
        other("web-x").withoutOwner().added();
        story.set().lookedAt(2);

        judged().passes(
                        "no pod was adopted that another controller manages, that has another name or that was being deleted");
    }

    @Test
    void countsALookFromTheStateBeforeThePodCameOn() {
        other("web-x").withoutOwner().added();
        story.set().lookedAt(2);

        judged().passes();
    }

    @Test
    void failsWhenAPodOfTheSetBeforeIsAdopted() {
        story.set().replicas(1).up();
        story.set().deleted().again("uid-2").added();
        story.version(300).adopted(0);

        judged().fails("pod web-0 was adopted at resourceVersion 300 although StatefulSet web was its controller");
    }

    @Test
    void failsWhenAPodOfAnotherControllerIsAdopted() {
        PodTeller pod = other("web-7").owner("ConfigMap", "mine", "uid-mine").added();
        story.version(300);
        pod.ofSet(story.set().uid()).touched();

        judged().fails("pod web-7 was adopted at resourceVersion 300 although ConfigMap mine was its controller")
                .shows(109L, 300L);
    }

    @Test
    void failsWhenAPodOfAnotherNameIsAdopted() {
        PodTeller pod = other("web-x").withoutOwner().added();
        story.version(300);
        pod.ofSet(story.set().uid()).touched();

        judged().fails("pod web-x was adopted at resourceVersion 300 although its name is not web-<ordinal>");
    }

    @Test
    void failsWhenAPodIsAdoptedThatWasSelectedOnlyAsItEnded() {
        PodTeller pod = other("web-7").label("app", "other").withoutOwner().added();
        pod.deleting().label("app", "web").touched();
        story.version(300);
        pod.ofSet(story.set().uid()).touched();

        judged().fails("pod web-7 was adopted at resourceVersion 300 although its deletion had been asked for");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = Story.ofBystander().set().replicas(2).up();
        PodTeller pod =
                seen.stateless("web-x").label("app", "web").withoutOwner().added();
        pod.ofSet(seen.set().uid()).touched();

        judged(seen).isInconclusive("nobody is on record for that");
    }

    /** The controller may not have heard of the deletion. */
    @Test
    void saysNothingOfAPodThatBeganToEndJustThen() {
        PodTeller pod = other("web-7").withoutOwner().added().deleting();
        pod.ofSet(story.set().uid()).touched();

        judged().isInconclusive("no such pod had labels that match while the controller of web was seen to look");
    }

    @Test
    void deviatesWhenANumberHasZerosInFront() {
        PodTeller pod = other("web-07").withoutOwner().added();
        pod.ofSet(story.set().uid()).touched();

        judged().deviates(
                        "pod web-07 was adopted at resourceVersion 110 although its name is not web-<ordinal>, as Kubernetes does"
                                + " where the number has zeros in front of it");
    }

    @Test
    void isInconclusiveWhenTheControllerWasNotSeenToLook() {
        other("web-x").withoutOwner().added();

        judged().isInconclusive("while the controller of web was seen to look");
    }

    @Test
    void isInconclusiveWhenTheSetAsksForSomethingElseWithEachLook() {
        other("web-x").withoutOwner().added();
        for (int replicas = 3; replicas < 6; replicas++) {
            story.set().replicas(replicas).changed().status(2, 2);
        }

        judged().isInconclusive("while the controller of web was seen to look");
    }

    @Test
    void saysNothingOfAPodThatIsGivenToTheSetWithOtherLabels() {
        PodTeller pod = other("web-x").label("app", "other").withoutOwner().added();
        pod.ofSet(story.set().uid()).touched();

        judged().isInconclusive("no such pod had labels that match");
    }

    @Test
    void saysNothingOfPodsThatTheSetDoesNotSelect() {
        other("web-x").label("app", "other").withoutOwner().added();
        story.set().lookedAt(3);

        judged().isInconclusive("no such pod had labels that match");
    }

    @Test
    void saysNothingOfAPodThatTheSetMayAdopt() {
        story.set().replicas(2).up();
        story.orphaned(0, 1).set().again("uid-2").added();
        story.adopted(0).adopted(1).set().lookedAt(3);

        judged().isInconclusive("no such pod had labels that match");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        other("web-x").withoutOwner().added();
        story.gap(Kinds.POD).set().lookedAt(3);

        judged().isInconclusive("gap");
    }

    /** A pod with the labels of the set, and of that name, beside the two of the set. */
    private PodTeller other(String name) {
        story.set().replicas(2).up().set().settled();
        return story.stateless(name).label("app", "web");
    }
}
