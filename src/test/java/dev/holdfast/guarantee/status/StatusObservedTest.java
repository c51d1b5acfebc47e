package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class StatusObservedTest extends GuaranteeTest<StatusObserved> {
    private void says(int generation) {
        story.set()
                .with(set -> set.withObject("/status").put("observedGeneration", generation))
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

    /** A life that was recorded: the write of the last status of a set met the set that had been created in its place. */
    @Test
    void isKnownToDeviateWhenASetBeginsWithTheStatusOfTheOneBefore() {
        story.set().added().settled().replicas(3).changed().settled();
        story.version(200);
        story.set().orphaning();
        story.set().deleted();
        story.set().again("uid-2").added();
        story.version(300);
        says(2);
        story.version(400);
        says(1);

        judged().deviates(
                        "the status of StatefulSet web said at resourceVersion 300 that generation 2 was seen, while the spec was of"
                                + " generation 1: it is that of the set of this name before, which was of generation 2 at"
                                + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void isKnownToDeviateAlsoWhenTheInheritedStatusStaysForAWhile() {
        story.set().added().settled().replicas(3).changed().settled();
        story.set().orphaning();
        story.set().deleted();
        story.set().again("uid-2").added();
        story.version(300);
        says(2);
        says(2);
        says(1);

        judged().deviates("said at resourceVersion 300 that generation 2 was seen");
    }

    @Test
    void failsWhenTheSetBeforeHadNoSuchGeneration() {
        story.set().added().settled().deleted();
        story.set().again("uid-2").added();
        story.version(300);
        says(4);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that generation 4 was seen, while the spec was of"
                                + " generation 1")
                .shows(300L);
    }

    @Test
    void failsWhenItIsAheadAgainAfterAStatusOfItsOwn() {
        story.set().added().settled().replicas(3).changed().settled().deleted();
        story.set().again("uid-2").added().settled();
        story.version(300);
        says(2);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that generation 2 was seen, while the spec was of"
                                + " generation 1")
                .shows(300L);
    }

    @Test
    void failsWhenItGoesBackTwice() {
        story.set().added().settled().replicas(3).changed().settled().deleted();
        story.set().again("uid-2").added();
        says(2);
        says(1);
        story.set().replicas(4).changed();
        story.version(300);
        story.set().settled();
        story.version(400);
        says(1);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 400 that generation 1 was seen, after it had said that"
                                + " 2 was")
                .shows(300L, 400L);
    }

    @Test
    void isInconclusiveWithoutAStatus() {
        judged(story.set().added()).isInconclusive("says which spec the controller has seen");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.STATEFUL_SET).set().added().settled()).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetBeforeMayHaveGoneBeforeTheRecordingBegan() {
        story.set()
                .with(set -> set.withObject("/status").put("observedGeneration", 2))
                .listed();
        says(1);

        judged().isInconclusive("it may be that of a set of this name from before the recording");
    }

    @Test
    void isInconclusiveWhenTheSetThatWasFoundGetsTheStatusOfOneBefore() {
        story.set().listed();
        says(2);
        says(1);

        judged().isInconclusive("it may be that of a set of this name from before the recording");
    }

    @Test
    void isInconclusiveWhenSomebodyElseWritesTheStatus() {
        story.set().added().settled();
        wrote("kube-controller-manager");
        says(1);
        story.set().replicas(3).changed().settled();
        wrote("restore");
        says(1);

        judged().isInconclusive("somebody else than the controller may have written that");
    }

    private void wrote(String manager) {
        story.set().with(set -> set.withObject("/metadata")
                .withArray("/managedFields")
                .addObject()
                .put("manager", manager)
                .put("operation", "Update")
                .put("subresource", "status")
                .put("time", "2026-11-23T12:00:06Z"));
    }
}
