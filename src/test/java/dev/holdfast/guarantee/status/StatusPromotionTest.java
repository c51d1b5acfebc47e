package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
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
}
