package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateCompletesTest extends RolloutTest<UpdateCompletes> {
    @Test
    void passesWhenAllPodsAreWhatTheNewTemplateSays() {
        changed().replaced(2).replaced(1).replaced(0);
        complete();

        judged().passes();
    }

    @Test
    void failsWhenAPodKeepsItsRevision() {
        changed().replaced(2).replaced(1);
        story.version(300);
        complete();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#1) is not: it is of revision 'web-1'");
    }

    @Test
    void failsWhenAPodIsOnlyLabelledAnew() {
        changed().replaced(2).replaced(1);
        story.pod(0).label("controller-revision-hash", "web-2").touched();
        story.version(300);
        complete();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#1) is not: its container nginx has the image nginx:1 instead of nginx:2");
    }

    @Test
    void passesWhenSomebodyHasGivenAnUpdatedPodAnotherImage() {
        changed().replaced(2).replaced(1).replaced(0);
        story.pod(0).of("web-2", "nginx:3").touched();
        complete();

        judged().passes();
    }

    @Test
    void failsWhenAPodIsMissing() {
        changed().replaced(2).replaced(1).down(0).version(300);
        complete();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are updated, but pod 0 was gone since"
                                + " resourceVersion 214")
                .shows(214L, 300L);
    }

    @Test
    void isInconclusiveWhenTheUpdateIsNotComplete() {
        judged(changed().replaced(2)).isInconclusive("not complete when the recording ended");
    }

    @Test
    void failsWhenNothingIsUpdatedAlthoughTheControllerIsAtWork() {
        changed().waitsInVain().version(300).atWork("another-0").cutShort();

        judged().fails(
                        "the template was changed at resourceVersion 200, but pod 2 (uid web-2#1) was left as it was, although"
                                + " all pods were Ready, the update was waited for and the controller was at work: it created pod"
                                + " another-0 at resourceVersion 300")
                .shows(200L, 300L);
    }

    @Test
    void isInconclusiveWhenTheControllerWasSlowToDoSomethingElse() {
        changed().waitsInVain().control("another-0").cutShort();

        judged().isInconclusive("it was waited for in vain, and nothing shows that the controller had the time");
    }

    @Test
    void isInconclusiveWhenAPodThatIsNotReadyHoldsTheUpdateBack() {
        changed().down(2).pod(2).added().running();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("not complete when the recording ended");
    }

    @Test
    void isInconclusiveWhenTheRevisionWasNotObserved() {
        begun().set().template("nginx:2").changed();
        story.set().revisions("web-1", "web-2").counts(3, 0).status(3, 3);
        story.makes("web-2", "nginx:2").replaced(2).replaced(1).replaced(0);
        complete();

        judged().isInconclusive("web-2 was not observed");
    }

    @Test
    void saysNothingWhilePodsCountThatTheSetDoesNotWant() {
        changed().set().start(1).replicas(2).changed();
        story.set().revisions("web-2", "web-2").counts(2, 2).status(2, 2);

        judged().isInconclusive("was not complete when the recording ended");
    }

    @Test
    void allowsThatAPodThatWasUpdatedIsLostUnnoticed() {
        changed().replaced(2).replaced(1).replaced(0);
        story.deletes(1).pod(1).deleting();
        complete();

        judged().passes();
    }

    @Test
    void allowsThatTheControllerHasNotHeardOfItsOwnDeletionWhenTheTemplateIsChangedBack() {
        story.set().replicas(1).rolling(0).settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed();
        story.pod(0).deleting();
        story.set().revisions("web-1", "web-2").counts(0, 0).status(1, 1);
        story.pod(0).deleted();
        story.set().template("nginx:1").changed();
        story.set().revisions("web-1", "web-1").counts(1, 1).status(1, 1);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenThePodsHaveToBeReadyForAWhile() {
        changed()
                .set()
                .with(set -> set.withObject("/spec").put("minReadySeconds", 60))
                .changed();
        story.set().status(3, 3);
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("was not complete when the recording ended");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        changed().gap(Kinds.REVISION).replaced(2).replaced(1).replaced(0);
        complete();

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasNotChanged() {
        judged(begun()).isInconclusive("was not changed");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotSeenTheLastSpec() {
        changed().set().revisionHistoryLimit(5).changed();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("was not complete when the recording ended");
    }

    @Test
    void isInconclusiveWhenAPodIsNotReadyInTheEnd() {
        changed().waitsInVain().atWork("another-0").pod(2).unready();

        judged().isInconclusive("was not complete when the recording ended");
    }

    @Test
    void doesNotAskForAnUpdateThatIsNotRolledOutAnyMore() {
        changed().set().onDelete().changed().settled();

        judged().isInconclusive("was not changed while it rolls updates out to all pods");
    }

    @Test
    void failsWhenAPodKeepsItsRevisionThoughMorePodsAreAddedLater() {
        changed().replaced(2).replaced(1);
        story.version(300);
        complete();
        story.set().replicas(4).changed().withPods(3);

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#1) is not: it is of revision 'web-1'");
    }

    @Test
    void failsWhenAPodKeepsItsRevisionThoughAnotherWasRemovedBefore() {
        begun().set().replicas(2).changed();
        story.down(2).set().counts(2, 2).settled();
        story.set().updatesTo("web-2", "nginx:2").replaced(1).version(300);
        story.set().revisions("web-2", "web-2").counts(2, 2).settled();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#1) is not: it is of revision 'web-1'");
    }

    @Test
    void failsWhenAPodIsUpdatedOnlyAfterwards() {
        changed().replaced(2).replaced(1);
        story.version(300);
        complete();
        story.replaced(0);

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#1) is not: it is of revision 'web-1'");
    }

    @Test
    void failsWhenAPodThatWasUpdatedIsOldAgainAndTheControllerKnows() {
        changed().replaced(2).replaced(1).replaced(0).set().counts(0, 3).status(3, 3);
        story.makes("web-1", "nginx:1").down(0).set().counts(0, 2).status(2, 2);
        story.up(0).set().counts(1, 2).status(3, 3);
        story.version(300);
        complete();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are of revision web-2, but pod 0 (uid"
                                + " web-0#3) is not: it is of revision 'web-1'");
    }

    @Test
    void isNotApplicableWhenNoUpdateEverGoesToAllPods() {
        judged(story.set().onDelete().added()).isNotApplicable("never rolled updates out to all of its pods");
        judged(story.set().rolling(1).changed()).isNotApplicable("never rolled updates out to all of its pods");
    }

    @Test
    void failsWhenAPodThatWasUpdatedIsEndingAndTheControllerKnows() {
        changed().replaced(2).replaced(1).replaced(0).set().counts(0, 3).status(3, 3);
        story.deletes(1).version(290).pod(1).deleting().unready();
        story.set().status(3, 2);
        story.version(300);
        complete();

        judged().fails(
                        "StatefulSet web said at resourceVersion 300 that all its pods are updated, but pod 1, deleted at"
                                + " resourceVersion 290, was not gone until the recording ended");
    }

    private void complete() {
        story.set().revisions("web-2", "web-2").counts(3, 3).settled();
    }

    /** The controller believes the label. */
    @Test
    void isInconclusiveWhenSomebodyMayHaveHadAPodSayThatItIsUpdated() {
        Story watched = Story.ofBystander();
        watched.set().replicas(3).settledOn("web-1", "nginx:1");
        watched.set()
                .updatesTo("web-2", "nginx:2")
                .replaced(2)
                .replaced(1)
                .pod(0)
                .relabelled("web-2");
        watched.set().revisions("web-2", "web-2").counts(3, 3).settled();

        judged(watched)
                .isInconclusive(
                        "its container nginx has the image nginx:1 instead of nginx:2; its label says so only since"
                                + " resourceVersion 126, and nobody is on record for that");
    }
}
