package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelBurstDownTest extends ParallelTest<ParallelBurstDown> {
    @Test
    void passesWhenAllPodsAreDeletedAtOnce() {
        scaledDown().pod(1).deleting();
        story.pod(2).deleting();
        story.set().status(3, 1);
        story.pod(1).deleted();
        story.pod(2).deleted();

        judged().passes(
                        "the pods 2 were deleted while another one that is not wanted either was not gone, and none was left"
                                + " out");
    }

    @Test
    void failsWhenOnePodWaitsUntilAnotherIsGone() {
        scaledDown().version(200).pod(2).deleting();
        story.version(210).set().status(3, 2);
        story.pod(2).deleted();
        story.pod(1).deleting().deleted();
        story.version(300).control("control-0");

        judged().fails("pod 1, which the set did not want any more, was not deleted at resourceVersion 210, when the"
                        + " controller said that it had gone over the set, although nothing stood in the way and it was at work:"
                        + " it created pod control-0 at resourceVersion 300")
                .shows(107L, 210L, 300L);
    }

    @Test
    void asksOnceWhetherTheControllerWasAtWork() {
        scaledDown().version(200).pod(2).deleting();
        story.version(210).set().status(3, 2);
        story.version(220).set().revisionHistoryLimit(11).changed();
        story.set().status(3, 2);

        judged().isInconclusiveOnlyBecause(
                        "pod 1, which the set did not want any more, was not deleted at resourceVersion 210, when the"
                                + " controller said that it had gone over the set, but nothing shows that it was at work since then");
    }

    /** As long as the name of pod 0 is taken, the controller does not come to what it has to delete. */
    @Test
    void failsWhenALaterPassShowsIt() {
        story.stateless("web-0").withoutOwner().label("app", "other").added();
        created(2).pod(1).added();
        story.set().status(1, 0);
        story.set().replicas(1).changed();
        story.set().status(1, 0);
        story.stateless("web-0").deleted();
        story.pod(0).added();
        story.version(200).set().status(2, 0);
        story.version(300).control("control-0");

        judged().failsBecauseOf("pod 1, which the set did not want any more, was not deleted at resourceVersion 200");
    }

    @Test
    void tellsOnceOfAPodThatIsLeftAtEachPass() {
        scaledDown().version(200).pod(2).deleting();
        story.version(210).set().status(3, 2);
        story.version(220).set().revisionHistoryLimit(11).changed();
        story.set().status(3, 2);
        story.version(300).control("control-0");

        judged().fails("pod 1, which the set did not want any more, was not deleted at resourceVersion 210, when the"
                + " controller said that it had gone over the set, although nothing stood in the way and it was at work:"
                + " it created pod control-0 at resourceVersion 300");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        scaledDown().pod(2).deleting();
        story.set().status(3, 2);

        judged().isInconclusive("was not deleted").isInconclusive("nothing shows that it was at work");
    }

    @Test
    void isInconclusiveWhenNoPodWasHeldUp() {
        scaledDown().down(2, 1).set().settled();

        judged().isInconclusive("no two pods of web were removed of which one was held up");
    }

    @Test
    void doesNotBlameTheControllerForASpecThatItHasNotSeen() {
        settled().set().replicas(1).changed();
        story.pod(0).unready();
        story.set()
                .with(set -> set.withObject("/status").put("readyReplicas", 2))
                .written();
        story.control("control-0");

        judged().isInconclusive("no two pods of web were removed");
    }

    @Test
    void doesNotBlameTheControllerWhenAPodThatIsWantedCouldNotBeCreated() {
        settled().deletes(0).down(0);
        story.set().replicas(1).changed();
        story.controllerCannotCreate(0).set().status(2, 2);
        story.control("control-0");

        judged().isInconclusive("no two pods of web were removed");
    }

    @Test
    void doesNotCountWhatOthersDeleted() {
        settled().deletes(1).deletes(2).set().replicas(1).changed();
        story.pod(1).deleting();
        story.pod(2).deleting();
        story.set().status(3, 1);

        judged().isInconclusive("no two pods of web were removed");
    }

    @Test
    void doesNotAskForAPodThatTheSetDoesNotOwn() {
        settled().pod(2).withoutOwner().touched();
        story.set().replicas(2).changed().status(2, 2);

        judged(story.control("control-0")).isInconclusive("no two pods of web were removed");
    }

    @Test
    void doesNotAskForAPodOfWhichAnOlderControllerMayNotKnow() {
        Story older = Story.on("v1.35.0");
        older.set().parallel().withoutClaims().added().withPods(0, 1);
        older.set().settled().replicas(3).changed();
        older.pod(2).added();
        older.set().replicas(2).changed().status(2, 2);

        judged(older.control("control-0")).isInconclusive("no two pods of web were removed");
    }

    @Test
    void doesNotCountAPodThatIsWanted() {
        settled().deletes(0).pod(0).deleting();
        story.set().replicas(2).changed();
        story.pod(2).deleting();

        judged(story.set().status(3, 1)).isInconclusive("no two pods of web were removed");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(scaledDown().gap(Kinds.POD).set().status(3, 3)).isInconclusive("gap");
    }

    private Story scaledDown() {
        return settled().set().replicas(1).changed().story();
    }
}
