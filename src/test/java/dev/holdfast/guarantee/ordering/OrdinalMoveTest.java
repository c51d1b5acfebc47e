package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** A set of the pods 2 and 3, of which at resourceVersion 200 the first ordinal is changed. */
class OrdinalMoveTest extends GuaranteeTest<OrdinalMove> {
    @Test
    void passesWhenWhatIsMissingIsThereBeforeWhatIsOutsideIsRemoved() {
        moved(3).up(4).down(2).set().settled();

        judged().passes(
                        "the pods that were missing were created and those outside of the range were removed when web was"
                                + " changed from the ordinals 2..3 to 3..4 at resourceVersion 200");
    }

    @Test
    void passesWhenTheFirstOrdinalIsRemoved() {
        moved(0).up(0, 1).down(3, 2).set().settled();

        judged().passes();
    }

    @Test
    void failsWhenAPodIsRemovedBeforeWhatIsMissingIsReady() {
        moved(3).pod(4).added();
        story.version(300).down(2).version(310).pod(4).running().ready();

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 4 was not Ready: its Ready condition"
                                + " turned True only at resourceVersion 311; the set had been changed from the ordinals 2..3 to"
                                + " 3..4 at resourceVersion 200")
                .shows(200L, 300L, 311L);
    }

    @Test
    void failsWhenTheLowerOneIsRemovedFirst() {
        moved(0).up(0, 1).version(300).down(2, 3);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 before pod 3; the set had been changed from the"
                                + " ordinals 2..3 to 0..1 at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodThatStaysIsReplaced() {
        moved(3).up(4).version(300).replaced(3).down(2);

        judged().fails("pod 3 (uid web-3#1) was deleted at resourceVersion 300 although it is in the range before and"
                        + " afterwards; the set had been changed from the ordinals 2..3 to 3..4 at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAHigherOneIsCreatedFirst() {
        moved(0).version(300).up(1, 0).down(3, 2);

        judged().fails(
                        "pod 1 was created at resourceVersion 300 before pod 0, which was created only at resourceVersion 303;"
                                + " the set had been changed from the ordinals 2..3 to 0..1 at resourceVersion 200");
    }

    @Test
    void failsWhenWhatIsOutsideIsLeft() {
        moved(3).up(4).set().settled();
        story.waitsInVain().version(310).atWork("another-0").cutShort();

        judged().fails(
                        "StatefulSet web was changed from the ordinals 2..3 to 3..4 at resourceVersion 200, but pod 2 was not"
                                + " removed, although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 310");
    }

    @Test
    void failsWhenWhatIsMissingIsNotCreated() {
        moved(3).set().status(2, 2);
        story.waitsInVain().version(310).atWork("another-0").cutShort();

        judged().failsBecauseOf("but pod 4 was not created, although it was waited for");
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBefore() {
        judged(moved(3).up(4)).isInconclusive("the recording ended before that was done");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(moved(3).up(4).remade(3).down(2)).passes();
    }

    @Test
    void passesWhenAParallelSetDoesBothAtOnce() {
        story.set().parallel().start(2).replicas(2).up();
        story.version(200).set().start(3).changed();
        story.pod(4).added();
        story.down(2).pod(4).running().ready();

        judged().passes();
    }

    /** By the spec before pod 4 was the one too many. */
    @Test
    void passesWhenTheControllerMayStillHaveActedOnTheSpecBefore() {
        moved(3).up(4).set().start(2).changed();
        story.down(2).up(2).down(4).set().settled();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = Story.ofBystander().set().start(2).replicas(2).up();
        seen.set().start(3).changed();
        seen.pod(4).added();
        seen.down(2).pod(4).running().ready();

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void passesForEachOfTwoMoves() {
        moved(3).up(4).down(2).set().settled();
        story.version(300).set().start(2).changed().status(2, 2);
        story.up(2).down(4).set().settled();

        judged().passes(
                        "the pods that were missing were created and those outside of the range were removed when web was"
                                + " changed from the ordinals 2..3 to 3..4 at resourceVersion 200 and changed from the ordinals 3..4 to"
                                + " 2..3 at resourceVersion 300");
    }

    @Test
    void namesTheHighestOfThePodsThatAreLeft() {
        moved(0).up(0, 1).set().settled();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().failsBecauseOf("but pod 3 was not removed");
    }

    @Test
    void isInconclusiveWhenAPodBeforeTheMissingOneLostItsReadiness() {
        moved(3).waitsInVain().pod(3).unready();

        judged(story.atWork("another-0").cutShort()).isInconclusive("the recording ended before that was done");
    }

    @Test
    void isInconclusiveWhenAPodThatStaysLostItsReadiness() {
        moved(3).up(4).set().settled();
        story.waitsInVain().pod(3).unready();

        judged(story.atWork("another-0").cutShort()).isInconclusive("the recording ended before that was done");
    }

    @Test
    void isInconclusiveWhenThePodThatIsOutsideIsAboutToEnd() {
        moved(3).up(4).set().settled();
        story.waitsInVain().pod(2).deleting();

        judged(story.atWork("another-0").cutShort()).isInconclusive("the recording ended before that was done");
    }

    @Test
    void failsWhenAPodIsRemovedWhileOneIsUpdated() {
        updating().version(300).pod(2).deleting();

        judged().failsBecauseOf("pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 4, deleted at");
    }

    /** It takes the pod for one that is there and up to date, since it has not heard yet that it deleted that itself. */
    @Test
    void doesNotBlameTheControllerWhereTheUpdateIsTakenBack() {
        updating()
                .set()
                .template("nginx:1")
                .changed()
                .revisions("web-1", "web-1")
                .settled();

        judged(story.pod(2).deleting()).isInconclusive("the recording ended before that was done");
    }

    /** The set is moved, and what is missing is there; the last pod is deleted for an update. */
    private Story updating() {
        story.set().start(2).replicas(2).settledOn("web-1", "nginx:1");
        story.set().start(3).changed().status(2, 2);
        story.up(4).set().status(3, 3);
        story.set().updatesTo("web-2", "nginx:2").pod(4).deleting();
        return story;
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(moved(3).gap(Kinds.POD).up(4).down(2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenItWasNotMoved() {
        judged(story.set().start(2).replicas(2).up()).isInconclusive("the first ordinal of web was not changed");
    }

    @Test
    void doesNotApplyToASetThatBeginsAtZero() {
        judged(story.scaled(2, 1).down(1)).isNotApplicable("never had ordinals that begin above 0");
    }

    private Story moved(int start) {
        story.set().start(2).replicas(2).up().set().settled();
        return story.version(200).set().start(start).changed().status(2, 2).story();
    }
}
