package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateForcedRollbackTest extends RolloutTest<UpdateForcedRollback> {
    @Test
    void passesWhenTheDeletedPodComesBackFromTheRestoredTemplate() {
        judged(reverted().deletes(2).down(2).up(2)).passes();
    }

    @Test
    void passesWhenTheControllerDeletesTheBadPodItself() {
        judged(reverted().replaced(2)).passes();
    }

    @Test
    void passesWhenSomethingElseIsChangedBeforeThePodComesBack() {
        reverted().deletes(2).down(2).set().lookedAt(1);

        judged(story.up(2)).passes();
    }

    @Test
    void failsWhenThePodComesBackFromTheBadTemplate() {
        reverted()
                .makes("web-2", "nginx:2")
                .deletes(2)
                .version(250)
                .down(2)
                .version(300)
                .up(2);

        judged().fails(
                        "pod 2 (uid web-2#3) was created at resourceVersion 300 in place of one of a bad template, but not from"
                                + " the template that was restored: its revision web-2 keeps another template")
                .shows(250L, 300L);
    }

    @Test
    void failsWhenThePodOnlySaysThatItIsOfTheRestoredTemplate() {
        reverted().makes("web-1", "nginx:2").deletes(2).down(2).version(300).up(2);

        judged().fails(
                        "pod 2 (uid web-2#3) was created at resourceVersion 300 in place of one of a bad template, but not from"
                                + " the template that was restored: its container nginx has the image nginx:2 instead of"
                                + " nginx:1");
    }

    @Test
    void failsThoughTheBadPodTurnsReadyAsItEnds() {
        reverted()
                .makes("web-2", "nginx:2")
                .deletes(2)
                .pod(2)
                .deleting()
                .running()
                .ready()
                .deleted();
        story.nextPod(2).added();

        judged().failsBecauseOf("its revision web-2 keeps another template");
    }

    @Test
    void saysNothingOfAPodThatSomebodyElseMakesInItsPlace() {
        reverted()
                .makes("web-2", "nginx:2")
                .deletes(2)
                .down(2)
                .pod(2)
                .withoutOwner()
                .added();

        judged(story.adopted(2)).isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingAsLongAsTheControllerHasNotSeenThatItWasReverted() {
        stuck().set().template("nginx:1").changed();
        story.makes("web-2", "nginx:2").deletes(2).down(2).up(2);

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingOfAPodThatWasReady() {
        changed().replaced(2);
        back().makes("web-2", "nginx:2").deletes(2).down(2).up(2);

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingWhenTheTemplateWentOnInstead() {
        stuck().set().updatesTo("web-3", "nginx:3").deletes(2).down(2).up(2);

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingBelowThePartition() {
        stuck();
        back().set().rolling(3).changed();
        story.set().settled();
        story.makes("web-2", "nginx:2").deletes(2).down(2).up(2);

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingWhenTheTemplateWasChangedAgainMeanwhile() {
        reverted().deletes(2).down(2).set().updatesTo("web-2", "nginx:2").up(2);

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void saysNothingWhenThePodIsNotWantedAnyMore() {
        reverted().deletes(2).down(2).set().replicas(2).changed();

        judged().isInconclusive("was deleted after its template had been reverted");
    }

    @Test
    void isInconclusiveWhenThePodDidNotComeBack() {
        judged(reverted().deletes(2).down(2)).isInconclusive("did not come back until the recording ended");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(reverted().gap(Kinds.POD).deletes(2).down(2).up(2)).isInconclusive("gap");
    }

    /** Pod 2 was updated and does not become Ready. */
    private Story stuck() {
        return changed().down(2).pod(2).added().story();
    }

    private Story reverted() {
        stuck();
        return back();
    }

    private Story back() {
        story.set().template("nginx:1").changed();
        story.revision("web-1", "nginx:1", 3)
                .set()
                .revisions("web-1", "web-1")
                .counts(2, 2)
                .status(3, 2);
        return story.makes("web-1", "nginx:1");
    }
}
