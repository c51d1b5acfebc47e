package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StatusObservedTest extends GuaranteeTest<StatusObserved> {
    private void says(int generation) {
        story.set()
                .with(set -> ((ObjectNode) set.path("status")).put("observedGeneration", generation))
                .written();
    }

    @Test
    void passesWhenItFollowsTheSpec() {
        story.set().added().settled().replicas(3).changed();
        judged(story.set().settled()).passes("observedGeneration never was ahead of the spec, and never went back");
    }

    @Test
    void failsWhenItIsAheadOfTheSpec() {
        story.set().added().settled();
        story.version(300);
        says(2);
        story.set().replicas(3).written();

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that generation 2 was seen, while the spec was of"
                                + " generation 1")
                .shows(300L);
    }

    @Test
    void failsWhenItGoesBack() {
        story.set().added().settled().replicas(3).changed();
        story.version(200);
        story.set().settled();
        story.version(300);
        says(1);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that generation 1 was seen, after it had said that"
                                + " 2 was")
                .shows(200L, 300L);
    }

    @Test
    void saysNothingOfAnotherSetOfThatName() {
        story.set().added().settled().replicas(3).changed().settled().deleted();
        judged(story.set().again("uid-2").added().settled()).passes();
    }

    @Test
    void isInconclusiveWithoutAStatus() {
        judged(story.set().added()).isInconclusive("says which spec the controller has seen");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.STATEFUL_SET).set().added().settled()).isInconclusive("gap");
    }
}
