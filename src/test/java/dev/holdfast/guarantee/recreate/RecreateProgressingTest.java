package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class RecreateProgressingTest extends RecreateTest<RecreateProgressing> {
    @Test
    void passesWhenItIsTrueFromTheFirstDeletionToTheLastReadyPod() {
        gone().up(0, 1, 2);
        complete();

        judged().passes("the condition Progressing was True while pods were recreated, and no longer");
    }

    @Test
    void passesWhenItSaysInTheWordsOfTheProposalThatAllIsOver() {
        gone().up(0, 1, 2);
        story.set()
                .revisions("web-2", "web-2")
                .counts(3, 3)
                .progressing("True", "RecreateComplete")
                .settled();

        judged().passes();
    }

    @Test
    void failsWhenItIsNotThere() {
        changed();
        ask(0, 1, 2);
        story.version(210).set().revisions("web-1", "web-2").counts(3, 0).status(3, 0);

        judged().fails(
                        "the condition Progressing was not there at resourceVersion 210, when the controller said that the pods are to"
                                + " be of web-2, although pod 0 (uid web-0#1) of revision web-1 was there")
                .shows(210L);
    }

    @Test
    void failsWhenItIsFalseBeforeAllAreBack() {
        gone().up(0);
        story.version(400)
                .set()
                .counts(0, 1)
                .progressing("False", "RecreateCompleted")
                .status(1, 1);

        judged().fails(
                        "the condition Progressing was False with the reason RecreateCompleted at resourceVersion 400, when the"
                                + " controller said that the pods are to be of web-2, although currentRevision was web-1")
                .shows(400L);
    }

    @Test
    void failsWhenItIsTrueAlthoughAllAreBack() {
        gone().up(0, 1, 2);
        story.version(400).set().revisions("web-2", "web-2").counts(3, 3).settled();

        judged().fails(
                        "the condition Progressing was True with the reason RecreateInProgress at resourceVersion 400, when the"
                                + " controller said that the pods are to be of web-2, although all pods are updated and Ready")
                .shows(400L);
    }

    @Test
    void failsWhenItIsNotTrueAfterARollBackInTheMiddle() {
        gone().pod(0).added();
        coming(1).set().template("nginx:1").changed();
        story.pod(0).deleting();
        story.version(400)
                .set()
                .revisions("web-1", "web-1")
                .counts(0, 0)
                .progressing("False", "RecreateCompleted")
                .status(1, 0);

        judged().failsBecauseOf("although pod 0 (uid web-0#2) of revision web-2 was there");
    }

    @Test
    void doesNotAskForItWhereADeletionWasRefused() {
        changed();
        ask(1, 2);
        story.controllerCannotDelete(0);
        story.set().revisions("web-1", "web-2").counts(3, 0).status(3, 0);

        judged().isInconclusive("no pods of web were seen being recreated to the end");
    }

    @Test
    void knowsThatItStaysWhereTheTypeIsChangedBeforeTheEnd() {
        gone().up(0).set().rolling(0).changed();
        story.set().counts(0, 1).status(1, 1);
        story.up(1, 2)
                .version(500)
                .set()
                .revisions("web-2", "web-2")
                .counts(3, 3)
                .settled();

        judged().deviates(
                        "the condition Progressing was True with the reason RecreateInProgress at resourceVersion 500,"
                                + " when the controller said that the pods are to be of web-2, although all pods are updated and"
                                + " Ready: the type of the update strategy was changed before they were");
    }

    @Test
    void isInconclusiveWhenNothingWasRecreated() {
        judged(begun()).isInconclusive("no pods of web were seen being recreated to the end");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        gone().gap(Kinds.STATEFUL_SET).up(0, 1, 2);
        complete();

        judged().isInconclusive("gap");
    }
}
