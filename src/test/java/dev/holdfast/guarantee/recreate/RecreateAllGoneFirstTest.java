package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RecreateAllGoneFirstTest extends RecreateTest<RecreateAllGoneFirst> {
    @Test
    void passesWhenAllAreGoneBeforeTheNextComes() {
        gone().up(0);
        coming(1).up(1, 2);
        complete();

        judged().passes(
                        "the pods 0, 1, 2 were deleted at once, and all gone before one of the next version was created");
    }

    @Test
    void passesWhenOneIsHeldForLong() {
        ending().down(0, 2);
        story.set().lookedAt(2);
        story.down(1).makes("web-2", "nginx:2").up(0, 1, 2);
        complete();

        judged().passes();
    }

    @Test
    void passesWhenAPodThatIsNotWantedAnyMoreGoesWithTheOthers() {
        begun().story().version(200).set().replicas(2).template("nginx:2").changed();
        ask(0, 1, 2);
        waiting(3).down(0, 1, 2).makes("web-2", "nginx:2").up(0, 1);

        judged().passes();
    }

    @Test
    void failsWhenTheNextComesBeforeTheLastIsGone() {
        ending().version(300)
                .down(0)
                .makes("web-2", "nginx:2")
                .version(310)
                .pod(0)
                .added();
        story.down(1, 2);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 310 while pod 1, deleted at resourceVersion 202, was not"
                                + " gone until resourceVersion 312; that is of revision web-1, the set is to have another, and its"
                                + " strategy is Recreate")
                .shows(202L, 310L);
    }

    @Test
    void failsWhenAPodIsNotAskedToEndWithTheOthers() {
        changed();
        story.pod(2).deleting();
        story.version(210);
        waiting(3);

        judged().fails(
                        "pod 0 (uid web-0#1) of revision web-1 was not deleted at resourceVersion 210, when the controller said that it"
                                + " had gone over the set, whose pods are to be of web-2 and whose strategy is Recreate")
                .shows(103L, 210L);
    }

    @Test
    void failsWhenAPodThatIsNotWantedAnyMoreIsLeft() {
        begun().story().version(200).set().replicas(2).template("nginx:2").changed();
        ask(0, 1);
        waiting(3);

        judged().failsBecauseOf("pod 2 (uid web-2#1) of revision web-1 was not deleted");
    }

    @Test
    void doesNotBlameTheControllerForADeletionThatWasRefused() {
        changed();
        ask(1, 2);
        story.controllerCannotDelete(0);
        waiting(3);

        judged().isInconclusive("the recording ended before a pod of the next version was created");
    }

    @Test
    void doesNotAskForWhatTheControllerHasNotSeenYet() {
        changed().pod(2);
        story.deletes(2).down(2).up(2);

        judged().isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void mayMakeAPodOfTheVersionBeforeAsLongAsItHasNotSeenTheNext() {
        begun().story().deletes(2).down(2);
        story.version(200).set().template("nginx:2").changed();
        story.up(2);
        ask(0, 1, 2);
        waiting(3).down(0, 1, 2).makes("web-2", "nginx:2").up(0, 1, 2);

        judged().passes();
    }

    @Test
    void leavesToOthersWhatTheyDelete() {
        begun().story().deletes(1).pod(1).deleting();
        story.version(200).set().template("nginx:2").changed();
        ask(0, 2);
        waiting(3).down(0, 1, 2).makes("web-2", "nginx:2").up(0, 1, 2);

        judged().passes();
    }

    @Test
    void passesWhenTheStrategyIsChangedTogetherWithTheTemplate() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.version(200).set().recreate().template("nginx:2").changed();
        ask(0, 1, 2);
        waiting(3).down(0, 1, 2).makes("web-2", "nginx:2").up(0, 1, 2);

        judged().passes();
    }

    @Test
    void doesNotCountAPodThatARollOutMayHaveReplaced() {
        story.set().replicas(1).rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.set().recreate().changed();
        ask(0);
        waiting(1).down(0).up(0);

        judged().isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void doesNotCountPodsOfAnotherSet() {
        gone();

        judged(ofAnotherSet()).isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void doesNotBlameTheControllerForAPodThatItAdopts() {
        gone().makes("web-1", "nginx:1").pod(2).withoutOwner().added();
        story.makes("web-2", "nginx:2").up(0).adopted(2);

        judged().passes();
    }

    @Test
    void isNotMisledByAnotherStrategy() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.version(200).set().updatesTo("web-2", "nginx:2");
        story.replaced(2).replaced(1).replaced(0);
        story.set().recreate().changed();
        story.set().revisions("web-2", "web-2").counts(3, 3).settled();

        judged().isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void doesNotJudgeASetThatIsAboutToEnd() {
        changed();
        story.tell(Action.delete(Kinds.STATEFUL_SET, Story.SET, story.set().uid()))
                .set()
                .deleting();
        story.set().revisions("web-1", "web-2").status(3, 3);

        judged().isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBeforeTheNextComes() {
        gone();

        judged().isInconclusive(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 201 for an update, and the recording ended before a pod of"
                                + " the next version was created");
    }

    @Test
    void isInconclusiveWhenAPodOfTheVersionBeforeComesAgain() {
        gone().makes("web-1", "nginx:1").up(0);

        judged().isInconclusive("the recording ended before a pod of the next version was created");
    }

    @Test
    void doesNotMissAPodThatIsNotWantedAnyMore() {
        gone().set().replicas(0).changed();

        judged().isInconclusive("no pods of web were replaced by those of another version");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        gone().gap(Kinds.POD).up(0, 1, 2);

        judged().isInconclusive("gap");
    }
}
