package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelScaleDownDespiteRefusalTest extends ParallelTest<ParallelScaleDownDespiteRefusal> {
    private static final String NOT_DELETED =
            "pod 2, which the set did not want any more, was not deleted at resourceVersion 200, when the controller said that it"
                    + " had gone over the set, although no pod was refused and it was at work: it created pod control-0 at"
                    + " resourceVersion 300";

    @Test
    void passesWhenWhatIsNotWantedIsRemoved() {
        scaledDown().pod(2).deleting();
        story.set().status(2, 1);

        judged().passes();
    }

    @Test
    void isAKnownDeviationWhenNothingIsRemovedWhileAPodIsRefused() {
        scaledDown().version(200).set().status(2, 2);
        story.control("control-0");

        judged().deviates("pod 2, which the set did not want any more, was not deleted at resourceVersion 200")
                .deviates("while pod 1 could not be created")
                .deviates("issues/140858");
    }

    @Test
    void failsWhenNothingIsRemovedAlthoughNoPodIsRefused() {
        settled().set().replicas(2).changed();
        story.version(200).set().status(3, 3);
        story.version(300).control("control-0");

        judged().fails(NOT_DELETED).shows(200L, 300L);
    }

    @Test
    void failsWhenNothingIsRemovedAlthoughThePodThatWasRefusedIsThere() {
        scaledDown();
        story.stateless("web-1").deleted();
        story.pod(1).added();
        story.version(200).set().status(3, 2);
        story.version(300).control("control-0");

        judged().fails(NOT_DELETED);
    }

    @Test
    void failsWhenNothingIsRemovedWhileAPodThatIsWantedIsAboutToEnd() {
        settled().set().replicas(2).changed();
        story.deletes(0).pod(0).deleting();
        story.version(200).set().status(3, 2);
        story.version(300).control("control-0");

        judged().fails(NOT_DELETED);
    }

    @Test
    void passesWhenAPodIsRemovedThatWasNotReady() {
        story.stateless("web-1").withoutOwner().label("app", "other").added();
        created(3).up(0, 2).pod(2).unready();
        story.set().status(2, 1).replicas(2).changed();
        story.pod(2).deleting();

        judged(story.set().status(2, 1)).passes();
    }

    @Test
    void leavesPodsThatWaitForAnotherToAnotherGuarantee() {
        settled().set().replicas(1).changed();
        story.pod(2).deleting();
        story.set().status(3, 2);
        story.control("control-0");

        judged().isInconclusive("no pod of web was to be removed");
    }

    @Test
    void doesNotBlameTheControllerWhenAnotherRequestWasRefused() {
        scaledDown().controllerCannotCreate(0).set().status(2, 2);
        story.control("control-0");

        judged().isInconclusive("no pod of web was to be removed");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(scaledDown().set().status(2, 2)).isInconclusive("no pod of web was to be removed");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(scaledDown().gap(Kinds.POD).set().status(2, 2)).isInconclusive("gap");
    }

    /** The name of pod 1 is taken, and of three pods two are wanted. */
    private Story scaledDown() {
        story.stateless("web-1").withoutOwner().label("app", "other").added();
        story.set()
                .parallel()
                .withoutClaims()
                .replicas(3)
                .added()
                .withPods(0, 2)
                .set()
                .status(2, 2);
        return story.set().replicas(2).changed().story();
    }

    /** Somebody gave it another label, so that it is none of the set's any more. */
    @Test
    void saysNothingOfAPodThatTheSetHasLetGo() {
        settled().letGo(2).set().status(2, 2).replicas(2).changed();
        story.set()
                .with(set -> set.withObject("/status").put("currentReplicas", 2))
                .status(2, 2);
        story.control("control-0");

        judged().isInconclusive("no pod of web was to be removed");
    }
}
