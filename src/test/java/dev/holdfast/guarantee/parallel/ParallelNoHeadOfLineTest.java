package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelNoHeadOfLineTest extends ParallelTest<ParallelNoHeadOfLine> {
    @Test
    void passesWhenAllOtherPodsAreCreated() {
        taken(1);
        created(4).pod(0).added();
        story.pod(2).added();
        story.pod(3).added();
        story.set().status(3, 0);

        judged().passes();
    }

    @Test
    void isAKnownDeviationWhenLaterBatchesAreNotCreated() {
        taken(1);
        created(4).pod(0).added();
        story.pod(2).added();
        story.version(200).set().status(2, 0);
        story.control("control-0");

        judged().deviates("pod 3 was not there at resourceVersion 200")
                .deviates(
                        "the batches after that of the refused one (https://github.com/kubernetes/kubernetes/issues/111778)");
    }

    /** Before Kubernetes 1.36 the controller may not know of the pods that it has just made, and tries to make one of them again. */
    @Test
    void isAKnownDeviationOnceAPassShowsIt() {
        Story older = Story.on("v1.35.4");
        older.stateless("web-1").added();
        older.set().parallel().withoutClaims().replicas(4).added();
        older.pod(0).added();
        older.pod(2).added();
        older.set().status(2, 0);
        older.pod(0).running().ready();
        older.pod(2).running().ready();
        older.version(200).set().status(2, 2);
        older.control("control-0");

        judged(older).deviates("pod 3 was not there at resourceVersion 200");
    }

    @Test
    void tellsOnceOfAPodThatIsLeftOutAtEachPass() {
        taken(1);
        created(3).pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(220).set().revisionHistoryLimit(11).changed();
        story.set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails(
                        "pod 2 was not there at resourceVersion 200, when the controller said that it had gone over the set,"
                                + " while pod 1 could not be created: its name was that of a pod that is not the set's; it could create"
                                + " pods: it created pod control-0 at resourceVersion 300");
    }

    @Test
    void failsWhenAPodOfTheSameBatchIsNotCreated() {
        taken(1);
        created(4).pod(0).added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails(
                        "pod 2 was not there at resourceVersion 200, when the controller said that it had gone over the set,"
                                + " while pod 1 could not be created: its name was that of a pod that is not the set's; it could create"
                                + " pods: it created pod control-0 at resourceVersion 300")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodOfAnEarlierBatchIsNotCreated() {
        taken(1);
        created(2);
        story.version(200).set().status(0, 0);
        story.version(300).control("control-0");

        judged().fails(
                        "pod 0 was not there at resourceVersion 200, when the controller said that it had gone over the set,"
                                + " while pod 1 could not be created: its name was that of a pod that is not the set's; it could create"
                                + " pods: it created pod control-0 at resourceVersion 300");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerCouldCreatePods() {
        taken(1);
        created(4).pod(0).added();
        story.set().status(1, 0);

        judged().isInconclusive("nothing shows that it could create pods");
    }

    @Test
    void isInconclusiveWhenTheNameWasTakenOnlyForAPartOfThePass() {
        created(3).pod(0).added();
        taken(1).deleted();
        story.set().status(1, 0);
        story.control("control-0");

        judged().isInconclusive("the controller of web could create all pods");
    }

    @Test
    void isInconclusiveWhenAnotherCreationWasRefused() {
        taken(1);
        created(3).controllerCannotCreate(0).set().status(0, 0);
        story.control("control-0");

        judged().isInconclusive("the controller of web could create all pods");
    }

    @Test
    void isInconclusiveWhenNoNameIsTaken() {
        judged(created(2).up(0, 1).set().settled()).isInconclusive("the controller of web could create all pods");
    }

    @Test
    void failsWhenAPodOfTheSameBatchIsNotCreatedWhereverOrdinalsStart() {
        taken(2);
        story.set().start(1);
        created(3).pod(1).added();
        story.version(200).set().status(1, 0);
        story.version(300).control("control-0");

        judged().fails(
                        "pod 3 was not there at resourceVersion 200, when the controller said that it had gone over the set,"
                                + " while pod 2 could not be created: its name was that of a pod that is not the set's; it could create"
                                + " pods: it created pod control-0 at resourceVersion 300");
    }

    @Test
    void isAKnownDeviationInALaterBatchWhereverOrdinalsStart() {
        taken(2);
        story.set().start(1);
        created(4).pod(1).added();
        story.pod(3).added();
        story.set().status(2, 0);

        judged(story.control("control-0")).deviates("pod 4 was not there");
    }

    @Test
    void isInconclusiveWhenNoOtherPodIsThere() {
        created(2).up(0, 1).set().settled();
        story.pod(0).withoutOwner().touched();
        story.deletes(1).down(1).set().lookedAt(1);

        judged().isInconclusive("the controller of web could create all pods");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        taken(1);
        judged(created(3).gap(Kinds.POD).set().status(1, 0)).isInconclusive("gap");
    }

    private PodTeller taken(int ordinal) {
        return story.stateless("web-" + ordinal)
                .withoutOwner()
                .label("app", "other")
                .added();
    }
}
