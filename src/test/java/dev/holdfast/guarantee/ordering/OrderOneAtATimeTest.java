package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderOneAtATimeTest extends GuaranteeTest<OrderOneAtATime> {
    @Test
    void passesWhenEachChangeEndsBeforeTheNextBegins() {
        story.set().replicas(3).up();
        story.set().replicas(1).changed();
        story.pod(2).deleting().deleted();
        story.pod(1).deleting().deleted();

        judged().passes();
    }

    @Test
    void passesWhenTheControllerReplacesPodsOneByOne() {
        story.set().up();
        for (int ordinal : new int[] {1, 0}) {
            story.pod(ordinal).deleting().deleted();
            story.nextPod(ordinal).added().running().ready();
        }

        judged().passes();
    }

    @Test
    void letsRecreateRemoveAllAtOnce() {
        recreated().up(0, 1);

        judged().passes();
    }

    @Test
    void failsWhenPodsThatRecreateRemovedComeBackTogether() {
        recreated().pod(0).added();
        story.version(400).pod(1).added();

        judged().failsBecauseOf("pod 1 was created at resourceVersion 400 while pod 0");
    }

    private Story recreated() {
        story.set().recreate().settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed();
        story.pod(0).deleting();
        story.pod(1).deleting();
        story.set().revisions("web-1", "web-2").status(2, 0);
        return story.down(0, 1).makes("web-2", "nginx:2");
    }

    @Test
    void failsWhenAPodIsCreatedWhileAnotherIsNotReady() {
        story.set().added();
        story.pod(0).added().running();
        story.version(200).pod(1).added();
        story.version(300).pod(0).ready();

        judged().fails(
                        "pod 1 was created at resourceVersion 200 while pod 0, created at resourceVersion 102, was not Ready"
                                + " until resourceVersion 300")
                .shows(102L, 200L);
    }

    @Test
    void failsWhenAPodIsDeletedWhileAnotherIsNotGone() {
        story.set().replicas(3).up();
        story.set().replicas(1).changed();
        story.version(200).pod(2).deleting();
        story.version(210).pod(1).deleting();
        story.version(220).pod(2).deleted();

        judged().fails(
                        "pod 1 was deleted at resourceVersion 210 while pod 2, deleted at resourceVersion 200, was not gone"
                                + " until resourceVersion 220")
                .shows(200L, 210L);
    }

    @Test
    void failsWhenAPodIsDeletedWhileAnotherIsNotReadyYet() {
        story.set().up();
        story.pod(1).deleting().deleted();
        story.version(200).nextPod(1).added().running();
        story.version(300).pod(0).deleting();

        judged().fails(
                        "pod 0 was deleted at resourceVersion 300 while pod 1, created at resourceVersion 200, was not Ready"
                                + " until the recording ended");
    }

    @Test
    void failsWhenAPodIsCreatedWhileAnotherIsNotGone() {
        story.set().up().set().settled();
        story.version(200).pod(1).deleting().unready();
        story.set().status(2, 1).replicas(3).changed();
        story.version(300).pod(2).added();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 while pod 1, deleted at resourceVersion 200, was not gone"
                                + " until the recording ended");
    }

    @Test
    void failsWhenAPodThatTerminatesStillTurnsReady() {
        story.set().replicas(3).added().withPods(0);
        story.pod(1).added().running();
        story.version(200).pod(1).deleting().ready();
        story.version(300).pod(2).added();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 while pod 1, deleted at resourceVersion 200, was not gone"
                                + " until the recording ended");
    }

    @Test
    void allowsToDeleteASuccessorOfAnUnreadyPodThatIsNotWantedEither() {
        story.set().replicas(3).added().withPods(0).pod(1).added().running();
        story.set().replicas(1).changed();
        story.pod(1).touched();
        story.nextPod(2).listedUp();
        story.pod(2).deleting().deleted();
        story.pod(1).deleting().deleted();

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.set().added().withPods(0).gap(Gap.EVERY_KIND).up(1)).isInconclusive("410 Gone");
    }

    @Test
    void isInconclusiveWhenTheOrderOfTheRecordingIsBroken() {
        story.set().added().withPods(0).version(103).pod(1).added();

        judged().isInconclusive("resourceVersion 103 of demo/web-1 was recorded after resourceVersion 104");
    }

    @Test
    void isInconclusiveWhenTheControllerChangedNothing() {
        story.set().listed();
        story.pod(0).listedUp();

        judged().isInconclusive("created or deleted no pod");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        story.set().parallel().added();
        story.pod(0).added();
        story.pod(1).added();

        judged().isNotApplicable("Parallel");
    }

    @Test
    void isNotApplicableWhenSeveralPodsMayBeUnavailable() {
        story.set().replicas(4).maxUnavailable("50%").added().withPods(0);

        judged().isNotApplicable("maxUnavailable 50%");
    }

    @Test
    void appliesWhenOnePodMayBeUnavailable() {
        judged(story.set().maxUnavailable("1").added().withPods(0)).passes();
    }

    @Test
    void passesWhenTheControllerHasNotHeardYetThatItDeletedALowerPodForAnUpdate() {
        story.set().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(1).pod(0).deleting();
        story.set().replicas(0).changed();
        story.pod(1).deleting().deleted();
        story.pod(0).deleted();

        judged().passes();
    }

    @Test
    void passesWhenAPodThatHasEndedIsReplacedWhileAnotherStarts() {
        story.set().replicas(3).added().withPods(0, 1);
        story.pod(2).added();
        story.pod(0).failed();
        story.replaced(0);
        story.pod(2).running().ready();

        judged().passes();
    }

    @Test
    void passesWhenAPodThatHasEndedIsReplacedWhileOneGoesThatASpecBeforeRemovedToo() {
        story.set().settled();
        story.set().replicas(0).changed();
        story.pod(1).deleting();
        story.set().replicas(1).changed();
        story.pod(0).failed().deleting().deleted();
        story.pod(1).deleted();

        judged().passes();
    }

    /** It has removed pod 1 for a spec that wanted none, and updates pod 0 by the next one, which wants both. */
    @Test
    void passesWhenAnOlderControllerUpdatesAPodAndHasNotHeardOfWhatItRemovedBefore() {
        Story older = Story.on("v1.35.0");
        older.set().replicas(2).settledOn("web-1", "nginx:1");
        older.set().updatesTo("web-2", "nginx:2").replaced(1);
        older.set().replicas(0).changed();
        older.pod(1).deleting();
        older.set().replicas(2).changed();
        older.pod(0).deleting();

        judged(older).passes();
    }

    @Test
    void countsTheChanges() {
        story.set().added().withPods(0);

        judged().passes("1 change was made by the controller, never two at once");

        story.up(1);

        judged().passes("2 changes were made by the controller, never two at once");
    }

    @Test
    void allowsSeveralAtOnceWhileTheSetAllowsThat() {
        story.set().replicas(4).maxUnavailable("1").added();
        story.up(0, 1, 2, 3).set().maxUnavailable("2").changed().settled();
        story.pod(3).deleting();
        story.pod(2).deleting();

        judged().passes();
    }

    @Test
    void allowsToCreateAPodBeforeItsSuccessorIsReady() {
        story.set().start(1).added().withPods(1).pod(2).added().running();
        story.set().start(0).replicas(3).changed();
        story.pod(0).added();

        judged().passes();
    }

    @Test
    void allowsToCreateAPodWhenTheControllerMayNotHaveHeardOfItsOwnDeletion() {
        story.set().added().withPods(0, 1).set().settled();
        story.pod(1).deleting();
        story.set().replicas(3).changed();
        story.pod(2).added();

        judged().passes();
    }

    /** It takes the pod for one that is there and up to date, since it has not heard yet that it deleted that itself. */
    @Test
    void passesWhenTheSetWasScaledBackBeforeTheControllerHeardOfItsOwnDeletion() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").replaced(2);
        story.set().replicas(2).changed();
        story.pod(2).deleting();
        story.set().replicas(3).changed();
        story.down(1).pod(2).deleted();

        judged().passes();
    }

    @Test
    void failsWhenTheSetWasScaledBackButThePodThatWasDeletedIsToBeUpdatedFirst() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2");
        story.set().replicas(2).changed();
        story.version(200).pod(2).deleting();
        story.set().replicas(3).changed();
        story.version(210).down(1).pod(2).deleted();

        judged().fails(
                        "pod 1 was deleted at resourceVersion 210 while pod 2, deleted at resourceVersion 200, was not gone"
                                + " until resourceVersion 212");
    }

    /** A pod that the set does not want need not be there for a higher one to go. */
    @Test
    void passesWhenAHigherPodIsRemovedWhileALowerOneThatIsToGoWasBeingUpdated() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").replaced(2).set().counts(2, 1).status(3, 3);
        story.pod(1).deleting().unready();
        story.set().counts(1, 1).status(3, 2);
        story.set().replicas(1).changed();
        story.down(2).pod(1).deleted();

        judged().passes();
    }

    @Test
    void failsWhenAHigherPodIsRemovedWhileALowerOneThatIsToStayIsBeingUpdated() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").replaced(2).set().counts(2, 1).status(3, 3);
        story.pod(1).deleting().unready();
        story.set().counts(1, 1).status(3, 2);
        story.set().replicas(2).changed();
        story.down(2).pod(1).deleted();

        judged().fails(
                        "pod 2 was deleted at resourceVersion 126 while pod 1, deleted at resourceVersion 122, was not gone until"
                                + " resourceVersion 128");
    }

    /** It made pod 1 once more before it had heard of the first one, of which it then heard that it was Ready. */
    @Test
    void passesWhereTheControllerHearsOfAPodWhenItHasMadeTheNextOneOfThatName() {
        Story older = Story.on("v1.34.0");
        older.set().replicas(3).added().status(0, 0);
        older.up(0).set().status(1, 0);
        older.pod(1).added();
        older.set().status(1, 1);
        older.pod(1).running().ready();
        older.deletes(1).down(1).pod(1).added();
        older.pod(2).added();
        older.set().status(2, 2);

        judged(older).passes();
    }

    /** It made pod 2 once more before it had heard of the first one, of which it then heard that it was Ready. */
    @Test
    void passesWhereTheControllerHearsThatAPodWasReadyWhenItHasMadeTheNextOneOfThatName() {
        Story older = Story.on("v1.34.0");
        older.set().replicas(3).settledOn("web-1", "nginx:1");
        older.set().updatesTo("web-2", "nginx:2").down(2).set().status(2, 2);
        older.up(2).deletes(2).down(2).pod(2).added();
        older.down(1);

        judged(older).passes();
    }

    /** Somebody gave it another label, so that it is none of the set's any more. */
    @Test
    void passesBesideAPodThatTheSetHasLetGo() {
        story.scaled(3, 1).pod(2).deleting();
        story.letGo(2).set().status(2, 2);

        judged(story.down(1)).passes();
    }
}
