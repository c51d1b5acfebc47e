package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** What is said of the names of pods when a set is at rest. */
class IdentityNameAtRestTest extends GuaranteeTest<IdentityName> {
    private static final String MISSING =
            "StatefulSet web was at rest at resourceVersion 4711 and wanted the ordinals 0..2, but the ordinals of its pods were"
                    + " 0, 1";
    private static final String LEFT_OVER =
            "StatefulSet web was at rest at resourceVersion 4711 and wanted the ordinals 0..0, but the ordinals of its pods were"
                    + " 0, 1";

    @Test
    void failsWhenAPodIsMissingAtRest() {
        missingAtRest();
        looksAgain();

        judged().fails(MISSING).shows(4711L);
    }

    @Test
    void failsWhenAPodIsLeftOverAtRest() {
        story.wholeSet(2);
        story.set().replicas(1).changed();
        story.version(4711).set().settled();
        looksAgain();

        judged().fails(LEFT_OVER).shows(114L, 4711L);
    }

    @Test
    void failsWhenAPodIsLeftOverAfterOthersWent() {
        story.set().replicas(3).added().withPods(0, 1, 2).set().replicas(1).changed();
        story.pod(2).deleting().deleted();
        story.version(4711).set().settled();
        looksAgain();

        judged().fails(LEFT_OVER).shows(107L, 4711L);
    }

    @Test
    void saysWhatTheRangeWasAtTheLastRest() {
        story.wholeSet(2).set().replicas(1).changed();
        story.pod(1).deleting().deleted();
        story.set().settled();

        judged().passes("whenever web was at rest, its pods were exactly those of its range, last 0..0");
    }

    @Test
    void failsWhenAPodWasMissingBeforeAnotherIsDeleted() {
        missingAtRest();
        looksAgain();
        story.remade(0);

        judged().fails(MISSING);
    }

    @Test
    void failsWhenTheControllerLeavesAnOrdinalOutOfRange() {
        story.set().replicas(3).added().withPods(0, 1, 2).set().replicas(2).changed();
        story.down(1).version(4711).set().settled();
        story.control("control-0");

        judged().fails(
                        "StatefulSet web was at rest at resourceVersion 4711 and wanted the ordinals 0..1, but the ordinals of"
                                + " its pods were 0, 2")
                .shows(110L, 4711L);
    }

    @Test
    void doesNotCallItRestWhenTheControllerCountedBeforeItActed() {
        story.wholeSet(1).set().start(1).changed();
        story.pod(1).added();
        story.set().settled();
        story.control("control-0").pod(1).running().ready();
        story.down(0).set().settled();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenADifferenceMayNotHaveBeenSeenYet() {
        story.wholeSet(2).set().replicas(1).changed();
        story.set().settled();

        judged().isInconclusive("nothing shows that the controller looked at it again");
    }

    @Test
    void isInconclusiveWhenAnotherPodHoldsTheNameThatIsMissing() {
        story.set().replicas(2).start(1).added();
        story.tell(Action.of("create a stranger", Action.CREATE, Kinds.POD, "web-2", ""));
        story.pod(2).withoutOwner().added();
        story.up(1).set().settled();
        looksAgain();

        judged().isInconclusive("something stood in the way");
    }

    @Test
    void doesNotCallItRestWhileAPodIsBeingReplaced() {
        story.set().added().withPods(0, 1).deletes(0).pod(0).deleting();
        story.set().settled();
        story.pod(0).deleted();
        story.set().status(1, 1);

        judged().isInconclusive("never came to rest");
    }

    @Test
    void doesNotBelieveAStatusThatMayNotKnowOfADeletionYet() {
        story.set().added().withPods(0, 1).deletes(0).pod(0).deleting().deleted();
        story.set().settled();
        story.deletes(1).pod(1).deleting();

        judged().isInconclusive("never came to rest");
    }

    @Test
    void doesNotCallItRestBeforeTheControllerHasSeenTheSpec() {
        story.set().added().withPods(0);
        story.set().replicas(1).settled();
        story.set().changed();
        story.set().replicas(2).changed();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenTheSetNeverCameToRest() {
        judged(story.set().added().withPods(0)).isInconclusive("never came to rest");
    }

    @Test
    void failsWhenAPodWasMissingUntilTheUserAskedForMore() {
        missingAtRest();
        looksAgain();
        story.set().replicas(4).changed().status(2, 2);

        judged().fails(MISSING).shows(4711L);
    }

    @Test
    void isInconclusiveOnlyBecauseNobodyLookedAgainAtWhatWasMissing() {
        missingAtRest();

        judged().isInconclusiveOnlyBecause(MISSING + "; nothing shows that the controller looked at it again");
    }

    @Test
    void isInconclusiveWhenTheControllerCouldNotCreateThePod() {
        missingAtRest().controllerCannotCreate(2);
        looksAgain();

        judged().isInconclusiveOnlyBecause(MISSING + "; something stood in the way of the pods that were missing");
    }

    @Test
    void failsWhenTheControllerHadNoFailure() {
        missingAtRest().controllerCreatesClaim(2);
        looksAgain();

        judged().fails(MISSING);
    }

    @Test
    void isInconclusiveWhenTheClaimOfTheMissingPodIsEnding() {
        story.claim(2).added().deleting();
        missingAtRest();
        looksAgain();

        judged().isInconclusive("something stood in the way");
    }

    @Test
    void failsWhenTheClaimOfTheMissingPodIsThere() {
        story.claim(2).added();
        missingAtRest();
        looksAgain();

        judged().fails(MISSING);
    }

    @Test
    void isInconclusiveWhenTheControllerSaysTheSameAgain() {
        missingAtRest().set().settled().settled().settled();

        judged().isInconclusive("nothing shows that the controller looked at it again");
    }

    private Story missingAtRest() {
        story.set().replicas(3).added().withPods(0, 1).version(4711).set().settled();
        return story;
    }

    /** The user changes twice what changes nothing for the pods, and the controller says each time that it has seen it. */
    private void looksAgain() {
        for (int limit = 3; limit <= 4; limit++) {
            story.set().revisionHistoryLimit(limit).changed().settled();
        }
    }

    /** It is in nobody's way where it is not wanted. */
    @Test
    void passesWhenAPodIsLeftThatWasTakenOutOfTheSet() {
        story.wholeSet(3).pod(2).label("app", "other").touched().withoutOwner().touched();
        story.set().replicas(2).changed().settled();
        looksAgain();

        judged().passes();
    }

    /** Pods of the set before that nobody has let go are none of this one's. */
    @Test
    void passesWhenAPodIsLeftOfTheSetBefore() {
        story.wholeSet(2).set().deleted().again("uid-2").replicas(1).added();
        story.pod(0).deleting().deleted();
        story.nextPod(0).ofSet("uid-2").added().running().ready();
        story.set().settled();
        looksAgain();

        judged().passes();
    }
}
