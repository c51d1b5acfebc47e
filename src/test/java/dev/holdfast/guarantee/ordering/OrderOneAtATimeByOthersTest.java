package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** What others delete is left out, and nothing else is. */
class OrderOneAtATimeByOthersTest extends GuaranteeTest<OrderOneAtATime> {
    @Test
    void leavesOutDeletionsByTheScenario() {
        story.set().up().deletes(0).deletes(1);
        story.pod(0).deleting();
        story.pod(1).deleting().deleted();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();
        story.nextPod(1).added().running().ready();

        judged().passes();
    }

    @Test
    void leavesOutTheReplacementOfAPodThatTheScenarioDeleted() {
        story.set().replicas(3).added().withPods(0, 1);
        story.pod(2).added().running();
        story.deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).added().running().ready();
        story.pod(2).ready();

        judged().passes();
    }

    @Test
    void failsWhenTheControllerDoesNotWaitForTheReplacement() {
        story.set().up().deletes(0).pod(0).deleting().deleted();
        story.version(200).nextPod(0).added().running();
        story.version(300).pod(1).deleting();

        judged().fails(
                        "pod 1 was deleted at resourceVersion 300 while pod 0, created at resourceVersion 200, was not Ready"
                                + " until the recording ended");
    }

    @Test
    void failsWhenADeletionHasTheNameButNotTheUidOfTheScenariosOwn() {
        story.set().replicas(3).up().tell(Action.delete(Kinds.POD, "web-1", "another"));
        failsWhenTwoAreDeleted();
    }

    @Test
    void takesADeletionWithoutUidForThatOfThePodOfThatTime() {
        story.set().replicas(3).up().tell(Action.delete(Kinds.POD, "web-1", ""));
        story.pod(2).deleting();
        story.pod(1).deleting();

        judged().passes();
    }

    @Test
    void doesNotTakeADeletionInAnotherNamespaceForThatOfThePod() {
        story.set().replicas(3).up().tell(Action.delete(Kinds.POD, "web-1", "").in("other"));
        failsWhenTwoAreDeleted();
    }

    @Test
    void leavesOutEvictions() {
        story.set().up();
        story.pod(0).evicted().deleting();
        story.pod(1).evicted().deleting().deleted();
        story.pod(0).deleted();

        judged().passes();
    }

    @Test
    void leavesOutTheDeletionOfTheWholeSet() {
        story.set().up().tell(Action.delete(Kinds.STATEFUL_SET, Story.SET, SetTeller.UID));
        story.set().deleted();
        story.pod(0).deleting();
        story.pod(1).deleting();

        judged().passes();
    }

    @Test
    void leavesOutTheDeletionOfASetByOthers() {
        story.set().up();
        story.set().deleting();
        story.pod(0).deleting();
        story.pod(1).deleting();

        judged().passes();
    }

    @Test
    void leavesOutTheDeletionOfTheNamespace() {
        story.set().up().tell(Action.delete("Namespace", Story.NAMESPACE, "uid-demo"));
        story.pod(0).deleting();
        story.pod(1).deleting();

        judged().passes();
    }

    @Test
    void doesNotTakeOtherActionsForDeletions() {
        story.set().replicas(3).up().tell(Action.of("scale", "scale", Kinds.STATEFUL_SET, Story.SET, SetTeller.UID));
        story.writes(1, "one").tell(Action.of("label", "update", "Namespace", Story.NAMESPACE, ""));
        failsWhenTwoAreDeleted();
    }

    @Test
    void doesNotTakeTheDeletionOfAnotherSetForThatOfThisOne() {
        story.set().replicas(3).up().tell(Action.delete(Kinds.STATEFUL_SET, Story.SET, "uid-earlier"));
        story.tell(Action.delete(Kinds.STATEFUL_SET, "other", SetTeller.UID));
        story.tell(Action.delete("Namespace", "other", ""));
        failsWhenTwoAreDeleted();
    }

    @Test
    void doesNotExcuseWhatHappenedBeforeTheSetOrTheNamespaceWasDeleted() {
        story.set().replicas(3).up();
        story.version(200).pod(2).deleting();
        story.version(210).pod(1).deleting();
        story.tell(Action.delete(Kinds.STATEFUL_SET, Story.SET, SetTeller.UID));
        story.tell(Action.delete("Namespace", Story.NAMESPACE, ""));

        failsAt210();
    }

    @Test
    void doesNotTakeADeletionWithoutUidForThatOfALaterPod() {
        story.set()
                .replicas(3)
                .up()
                .tell(Action.delete(Kinds.POD, "web-1", ""))
                .pod(1)
                .deleting()
                .deleted();
        story.nextPod(1).added().running().ready();
        failsWhenTwoAreDeleted();
    }

    @Test
    void doesNotTakeADeletionWithoutUidForThatOfAPodThatComesLater() {
        story.set().replicas(3).added();
        story.tell(Action.delete(Kinds.POD, "web-1", "")).up(0, 1, 2);
        failsWhenTwoAreDeleted();
    }

    @Test
    void doesNotTakeADeletionWithoutUidForThatOfAPodThatWasGone() {
        story.set().replicas(3).up();
        story.version(200).pod(2).deleting();
        story.version(210).pod(1).deleting().deleted();
        story.tell(Action.delete(Kinds.POD, "web-1", ""));

        failsAt210();
    }

    private void failsWhenTwoAreDeleted() {
        story.version(200).pod(2).deleting();
        story.version(210).pod(1).deleting();

        failsAt210();
    }

    private void failsAt210() {
        judged().fails(
                        "pod 1 was deleted at resourceVersion 210 while pod 2, deleted at resourceVersion 200, was not gone"
                                + " until the recording ended")
                .shows(200L, 210L);
    }
}
