package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusPromotionTest extends GuaranteeTest<StatusPromotion> {
    @BeforeEach
    void withAnUpdate() {
        story.set().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
    }

    @Test
    void passesWhenAllPodsAreUpdatedAndReady() {
        story.replaced(1).replaced(0);

        judged(story.set().revisions("web-2", "web-2").counts(2, 2).settled())
                .passes("currentRevision became updateRevision when all replicas were updated and Ready");
    }

    @Test
    void passesWhenAllPodsOfTheSpecAreThatTheStatusCounts() {
        story.replaced(1).replaced(0).set().replicas(3).changed();

        judged(story.set().revisions("web-2", "web-2").counts(2, 2).written()).passes();
    }

    @Test
    void failsWhenAPodIsNotUpdatedYet() {
        story.replaced(1)
                .version(300)
                .set()
                .revisions("web-2", "web-2")
                .counts(1, 1)
                .settled();

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that currentRevision is web-2 and no longer web-1,"
                                + " although no more than 1 of its 2 replicas had ever been of that revision and Ready");
    }

    @Test
    void failsWhenAPodWasNeverReady() {
        story.replaced(1).down(0).pod(0).added().running();
        story.version(300).set().revisions("web-2", "web-2").counts(2, 2).status(2, 1);

        judged().failsBecauseOf("no more than 1 of its 2 replicas");
    }

    @Test
    void failsWhateverBecomesOfThePodAndOfTheRevisionLater() {
        story.replaced(1).set().revisions("web-2", "web-2").counts(1, 1).settled();
        story.replaced(0).revisionDeleted("web-1");

        judged().failsBecauseOf("no more than 1 of its 2 replicas");
    }

    @Test
    void takesAPodThatWasReadyForOneThatTheControllerStillSeesSo() {
        story.replaced(1).replaced(0).pod(0).unready();

        judged(story.set().revisions("web-2", "web-2").counts(2, 2).settled()).passes();
    }

    @Test
    void failsWhenTheStatusSaysThatAllAreAndKeepsTheOld() {
        story.replaced(1).replaced(0).version(300).set().counts(0, 2).settled();

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that all 2 replicas are Ready and of revision web-2,"
                                + " but that currentRevision is web-1")
                .shows(300L);
    }

    @Test
    void deviatesWithOnDelete() {
        story.set().onDelete().changed();
        story.deletes(1).replaced(1).deletes(0).replaced(0);

        judged(story.set().counts(0, 2).settled()).deviates("/106055");
    }

    @Test
    void deviatesWithOnDeleteAfterAnUpdateThatCameToItsEnd() {
        story.replaced(1)
                .replaced(0)
                .set()
                .revisions("web-2", "web-2")
                .counts(2, 2)
                .settled();
        story.set().onDelete().updatesTo("web-3", "nginx:3");
        story.deletes(1).replaced(1).deletes(0).replaced(0);

        judged(story.set().counts(0, 2).settled()).deviates("/106055");
    }

    @Test
    void passesWithOnDeleteSince137() {
        story.set().onDelete().changed();
        story.deletes(1).replaced(1).deletes(0).replaced(0);

        judged(story.set().revisions("web-2", "web-2").counts(2, 2).settled()).passes();
    }

    @Test
    void saysNothingWhenTheOldRevisionIsGone() {
        story.revisionDeleted("web-1");

        judged(story.set().revisions("web-2", "web-2").counts(0, 0).settled())
                .isInconclusive("was seen to come to its end");
    }

    @Test
    void isInconclusiveWhenPodsMayHaveGoneBeforeItWasRecorded() {
        var late = new Story();
        late.set().revisions("web-1", "web-2").counts(1, 1).listed();
        late.set().revisions("web-2", "web-2").counts(2, 2).settled();

        judged(late).isInconclusive("had ever been of that revision and Ready while it was recorded");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveFoundTheOldRevision() {
        var quick = new Story();
        quick.set().settledOn("web-1", "nginx:1");
        quick.makes("web-2", "nginx:2").set().template("nginx:2").changed();

        judged(quick.set().revisions("web-2", "web-2").counts(0, 0).settled()).isInconclusive("and then begins anew");
    }

    @Test
    void saysNothingWhenNoUpdateEnds() {
        judged().isInconclusive("no update of StatefulSet web was seen to come to its end");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.POD)).isInconclusive("gap");
    }

    @Test
    void passesWhenSomebodyGaveAPodTheLabelOfTheNextRevision() {
        story.replaced(1).pod(0).label(PodView.REVISION_LABEL, "web-2").touched();

        judged(story.set().revisions("web-2", "web-2").counts(2, 2).settled()).passes();
    }

    /** The write of the last status of a set met the set that had been created in its place. */
    @Test
    void saysNothingOfWhatASetBeginsWithThatIsOfTheOneBefore() {
        story.set().orphaning();
        story.set().deleted();
        story.set().again("uid-2").template("nginx:3").added();
        story.set().revisions("web-1", "web-2").counts(2, 0).settled();
        story.revision("web-3", "nginx:3", 3)
                .set()
                .revisions("web-3", "web-3")
                .counts(0, 0)
                .settled();

        judged().isInconclusive("no update of StatefulSet web was seen to come to its end");
    }

    @Test
    void isInconclusiveWhenSomebodyElseWritesTheStatus() {
        story.replaced(1);
        story.set().with(set -> {
            var writers = set.withObject("/metadata").putArray("managedFields");
            writers.addObject().put("manager", "kube-controller-manager").put("subresource", "status");
            writers.addObject().put("manager", "restore").put("subresource", "status");
        });

        judged(story.set().revisions("web-2", "web-2").counts(1, 1).settled())
                .isInconclusive("somebody else than the controller may have written that");
    }

    @Test
    void isInconclusiveWhenSomebodyElseWritesCountsIntoTheStatus() {
        story.replaced(1);
        story.set().with(set -> {
            var writers = set.withObject("/metadata").putArray("managedFields");
            writers.addObject().put("manager", "kube-controller-manager").put("subresource", "status");
            writers.addObject().put("manager", "restore").put("subresource", "status");
        });

        judged(story.set().counts(0, 2).settled())
                .isInconclusive("somebody else than the controller may have written that");
    }
}
