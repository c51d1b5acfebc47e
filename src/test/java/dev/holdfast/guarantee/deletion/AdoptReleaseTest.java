package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** Of a settled set of two pods, pod 1 gets other labels at resourceVersion 200. */
class AdoptReleaseTest extends GuaranteeTest<AdoptRelease> {
    @Test
    void passesWhenThePodIsLetGo() {
        judged(relabelled().pod(1).withoutOwner().touched())
                .passes("each pod whose labels ceased to match was released, and the controller deleted none of them");
    }

    @Test
    void passesWhenThePodIsLetGoWithTheVeryChange() {
        story.set().replicas(2).up().set().settled();
        story.pod(1).label("app", "other").withoutOwner().touched();

        judged().passes();
    }

    @Test
    void passesWhenThePodIsLetGoAsItEndsForAnotherReason() {
        story.set().replicas(2).up().set().settled();
        story.set().replicas(1).changed();
        story.pod(1)
                .label("app", "other")
                .touched()
                .deleting()
                .withoutOwner()
                .touched()
                .deleted();

        judged().passes();
    }

    @Test
    void passesWhenItsPlaceIsNotWantedAnyMore() {
        released().set().replicas(1).changed().status(1, 1);

        judged(story.deletes(1).down(1)).passes();
    }

    @Test
    void passesWhenAnotherOneTakesItsPlace() {
        released().remade(1).set().settled();

        judged().passes();
    }

    @Test
    void failsWhenThePodIsKept() {
        relabelled().version(300).set().lookedAt(3);

        judged().fails(
                        "pod 1 (uid web-1#1) has not matched the selector since resourceVersion 200, and was not released although"
                                + " the controller had gone over the set twice until resourceVersion 303")
                .shows(200L, 303L);
    }

    @Test
    void failsWhenAPodIsKeptThatWasAdopted() {
        story.set().replicas(2).added();
        story.up(0).pod(1).withoutOwner().added().running().ready();
        story.adopted(1).set().settled();
        story.version(200).pod(1).label("app", "other").touched();
        story.version(300).set().lookedAt(3);

        judged().failsBecauseOf("has not matched the selector since resourceVersion 200, and was not released");
    }

    @Test
    void failsWhenThePodIsDeletedInstead() {
        relabelled().version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although it had not matched the selector any more"
                                + " since resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePodIsDeletedForAnUpdateAfterItWasLetGo() {
        story.set().settledOn("web-1", "nginx:1");
        story.version(200).pod(1).label("app", "other").touched().withoutOwner().touched();
        story.set().updatesTo("web-2", "nginx:2");
        story.version(300).down(1);

        judged().failsBecauseOf("although it had not matched the selector any more since resourceVersion 200");
    }

    @Test
    void failsWhenItsPlaceStaysEmpty() {
        released()
                .deletes(1)
                .down(1)
                .version(300)
                .waitsInVain()
                .atWork("another-0")
                .cutShort();

        judged().fails(
                        "pod 1 (uid web-1#1), which had been released, was gone at resourceVersion 203, and no other was created in"
                                + " its place, although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 300");
    }

    /** It may have decided that before it heard of the labels. */
    @Test
    void saysNothingOfAPodThatWasDeletedForAnotherReasonJustThen() {
        story.set().replicas(2).up().set().settled();
        story.set().replicas(1).changed();
        story.version(200).pod(1).label("app", "other").touched();

        judged(story.down(1)).isInconclusive("nothing shows that the controller knew");
    }

    @Test
    void saysNothingOfAPodThatWasSelectedAgainBeforeTheControllerLooked() {
        relabelled().pod(1).label("app", "web").touched();
        story.set().lookedAt(3);

        judged().isInconclusive("nothing shows that the controller knew");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(relabelled().deletes(1).down(1)).isInconclusive("nothing shows that the controller knew");
    }

    @Test
    void isInconclusiveWhenTheControllerWasNotSeenToLook() {
        judged(relabelled()).isInconclusive("and was not released; nothing shows that the controller knew");
    }

    @Test
    void isInconclusiveWhenItsPlaceIsEmptyWhenTheRecordingEnds() {
        judged(released().deletes(1).down(1))
                .isInconclusive("no other was created in its place until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveSeenWhatTheSetAsksFor() {
        released().deletes(1).down(1).set().onDelete().changed();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("no other was created in its place until the recording ended");
    }

    @Test
    void saysNothingOfAnOrphanThatGetsOtherLabels() {
        story.set().replicas(2).up();
        story.orphaned(0, 1).set().again("uid-2").added();

        judged(story.pod(1).label("app", "other").touched())
                .isInconclusive("the labels of no pod of web ceased to match");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(relabelled().gap(Kinds.POD).pod(1).withoutOwner().touched()).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenAllLabelsMatch() {
        judged(story.wholeSet(2)).isInconclusive("the labels of no pod of web ceased to match");
    }

    private Story relabelled() {
        story.set().replicas(2).up().set().settled();
        return story.version(200).pod(1).label("app", "other").touched().story();
    }

    private Story released() {
        return relabelled().pod(1).withoutOwner().touched().story();
    }
}
