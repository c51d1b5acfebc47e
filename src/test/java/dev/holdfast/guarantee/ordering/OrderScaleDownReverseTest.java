package dev.holdfast.guarantee.ordering;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleDownReverseTest extends ScaleDownTest<OrderScaleDownReverse> {
    @Test
    void passesWhenTheHighestGoesFirst() {
        judged(story.scaled(4, 2).down(3, 2)).passes();
    }

    @Test
    void letsRecreateRemoveAllAtOnce() {
        story.set().replicas(4).recreate().settledOn("web-1", "nginx:1");
        story.set().replicas(2).template("nginx:2").changed();
        for (int ordinal : new int[] {0, 1, 2, 3}) {
            story.pod(ordinal).deleting();
        }
        story.set().revisions("web-1", "web-2").status(4, 0);
        story.down(0, 1, 2, 3).makes("web-2", "nginx:2").up(0, 1);

        judged().passesOrHadNothingToJudge();
    }

    @Test
    void failsWhenALowerOneGoesFirst() {
        story.scaled(4, 2).version(300).down(2).version(310).down(3);

        judged().fails("pod 2 (uid web-2#1) was deleted at resourceVersion 300 before pod 3, which was deleted only at"
                        + " resourceVersion 310; the set had been scaled from 4 to 2 replicas at resourceVersion 115")
                .shows(300L, 310L);
    }

    @Test
    void failsWhenAPodThatIsWantedGoes() {
        story.scaled(4, 3).version(300).down(0).down(3);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although the set still wants it; it had been"
                                + " scaled from 4 to 3 replicas at resourceVersion 115")
                .shows(115L, 300L);
    }

    @Test
    void failsWhenTheWrongOneGoesAndTheRightOneStays() {
        story.scaled(4, 3).version(300).down(2);
        story.up(2);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 although the set still wants it; it had been"
                                + " scaled from 4 to 3 replicas at resourceVersion 115");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(story.scaled(4, 2).deletes(2).down(2, 3)).passes();
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBeforeTheyAreGone() {
        judged(story.scaled(4, 2).down(3)).isInconclusive("the recording ended before pod 2 was gone");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.scaled(4, 2).gap(Kinds.POD).down(3, 2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetWasNotScaledDown() {
        judged(story.wholeSet(2)).isInconclusive("was not scaled down");
    }

    @Test
    void saysInWhichOrderThePodsWent() {
        judged(story.scaled(4, 2).down(3, 2)).passes("scaling down deleted the pods 3, 2 in this order");
    }

    @Test
    void failsWhenALowerOneGoesFirstAfterTheStatusWasWritten() {
        story.scaled(4, 2).set().status(4, 4);
        story.version(300).down(2).version(310).down(3);

        judged().fails("pod 2 (uid web-2#1) was deleted at resourceVersion 300 before pod 3, which was deleted only at"
                + " resourceVersion 310; the set had been scaled from 4 to 2 replicas at resourceVersion 115");
    }

    @Test
    void doesNotWaitForThePodsOfASetThatWasDeletedSince() {
        story.scaled(4, 2).set().deleted();
        story.down(3);

        judged().isInconclusive("was not scaled down");
    }

    @Test
    void doesNotWaitForThePodsThatAreWantedAgain() {
        story.scaled(4, 2).set().replicas(4).changed();
        story.set().replicas(3).changed();
        story.down(3);

        judged().passes();
    }

    @Test
    void saysNothingOfAPodThatIsDeletedWhenTheOthersAreGone() {
        story.scaled(4, 3).down(3).set().settled();
        story.replaced(0);

        judged().passes("scaling down deleted the pods 3 in this order");
    }

    @Test
    void allowsThatTheControllerGoesByTheSpecThatRaisedTheStart() {
        story.scaled(5, 2).set().start(3).changed();
        story.down(2, 1, 0);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsUpdatedBeforeTheOthersAreRemoved() {
        story.set().template("nginx:1").revisions("web-5d4", "web-5d4");
        story.scaled(4, 4).version(200).set().replicas(3).template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").settled();
        story.version(300).down(2).down(3);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 although the set still wants it; it had been"
                                + " scaled from 4 to 3 replicas at resourceVersion 200");
    }

    @Test
    void allowsAnUpdateThatGoesOnBeforeTheControllerHasSeenThatFewerPodsAreWanted() {
        story.set().template("nginx:1").revisions("web-5d4", "web-5d4");
        story.scaled(4, 4).set().template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").settled();
        story.makes("web-6e5", "nginx:2").replaced(3).set().replicas(3).changed();
        story.replaced(2).down(3);

        judged().passes();
    }

    /** Before Kubernetes 1.36 the controller does not wait to hear of the pods that it made. */
    @Test
    void passesWhenTheControllerUpdatesAPodBeforeItHasHeardOfTheOneToBeRemoved() {
        judged(updatedWhileAnotherIsToGo("v1.35.0")).passes();
    }

    @Test
    void failsWhenTheControllerUpdatesAPodThoughItKnowsOfTheOneToBeRemoved() {
        judged(updatedWhileAnotherIsToGo("v1.36.0"))
                .fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although the set still wants it; it had been"
                                + " scaled from 3 to 2 replicas at resourceVersion 200");
    }

    @Test
    void saysNothingOfASetThatWasParallelBeforeItWasMadeAnew() {
        story.set().parallel().replicas(2).settledOn("web-a", "nginx:1");
        story.set().replicas(1).changed();
        story.pod(1).deleting();
        story.set().status(2, 2);
        story.set().template("nginx:2").changed();
        story.revision("web-b", "nginx:2", 2).set().revisions("web-a", "web-b").status(2, 2);
        story.pod(0).deleting();
        story.pod(1).deleted();
        story.pod(0).deleted();
        story.set().deleted();
        story.set()
                .again("uid-2")
                .with(json -> json.withObject("/spec").put("podManagementPolicy", "OrderedReady"))
                .replicas(0)
                .added();

        judged().isInconclusive("was not scaled down");
    }

    private static Story updatedWhileAnotherIsToGo(String version) {
        Story story = Story.ofBystander();
        story.tell(Action.of("begins", "begin", "Scenario", "", "")).tell(ServerVersion.of(version));
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().replicas(3).changed();
        story.pod(2).added();
        story.version(200).set().replicas(2).rolling(2).template("nginx:2").changed();
        story.set().revisions("web-a", "web-b").status(2, 2);
        story.set().rolling(0).changed();
        return story.version(300).down(1, 2);
    }

    /** By the spec before it goes on with the update. */
    @Test
    void leavesOutAnUpdateThatTheControllerGoesOnWithBeforeItHasSeenTheScaling() {
        judged(updatedAlthoughScaledDown()).passesOrHadNothingToJudge();
    }

    /** Somebody gave the highest one another label, so that it is none of the set's any more. */
    @Test
    void passesBesideAPodThatTheSetHasLetGo() {
        story.set().replicas(4).up().letGo(3).set().status(3, 3);
        story.set().replicas(1).changed().status(3, 3);
        story.down(2, 1).pod(3).deleting().deleted();

        judged().passes();
    }

    /** The controller has not heard of the one that somebody makes in the place of the one that it has just removed. */
    @Test
    void passesWhenSomebodyMakesAPodThatIsNotWanted() {
        story.scaled(3, 1).down(2).nextPod(2).withoutOwner().added();
        story.down(1).adopted(2).down(2);

        judged().passes();
    }

    /** Of the one that is still to go the controller knows nothing any more, and so has done all that it was asked for. */
    @Test
    void passesWhenTheUpdateGoesOnBesideAPodThatTheSetHasLetGo() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.letGo(2).set().counts(2, 2).status(2, 2);
        story.set()
                .replicas(2)
                .updatesTo("web-2", "nginx:2")
                .replaced(1)
                .pod(2)
                .deleting()
                .deleted();

        judged().passesOrHadNothingToJudge();
    }
}
