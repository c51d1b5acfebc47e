package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class UpdatePartitionGeReplicasTest extends RolloutTest<UpdatePartitionGeReplicas> {
    @Test
    void passesWhenNothingIsUpdated() {
        judged(changed(3).control("control-0")).passes();
    }

    @Test
    void passesWhenAPodAddedAboveThePartitionIsNew() {
        changed(3).control("control-0").set().replicas(4).changed();
        story.set().status(3, 3);
        story.up(3);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsUpdated() {
        changed(4).version(300).replaced(2).control("control-0");

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 although the partition is not below the number"
                                + " of replicas")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodAddedAboveThePartitionIsOld() {
        changed(3).control("control-0").set().replicas(4).changed();
        story.set().status(3, 3);
        story.makes("web-1", "nginx:1").version(300).up(3);

        judged().fails(
                        "pod 3 (uid web-3#1) was created at resourceVersion 300, but not from revision web-2 as a new pod at or"
                                + " above the partition has to be: its revision is 'web-1'");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(changed(3)).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(3).gap(Kinds.POD).control("control-0")).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasNotChanged() {
        judged(begun(3)).isInconclusive("was not changed");
    }

    @Test
    void isNotApplicableWithoutAPartition() {
        judged(begun(0)).isNotApplicable("never had a partition");
    }
}
