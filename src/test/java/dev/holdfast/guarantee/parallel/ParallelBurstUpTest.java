package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelBurstUpTest extends ParallelTest<ParallelBurstUp> {
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

        judged().fails(
                        "pod 1 was not there at resourceVersion 200, when the controller said that it had gone over the set,"
                                + " although nothing stood in the way and it could create pods: it created pod control-0 at"
                                + " resourceVersion 300");
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

    @Test
    void leavesPodsThatWereLostToAnother() {
        created(2).up(0, 1).set().settled();
        story.deletes(1).pod(1).deleting().deleted();
        story.set().status(1, 1);
        story.set()
                .replicas(2)
                .with(set -> set.withObject("/spec").put("revisionHistoryLimit", 11))
                .changed();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(created(3).gap(Kinds.POD).set().status(1, 0)).isInconclusive("gap");
    }
}
