package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** A set of the pods 1, 2 and 3 with partition 2, of which at resourceVersion 200 the template is changed. */
class OrdinalPartitionIndexTest extends GuaranteeTest<OrdinalPartitionIndex> {
    @Test
    void passesWhenTheOrdinalsAreCompared() {
        judged(changed().replaced(3).replaced(2).set().settled().lookedAt(2))
                .passes("the pods were updated whose ordinals are not below the partition");
    }

    @Test
    void deviatesWhenTheDistanceIsCompared() {
        judged(changed().replaced(3).set().settled().lookedAt(2))
                .deviates(
                        "the pods 2 were not updated although their ordinals are not below the partition 2 that was set at"
                                + " resourceVersion 200: Kubernetes compares their distance from the first ordinal")
                .shows(200L);
    }

    @Test
    void deviatesWhenTheControllerIsSeenAtWorkOnAnotherSet() {
        changed().replaced(3).set().settled();

        judged(story.control("another-0")).deviates("the pods 2 were not updated");
    }

    /** The status that says so comes at the end of the pass in which the controller updated the pod. */
    @Test
    void deviatesWhenTheTemplateIsAcknowledgedOnlyAfterAPodWasUpdated() {
        story.set().start(1).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.version(200).set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).makes("web-2", "nginx:2").replaced(3);
        story.set().revisions("web-1", "web-2").counts(2, 1).settled();

        judged(story.control("another-0")).deviates("the pods 2 were not updated");
    }

    @Test
    void failsWhenAPodIsUpdatedWhoseOrdinalIsBelow() {
        changed()
                .replaced(3)
                .replaced(2)
                .version(300)
                .replaced(1)
                .set()
                .settled()
                .lookedAt(2);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although its ordinal is below the partition 2")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenOnlySomeAreLeftOfWhichTheSameIsTrue() {
        story.set().start(2).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.version(200).set().updatesTo("web-2", "nginx:2").replaced(4).replaced(3);
        story.set().settled().lookedAt(2);

        judged().fails(
                        "the pods 2 were not updated although their ordinals are not below the partition 2 that was set at"
                                + " resourceVersion 200, and others of which the same is true were");
    }

    /** Pod 3 had been updated before the partition was raised above its distance. */
    @Test
    void deviatesWhenOnlyOneIsLeftThatWasToBeUpdated() {
        story.set().start(2).replicas(3).rolling(1).settledOn("web-1", "nginx:1");
        story.version(200).set().updatesTo("web-2", "nginx:2").replaced(4).replaced(3);
        story.set().settled().lookedAt(2).rolling(2).changed().settled().lookedAt(2);

        judged().deviates("the pods 2 were not updated");
    }

    @Test
    void deviatesThoughTheOthersAreUpdatedOnceThePartitionIsLowered() {
        changed().replaced(3).set().settled().lookedAt(2).rolling(0).changed().settled();
        story.replaced(2).replaced(1).set().settled().lookedAt(2);

        judged().deviates("the pods 2 were not updated");
    }

    @Test
    void failsWhenOnlyTheLowestWasUpdatedOfWhichTheSameIsTrue() {
        story.set().start(2).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.version(200).set().updatesTo("web-2", "nginx:2").replaced(4).replaced(2);
        story.set().settled().lookedAt(2);

        judged().failsBecauseOf("the pods 3 were not updated");
    }

    @Test
    void saysNothingOfAPodThatIsNotBelowThePartitionAndIsReplacedAgain() {
        judged(changed().replaced(3).replaced(2).replaced(2).set().settled().lookedAt(2))
                .passes();
    }

    @Test
    void isInconclusiveWhenNothingShowsThatTheControllerLooked() {
        judged(changed().replaced(3)).isInconclusive("was not seen to go as far as it goes with the partition 2");
    }

    @Test
    void isInconclusiveWhileAPodIsNotReady() {
        changed().replaced(3).pod(2).unready();
        story.set().settled().lookedAt(2);

        judged().isInconclusive("was not seen to go as far as it goes with the partition 2");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(changed()
                        .replaced(3)
                        .makes("web-1", "nginx:1")
                        .remade(1)
                        .set()
                        .settled()
                        .lookedAt(2))
                .deviates("the pods 2 were not updated");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).replaced(3).set().settled().lookedAt(2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateIsNotChanged() {
        story.set().start(1).replicas(3).rolling(2).settledOn("web-1", "nginx:1");

        judged().isInconclusive("was not changed while its partition concerned other pods by ordinal than by distance");
    }

    @Test
    void doesNotApplyWithoutAPartition() {
        story.set().start(1).replicas(3).rolling(0).settledOn("web-1", "nginx:1");

        judged().isNotApplicable("never had a partition and ordinals that begin above 0");
    }

    @Test
    void doesNotApplyWhereTheOrdinalsBeginAtZero() {
        story.set().replicas(3).rolling(2).settledOn("web-1", "nginx:1");

        judged().isNotApplicable("never had a partition and ordinals that begin above 0");
    }

    private Story changed() {
        story.set().start(1).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        return story.version(200).set().updatesTo("web-2", "nginx:2");
    }

    /** By the spec before, which it had not left behind yet, it updates a pod that the partition holds back by its distance. */
    @Test
    void deviatesWhereTheControllerMayNotHaveSeenThePartition() {
        story.set().withoutClaims().start(3).replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed().rolling(4).changed();
        story.pod(5).deleting().deleted();
        story.set().revisions("web-1", "web-2").counts(2, 0).status(2, 2);
        story.makes("web-2", "nginx:2").nextPod(5).added().running().ready();
        story.set().counts(2, 0).status(3, 3).lookedAt(3);

        judged(story.control("control-0")).deviates("the pods 4 were not updated");
    }
}
