package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.GuaranteeTest;
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
