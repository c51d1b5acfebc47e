package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PdbNotConsultedTest extends GuaranteeTest<PdbNotConsulted> {
    @BeforeEach
    void theBudgetAllowsNoDisruption() {
        story.set().settledOn("web-1", "nginx:1");
        story.budget().maxUnavailable("0").counts(2, 2, 0);
    }

    @Test
    void passesWhenPodsAreUpdated() {
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).deleting();

        judged().passes("pods were updated or removed although the budget allowed no disruption: pod 1");
    }

    @Test
    void passesWhateverTheBudgetSaysLater() {
        story.anotherBudget("cache").counts(0, 0, 0);
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).deleting();
        story.budget().maxUnavailable("1").changed();

        judged().passes();
    }

    @Test
    void passesWhenAPodIsRemoved() {
        story.set().replicas(1).changed().settled();
        story.pod(1).deleting();

        judged().passes("pods were updated or removed although the budget allowed no disruption: pod 1");
    }

    @Test
    void failsWhenAPodIsNotUpdated() {
        story.set().updatesTo("web-2", "nginx:2");
        story.waitsInVain().version(400).atWork("another-0");

        judged().fails("pod 1 (uid web-1#1) was not deleted, as StatefulSet web asks for at resourceVersion 111, while"
                + " PodDisruptionBudget web-budget allowed no disruption, although it was waited for and the controller was"
                + " at work: it created pod another-0 at resourceVersion 400");
    }

    @Test
    void failsWhenAPodIsNotRemoved() {
        story.version(300).set().replicas(1).changed().settled();
        story.waitsInVain().version(400).atWork("another-0");

        judged().fails("pod 1 (uid web-1#1) was not deleted, as StatefulSet web asks for at resourceVersion 300, while"
                + " PodDisruptionBudget web-budget allowed no disruption, although it was waited for and the controller was"
                + " at work: it created pod another-0 at resourceVersion 400");
    }

    @Test
    void failsWhenTheLastPodIsNotUpdated() {
        story.set().updatesTo("web-2", "nginx:2");
        story.replaced(1).waitsInVain().atWork("another-0");

        judged().failsBecauseOf("pod 0 (uid web-0#1) was not deleted, as StatefulSet web asks for");
    }

    @Test
    void failsThoughTheControllerWasRefusedSomethingElse() {
        Story seen = new Story();
        seen.set().again("uid-before").added();
        seen.controllerCannotDelete(1, "a webhook said no").set().deleted();
        seen.set().again(SetTeller.UID).settledOn("web-1", "nginx:1");
        seen.budget().maxUnavailable("0").counts(2, 2, 0);
        seen.set().replicas(1).changed().settled();
        seen.controllerCannotCreate(1).waitsInVain().atWork("another-0");

        judged(seen).failsBecauseOf("allowed no disruption, although it was waited for and the controller was at work");
    }

    @Test
    void isInconclusiveWhenAPodCameInTheWayUntilItWasWaitedFor() {
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(0).unready();
        story.waitsInVain().atWork("another-0").pod(0).ready();

        judged().isInconclusive(
                        "while PodDisruptionBudget web-budget allowed no disruption, until the recording ended");
    }

    @Test
    void isInconclusiveWhenItWasNotWaitedFor() {
        story.version(300).set().replicas(1).changed().settled();

        judged().isInconclusive(
                        "while PodDisruptionBudget web-budget allowed no disruption, until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheDeletionWasRefusedForAnotherReason() {
        story.version(300).set().replicas(1).changed().settled();
        story.controllerCannotDelete(1, "a webhook said no").waitsInVain().atWork("another-0");

        judged().isInconclusive(
                        "while PodDisruptionBudget web-budget allowed no disruption, until the recording ended");
    }

    @Test
    void failsWhenTheDeletionWasRefusedAsAnEvictionIs() {
        story.version(300).set().replicas(1).changed().settled();
        story.controllerCannotDelete(1, "Cannot evict pod as it would violate the pod's disruption budget.")
                .waitsInVain()
                .atWork("another-0");

        judged().failsBecauseOf(
                        "while PodDisruptionBudget web-budget allowed no disruption, although it was waited for");
    }

    @Test
    void asksForNothingAsLongAsAPodIsNotReady() {
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(0).unready();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("the controller had no pod of web to update or to remove while its budget allowed no");
    }

    @Test
    void asksForNothingOfASetThatIsToEnd() {
        story.set().replicas(1).changed().settled();
        story.set().deleting();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("the controller had no pod of web to update or to remove while its budget allowed no");
    }

    @Test
    void saysNothingOfABudgetThatAllowsNoDisruptionBefore() {
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).unready();
        story.budget().maxUnavailable("1").changed().counts(1, 1, 1);
        story.pod(1).deleting();

        judged().isInconclusive("the controller had no pod of web to update or to remove while its budget allowed no");
    }

    @Test
    void saysNothingOfABudgetThatAllowsADisruption() {
        story.budget().maxUnavailable("1").changed().counts(2, 1, 1);
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).deleting();

        judged().isInconclusive("the controller had no pod of web to update or to remove while its budget allowed no");
    }

    @Test
    void saysNothingOfWhatOthersDelete() {
        story.set().updatesTo("web-2", "nginx:2");
        story.deletes(1).pod(1).deleting();

        judged().isInconclusive("the controller had no pod of web to update or to remove while its budget allowed no");
    }
}
