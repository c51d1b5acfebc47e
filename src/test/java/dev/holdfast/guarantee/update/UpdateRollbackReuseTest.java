package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateRollbackReuseTest extends GuaranteeTest<UpdateRollbackReuse> {
    @Test
    void passesWhenTheOldRevisionGetsAHigherNumber() {
        back().revision("web-1", "nginx:1", 3).set().revisions("web-1", "web-1").settled();

        judged().passes();
    }

    @Test
    void failsWhenAnotherRevisionIsUsed() {
        back().revision("web-3", "nginx:1", 3).set().revisions("web-1", "web-3").settled();

        judged().fails(
                        "the template was changed back at resourceVersion 200 to that of ControllerRevision web-1, but the"
                                + " controller updates to web-3 (and 1 more)")
                .shows(200L);
    }

    @Test
    void failsWhenASecondRevisionKeepsTheSameTemplate() {
        back().revision("web-1", "nginx:1", 3).version(300).revision("web-3", "nginx:1", 4);
        story.set().revisions("web-1", "web-1").settled();

        judged().fails(
                        "ControllerRevision web-3 was created at resourceVersion 300 with the same template that web-1 keeps")
                .shows(102L, 300L);
    }

    @Test
    void isInconclusiveWhenTheNumberDoesNotGrow() {
        judged(back().set().revisions("web-1", "web-1").settled()).isInconclusive("did not get a higher number");
    }

    @Test
    void isInconclusiveWhenTheControllerDidNotReact() {
        judged(back()).isInconclusive("did not name a revision");
    }

    @Test
    void passesWhenTheControllerNeverLookedInBetween() {
        story.set().template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed();
        story.set().template("nginx:1").changed();
        story.set().settled();

        judged().passes();
    }

    @Test
    void saysNothingOfAReturnThatWasWrittenOver() {
        back().set().template("nginx:3").changed();
        story.revision("web-3", "nginx:3", 3).set().revisions("web-1", "web-3").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void asksForNoRevisionThatTheHistoryLimitTookAway() {
        story.set().revisionHistoryLimit(0).template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-2", "web-2").settled();
        story.revisionDeleted("web-1").set().template("nginx:1").changed();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void failsWhenTheRevisionWasTakenAwayWithinTheLimit() {
        back().revisionDeleted("web-1").set().written();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged().fails(
                        "the template was changed back at resourceVersion 200 to that of ControllerRevision web-1, but the"
                                + " controller updates to web-9");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTakingItAway() {
        Story seen = Story.ofBystander();
        seen.set().template("nginx:1").added();
        seen.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        seen.set().template("nginx:2").changed();
        seen.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").settled();
        seen.revisionDeleted("web-1").set().template("nginx:1").changed();
        seen.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged(seen).isInconclusive("nobody is on record for that");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        back().gap(Kinds.REVISION)
                .revision("web-1", "nginx:1", 3)
                .set()
                .revisions("web-1", "web-1")
                .settled();

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateOnlyWentOn() {
        judged(forth()).isInconclusive("never changed back");
    }

    @Test
    void asksForNoRevisionThatTheHistoryLimitTookAwayMeanwhile() {
        keepingNone("web-2");
        story.set().template("nginx:1").changed();
        story.revisionDeleted("web-1")
                .revision("web-9", "nginx:1", 3)
                .set()
                .revisions("web-2", "web-9")
                .settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void failsWhenTheHistoryLimitTakesTheRevisionAwayOnlyAfterwards() {
        keepingNone("web-2");
        story.version(200).set().template("nginx:1").changed();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();
        story.revisionDeleted("web-1");

        judged().fails(
                        "the template was changed back at resourceVersion 200 to that of ControllerRevision web-1, but the"
                                + " controller updates to web-9 (and 1 more)");
    }

    @Test
    void doesNotCountARevisionThatIsNotThereAsOneInUse() {
        story.revision("web-0", "nginx:0", 0).revisionDeleted("web-0");
        keepingNone("web-0");
        story.revisionDeleted("web-1").set().template("nginx:1").changed();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void failsWhenTheLimitWasLoweredOnlyAfterTheRevisionWasTakenAway() {
        story.set().revisionHistoryLimit(1);
        story.set().template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-2", "web-2").settled();
        story.revisionDeleted("web-1").version(200).set().revisionHistoryLimit(0);
        story.set().template("nginx:1").changed();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged().fails(
                        "the template was changed back at resourceVersion 200 to that of ControllerRevision web-1, but the"
                                + " controller updates to web-9");
    }

    @Test
    void asksForNoRevisionThatWentWithTheSet() {
        forth().set().deleting();
        story.revisionDeleted("web-1").set().template("nginx:1").changed();
        story.revision("web-9", "nginx:1", 3).set().revisions("web-2", "web-9").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void isInconclusiveWhenTheRevisionWasNotObserved() {
        story.set().template("nginx:1").added();
        story.set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed().revisions("web-1", "web-2").settled();
        story.set().template("nginx:1").changed().revisions("web-2", "web-1").settled();

        judged().isInconclusive("ControllerRevision web-1 was not observed");
    }

    @Test
    void isInconclusiveWhenTheNumberGrowsToThatOfAnother() {
        back().revision("web-1", "nginx:1", 2).set().revisions("web-1", "web-1").settled();

        judged().isInconclusive("did not get a higher number than 2");
    }

    @Test
    void saysNothingOfATemplateThatTheSetBeforeHad() {
        forth().set().deleted().again("uid-2").template("nginx:1").added();
        story.set().revisions("web-9", "web-9").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void saysNothingOfAChangeToATemplateThatOnlyTheSetBeforeHad() {
        forth().set().deleted().again("uid-2").template("nginx:3").added();
        story.set().revisions("web-3", "web-3").settled();
        story.set().template("nginx:1").changed().revisions("web-3", "web-9").settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void saysNothingOfAChangeThatLeavesTheTemplate() {
        story.set().template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().replicas(3).changed().settled();

        judged().isInconclusive("never changed back");
    }

    @Test
    void saysNothingOfTheRevisionsOfAnotherSet() {
        story.set().again("uid-2").template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1)
                .revision("web-3", "nginx:1", 2)
                .set()
                .settled();

        judged().isInconclusive("never changed back");
    }

    /** The set keeps no revision that is not in use; all is of web-2, and of web-1 before. */
    private void keepingNone(String current) {
        story.set().revisionHistoryLimit(0).template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions(current, "web-2").settled();
    }

    private Story forth() {
        story.set().template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").settled();
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").settled();
        return story;
    }

    private Story back() {
        forth().version(200).set().template("nginx:1").changed();
        return story;
    }

    @Test
    void isInconclusiveWhenSomebodyMayHaveCopiedARevision() {
        Story watched = Story.ofBystander();
        watched.set().settledOn("web-1", "nginx:1").version(300).revision("web-copy", "nginx:1", 7);

        judged(watched)
                .isInconclusive(
                        "ControllerRevision web-copy was created at resourceVersion 300 with the same template that web-1"
                                + " keeps; nobody is on record for that, and anybody may copy one");
    }
}
