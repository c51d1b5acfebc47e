package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** Of two pods of web-1, pod 1 was updated to web-2; pod 0 is below the partition and is lost. */
class RevisionCurrentKeptTest extends GuaranteeTest<RevisionCurrentKept> {
    @Test
    void passesWhenThePodComesBackAsItWas() {
        begun(story).makes("web-1", "nginx:1").remade(0);

        judged().passes("each pod below the partition that was lost came back at the version that it had");
    }

    @Test
    void deviatesWhenSomebodyElseHasDeletedTheRevision() {
        begun(story)
                .tell(Action.delete(Kinds.REVISION, "web-1", "uid-web-1"))
                .version(300)
                .revisionDeleted("web-1");
        story.version(310).remade(0);

        judged().deviates(
                        "pod 0 (uid web-0#2) was created at resourceVersion 312 of revision web-2 although it is below the partition"
                                + " and the pod that was lost was of web-1, whose ControllerRevision was deleted at resourceVersion 300 by somebody"
                                + " else (scenario)");
    }

    /** As the controller does: of the version that was current, there is nothing any more. */
    @Test
    void deviatesWhenTheStatusTakesTheUpdateRevisionForTheCurrentOne() {
        begun(story)
                .tell(Action.delete(Kinds.REVISION, "web-1", "uid-web-1"))
                .version(300)
                .revisionDeleted("web-1")
                .set()
                .revisions("web-2", "web-2")
                .settled();
        story.version(310).remade(0);

        judged().deviates("whose ControllerRevision was deleted at resourceVersion 300 by somebody else (scenario)");
    }

    @Test
    void namesTheLastDeletionOfTheRevision() {
        begun(story)
                .revisionDeleted("web-1")
                .revision("web-1", "nginx:1", 1)
                .version(300)
                .revisionDeleted("web-1");
        story.version(310).remade(0);

        judged().failsBecauseOf("whose ControllerRevision was deleted at resourceVersion 300 by the cluster itself");
    }

    @Test
    void failsWhenTheClusterHasDeletedTheRevision() {
        begun(story).version(300).revisionDeleted("web-1").version(310).remade(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 312 of revision web-2 although it is below the partition"
                                + " and the pod that was lost was of web-1, whose ControllerRevision was deleted at resourceVersion 300 by the"
                                + " cluster itself")
                .shows(300L, 312L);
    }

    @Test
    void failsWhenTheRevisionIsThere() {
        begun(story).version(310).remade(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 312 of revision web-2 although it is below the partition"
                                + " and the pod that was lost was of web-1")
                .shows(312L);
    }

    @Test
    void failsWhenTheRevisionIsDeletedOnlyAfterThat() {
        begun(story).version(310).remade(0).revisionDeleted("web-1");

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 312 of revision web-2 although it is below the partition"
                                + " and the pod that was lost was of web-1");
    }

    @Test
    void saysNothingOfAPodThatTheSetHadLostBefore() {
        begun(story).pod(0).withoutOwner().touched();
        story.remade(0);

        judged().isInconclusive("below a partition was lost while an update was held back from it");
    }

    @Test
    void saysNothingAsLongAsTheControllerMayNotHaveSeenTheUpdate() {
        story.set().replicas(2).rolling(1).settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed();
        story.remade(0).revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2");
        story.set().settled();

        judged().isInconclusive("below a partition was lost while an update was held back from it");
    }

    /** As happens when the set is scaled to 0 meanwhile. */
    @Test
    void saysNothingWhenTheVersionWasCurrentNoMore() {
        begun(story).set().revisions("web-2", "web-2").settled();
        story.revisionDeleted("web-1").remade(0);

        judged().isInconclusive("below a partition was lost while an update was held back from it");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = begun(Story.ofBystander()).revisionDeleted("web-1").replaced(0);

        judged(seen).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void isInconclusiveWhenTheRevisionMayHaveBeenDeletedBeforeTheRecordingBegan() {
        Story found = Story.ofBystander();
        found.set()
                .rolling(1)
                .template("nginx:2")
                .revisions("web-1", "web-2")
                .counts(1, 1)
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .listed();
        found.makes("web-1", "nginx:1").pod(0).listedUp();
        found.makes("web-2", "nginx:2").pod(1).listedUp();
        found.down(0).up(0);

        judged(found).isInconclusive("may have been deleted before the recording began");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(begun(story).gap(Kinds.REVISION).makes("web-1", "nginx:1").remade(0))
                .isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodIsLost() {
        judged(begun(story)).isInconclusive("below a partition was lost while an update was held back from it");
    }

    @Test
    void doesNotApplyWithoutAPartition() {
        judged(story.wholeSet(2)).isNotApplicable("never had a partition");
    }

    private static Story begun(Story story) {
        story.set().replicas(2).rolling(1).settledOn("web-1", "nginx:1");
        return story.set().updatesTo("web-2", "nginx:2").replaced(1);
    }
}
