package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelBurstUpTest extends ParallelTest<ParallelBurstUp> {
    private static final String LEFT_OUT =
            " not there at resourceVersion 200, when the controller said that it had gone over the set, although nothing stood in"
                    + " the way and it could create pods: it created pod control-0 at resourceVersion 300";

    @Test
    void passesWhenAllPodsAreCreatedAtOnce() {
        created(3).pod(0).added();
        story.pod(1).added();
        story.pod(2).added();
        story.set().status(3, 0);

        judged().passes("the pods 1, 2 were created while a pod before them was not Ready, and none was left out");
    }

    @Test
    void passesWhenAllPodsOfAScaleUpAreCreatedAtOnce() {
        created(1).up(0).set().status(1, 1);
        story.pod(0).unready();
        story.set().replicas(3).changed();
        story.pod(2).added();
        story.pod(1).added();
        story.set().status(3, 0);

        judged().passes();
    }

    @Test
    void failsWhenTheNextPodWaitsForTheOneBefore() {
        created(3).pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(300).pod(0).running().ready();
        story.version(400).pod(1).added();

        judged().fails(
                        "the pods 1, 2 were not there at resourceVersion 200, when the controller said that it had gone over the"
                                + " set, although nothing stood in the way and it could create pods: it created pod web-1 at"
                                + " resourceVersion 400")
                .shows(200L, 400L);
    }

    @Test
    void failsWhenAPodOfAScaleUpIsNeverCreated() {
        created(1).up(0).set().status(1, 1);
        story.set().replicas(2).changed();
        story.version(200).set().status(1, 1);
        story.version(300).control("control-0");

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerCouldCreatePods() {
        created(3).pod(0).added();
        story.set().status(1, 0);

        judged().isInconclusive("the pods 1, 2 were not there")
                .isInconclusive("nothing shows that it could create pods");
    }

    @Test
    void isInconclusiveWhenNoPodHadToWait() {
        created(2).up(0).up(1).set().settled();

        judged().isInconclusive("no pod of web was created while one before it was not Ready");
    }

    @Test
    void doesNotBlameTheControllerForASpecThatItHasNotSeen() {
        created(1).up(0).set().replicas(3).changed();
        story.set()
                .with(set -> set.withObject("/status")
                        .put("observedGeneration", 1)
                        .put("readyReplicas", 1)
                        .put("replicas", 1))
                .written();
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameTheControllerWhenACreationWasRefused() {
        created(3).pod(0).added();
        story.controllerCannotCreate(1).set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameTheControllerWhenTheNameIsThatOfAPodOfSomebodyElse() {
        story.nextPod(1).withoutOwner().label("app", "other").added();
        created(3).pod(0).added();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameAControllerThatMayNotKnowOfThePodThatItMade() {
        Story older = Story.ofBystander();
        older.set().parallel().withoutClaims().replicas(3).added();
        older.pod(0).added();
        older.set().status(1, 0);
        older.control("control-0");

        judged(older).isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameTheControllerForPodsWhoseClaimsMayHaveStoodInTheWay() {
        story.set().parallel().replicas(2).added();
        story.claim(0).added();
        story.claim(0).deleted();
        story.pod(0).added();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    /** The API server refuses a second one of that name. */
    @Test
    void doesNotBlameAControllerThatMayNotKnowOfAClaimThatSomebodyMade() {
        story.set().parallel().replicas(2).added();
        story.createsClaim(1).claim(1).added();
        story.claim(0).added();
        story.pod(0).added();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
        judged(story.pod(1).added()).isInconclusive("no pod of web was created");
    }

    @Test
    void failsWhateverOtherClaimsSomebodyMakes() {
        story.set().parallel().replicas(2).added();
        story.createsClaim(7).claim(7).added();
        story.claim(0).added();
        story.pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void failsWhenTheControllerHasMadeTheClaimOfAMissingPod() {
        story.set().parallel().replicas(2).added();
        story.claim(0).added();
        story.claim(1).added();
        story.pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void failsWhenTheClaimOfAMissingPodIsThatOfTheOneBefore() {
        story.set().parallel().replicas(2).added();
        story.createsClaim(1).claim(1).added();
        story.claim(0).added();
        story.up(0, 1).set().status(2, 2);
        story.set().replicas(1).changed();
        story.pod(1).deleting().deleted();
        story.set().status(1, 1);
        story.set().replicas(2).changed();
        story.version(200).set().status(1, 1);
        story.version(300).control("control-0");

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void leavesPodsThatWereLostToAnother() {
        created(2).up(0, 1).set().settled();
        story.deletes(1).pod(1).deleting().deleted();
        story.set().status(1, 1);
        story.set().replicas(2).revisionHistoryLimit(11).changed();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void failsWhenThePodsHaveClaimsThatAreKept() {
        story.set().parallel().added();
        story.claim(0).added();
        story.pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0").claim(0).deleting();

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void doesNotBlameTheControllerForPodsWhoseClaimsMayBeGivenToAnother() {
        story.set().parallel().deletesClaimsWhenScaled().added();
        story.claim(0).added();
        story.pod(0).added();
        story.set().status(1, 0);

        judged(story.control("control-0")).isInconclusive("no pod of web was created");
    }

    @Test
    void failsWhateverElseEventsTell() {
        created(3).pod(0).added();
        story.event("another").version(200).set().status(1, 0);
        story.version(300).control("control-0").controllerCannotCreate(1);

        judged().fails("the pods 1, 2 were" + LEFT_OUT);
    }

    @Test
    void failsWhenThePodOfSomebodyElseIsKnownToBeGone() {
        created(3).pod(0).added();
        story.stateless("web-1").added().deleted();
        story.pod(0).running().ready();
        story.version(200).set().status(1, 1);
        story.version(300).control("control-0");

        judged().fails("the pods 1, 2 were" + LEFT_OUT);
    }

    @Test
    void doesNotBlameTheControllerWhenThePodOfSomebodyElseWasThereUntilLater() {
        story.stateless("web-1").added();
        created(3).pod(0).added();
        story.set().status(1, 0);
        story.control("control-0").stateless("web-1").deleted();

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameTheControllerWhenTheNameIsThatOfAPodThatWasTheSets() {
        created(3).pod(0).added();
        story.pod(1).added().withoutOwner().touched();
        story.set().status(1, 0);

        judged(story.control("control-0")).isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotBlameTheControllerWhenItMayNotHaveHeardThatItsOwnPodIsGone() {
        created(3).up(0, 1).pod(2).added();
        story.set().status(3, 2).replicas(2).changed();
        story.down(2).set().replicas(3).changed().status(3, 2);

        judged(story.control("control-0")).isInconclusive("no pod of web was created");
    }

    @Test
    void failsWhenThePodThatIsMissingWasLostByTheSetBefore() {
        created(2).up(0, 1).set().settled();
        story.deletes(1).down(1).set().deleted();
        next(2);
        story.down(0).pod(0).ofSet("uid-2").added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails("pod 1 was" + LEFT_OUT);
    }

    @Test
    void doesNotAskForPodsThatOnlyTheSetBeforeWanted() {
        created(3).up(0, 1, 2).set().settled().deleted();
        story.down(2, 1, 0);
        next(1);
        story.pod(0).ofSet("uid-2").added();
        story.set().status(1, 0);

        judged(story.control("control-0")).isInconclusive("no pod of web was created");
    }

    @Test
    void saysNothingOfAnOrderedSetBeforeThatWaited() {
        story.set().withoutClaims().added();
        story.pod(0).added();
        story.set().status(1, 0);
        story.control("control-0").set().deleted();
        story.down(0);
        story.set().parallel();

        judged(next(2)).isInconclusive("no pod of web was created");
    }

    @Test
    void saysNothingOfAnOrderedSetBeforeThatDidNotWait() {
        story.set().withoutClaims().added();
        story.pod(0).added();
        story.pod(1).added();
        story.set().deleted();
        story.down(0, 1);
        story.set().parallel();
        next(1);
        story.pod(0).ofSet("uid-2").added();

        judged(story.set().status(1, 0)).isInconclusive("no pod of web was created");
    }

    /** Another set of that name wants so many pods. */
    private Story next(int replicas) {
        return story.set().again("uid-2").replicas(replicas).added().story();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(created(3).gap(Kinds.POD).set().status(1, 0)).isInconclusive("gap");
    }
}
