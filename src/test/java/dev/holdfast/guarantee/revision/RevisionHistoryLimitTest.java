package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import org.junit.jupiter.api.Test;

class RevisionHistoryLimitTest extends GuaranteeTest<RevisionHistoryLimit> {
    @Test
    void passesWhenTheOldestGoWhenThereAreTooMany() {
        keeping(1);
        templates(2, 3);
        story.revisionDeleted("web-1");
        templates(4);
        story.revisionDeleted("web-2");
        templates(5);

        judged().passes();
    }

    @Test
    void failsWhenTooManyAreKept() {
        keeping(1);
        templates(2, 3, 4);
        story.version(300);
        templates(5);

        judged().fails(
                        "StatefulSet web had 2 revisions that nothing was of any more when the controller had looked at it at"
                                + " resourceVersion 302, more than its revisionHistoryLimit of 1")
                .shows(108L, 302L);
    }

    @Test
    void failsWhenOneIsKeptAndNoneIsToBe() {
        keeping(0);
        templates(2, 3);
        story.version(300);
        templates(4);

        judged().fails(
                        "StatefulSet web had 1 revision that nothing was of any more when the controller had looked at it at"
                                + " resourceVersion 302, more than its revisionHistoryLimit of 0")
                .shows(105L, 302L);
    }

    @Test
    void failsByTheLimitThatTheControllerHasSeenLast() {
        keeping(5);
        limit(0);
        templates(2, 3, 4);

        judged().failsBecauseOf("more than its revisionHistoryLimit of 0");
    }

    @Test
    void isInconclusiveAsLongAsTheControllerMayNotHaveGotToIt() {
        keeping(1);
        templates(2, 3, 4);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void countsNoneThatAPodIsOf() {
        keeping(1);
        story.makes("web-1", "nginx:1").up(0);
        templates(2, 3, 4, 5);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void countsNoneThatAPodWasOfMeanwhile() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0);
        templates(2);
        story.down(0);
        templates(3, 4);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void countsOneThatAPodWasOfLongBefore() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0).down(0);
        templates(2, 3, 4);

        judged().failsBecauseOf("had 1 revision that nothing was of any more");
    }

    /** As long as pods are of it, the status names it beside the next one. */
    @Test
    void countsNoneThatTheStatusNamedMeanwhile() {
        keeping(0);
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").status(0, 0);
        story.set().revisions("web-2", "web-2").status(0, 0);
        templates(3, 4);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void countsNoneThatCameLater() {
        keeping(1);
        templates(2);
        story.stray("web-x", "nginx:9").revision("web-x", "nginx:9", 100);
        templates(3, 4);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void saysNothingOfTheLimitThatWasLoweredWithTheTemplate() {
        keeping(5);
        story.set().revisionHistoryLimit(0);
        templates(2, 3, 4);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void passesByTheHighestLimitThatTheControllerMayHaveSeen() {
        keeping(1);
        templates(2, 3);
        limit(5);
        templates(4, 5);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void keepsAllBelowZero() {
        keeping(-1);
        templates(2, 3, 4, 5);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void failsWhenTheStatusNamesWhatIsDeleted() {
        keeping(0);
        templates(2);
        story.version(300).revisionDeleted("web-2");

        judged().fails(
                        "ControllerRevision web-2 was deleted at resourceVersion 300 although the status of StatefulSet web"
                                + " named it")
                .shows(300L);
    }

    /** It goes back to web-1, which is deleted here before the status says so. */
    @Test
    void saysNothingWhenTheStatusNamesWhatTheControllerMayBeLeavingAlready() {
        keeping(0);
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").status(0, 0);
        story.set().template("nginx:1").changed();
        story.revision("web-1", "nginx:1", 3).revisionDeleted("web-2");

        judged().isInconclusive("never had more revisions than its history limit");
    }

    @Test
    void failsAlsoWhenTheSetIsDeletedAfterThat() {
        keeping(0);
        templates(2);
        story.version(300).revisionDeleted("web-2").set().deleting();

        judged().failsBecauseOf("although the status of StatefulSet web named it");
    }

    @Test
    void failsAlsoWhenTheStatusNamesAnotherAfterThat() {
        keeping(0);
        templates(2);
        story.version(300).revisionDeleted("web-2").set().revisions("web-1", "web-1");
        story.set().status(0, 0);

        judged().failsBecauseOf("although the status of StatefulSet web named it");
    }

    @Test
    void failsWhenAPodIsOfWhatIsDeleted() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0);
        templates(2);
        story.version(300).revisionDeleted("web-1");

        judged().fails(
                        "ControllerRevision web-1 was deleted at resourceVersion 300 although pod 0 (uid web-0#1) was of it");
    }

    @Test
    void passesWhenThePodThatWasOfItIsGone() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0);
        templates(2);
        story.down(0).revisionDeleted("web-1");
        templates(3, 4);

        judged().passes();
    }

    @Test
    void saysNothingOfAPodThatTheSetHasLost() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0).pod(0).withoutOwner().touched();
        templates(2);
        story.revisionDeleted("web-1");

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void saysNothingOfAPodThatIsOfAnotherSince() {
        keeping(0);
        story.makes("web-1", "nginx:1").up(0);
        templates(2);
        story.pod(0).label(PodView.REVISION_LABEL, "web-2").touched();
        story.revisionDeleted("web-1");

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void doesNotBlameAControllerThatMayNotKnowThePod() {
        Story older = Story.ofBystander();
        older.tell(Action.of("begins", "begin", "Scenario", "", ""));
        older.tell(ServerVersion.of("v1.35.0"));
        older.set().replicas(1).revisionHistoryLimit(0);
        older.set().template("nginx:1").added();
        older.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").status(0, 0);
        older.makes("web-1", "nginx:1").up(0);
        older.set().template("nginx:2").changed();
        older.revision("web-2", "nginx:2", 2).set().revisions("web-2", "web-2").status(1, 1);
        older.revisionDeleted("web-1");

        judged(older).isInconclusive("never had more revisions");
    }

    @Test
    void failsWhenMoreAreDeletedThanTheLimitAsksFor() {
        keeping(2);
        templates(2, 3);
        story.version(300).revisionDeleted("web-1");

        judged().fails(
                        "ControllerRevision web-1 was deleted at resourceVersion 300 although the set kept no more than its"
                                + " history limit");
    }

    @Test
    void saysNothingOfASetThatIsGoing() {
        keeping(2);
        templates(2);
        story.set().deleting();
        story.revisionDeleted("web-1").revisionDeleted("web-2").set().deleted();

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().replicas(0).template("nginx:1").added();
        seen.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").status(0, 0);
        seen.revisionDeleted("web-1");

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void countsNoneThatAFinalizerKeeps() {
        keeping(0);
        templates(2);
        story.revisionDeleting("web-1");
        templates(3, 4);
        story.revisionDeleted("web-2");

        judged().isInconclusive("never had more revisions");
    }

    /** What the controller cannot find by its labels it does not know. */
    @Test
    void countsNoneThatSomebodyGaveOtherLabels() {
        keeping(0);
        story.revisionLabelled("web-1", "web").revisionLabelled("web-1", "other");
        templates(2, 3, 4);
        story.revisionDeleted("web-2");

        judged().isInconclusive("never had more revisions");
    }

    /** It numbers the one that it makes after all that it has heard of. */
    @Test
    void countsNoneOfWhichTheControllerMayNotHaveHeard() {
        keeping(0);
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").status(0, 0);
        story.set().revisions("web-2", "web-2").status(0, 0).template("nginx:3").changed();
        story.revisionDeleted("web-1");
        story.revision("web-3", "nginx:3", 2).set().revisions("web-3", "web-3").status(0, 0);
        limit(0);
        limit(0);

        judged().passes();
    }

    /** It has a chance to delete what it adopts only after that. */
    @Test
    void countsNoneThatTheSetAdoptedOnlyLater() {
        keeping(0);
        story.set().orphaning().deleted().again("uid-web").template("nginx:2").added();
        story.revision("web-2", "nginx:2", 2).revisionTakenBy("web", "web-2");
        story.set().revisions("web-2", "web-2").status(0, 0);
        limit(0);
        story.revisionTakenBy("web", "web-1");
        limit(0);

        judged().isInconclusive("never had more revisions");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        keeping(1);
        templates(2);
        story.gap(Kinds.REVISION);
        templates(3);
        story.revisionDeleted("web-1");
        templates(4);

        judged().isInconclusive("gap");
    }

    /** A set without pods that keeps so many old revisions. */
    private void keeping(int limit) {
        story.set().replicas(0).revisionHistoryLimit(limit).template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).set().revisions("web-1", "web-1").status(0, 0);
    }

    private void limit(int limit) {
        story.set().revisionHistoryLimit(limit).changed().status(0, 0);
    }

    /** The template is changed again and again, and the controller has seen it each time. */
    private void templates(int... numbers) {
        for (int number : numbers) {
            String revision = "web-" + number;
            String image = "nginx:" + number;
            story.set().template(image).changed();
            story.revision(revision, image, number)
                    .set()
                    .revisions(revision, revision)
                    .status(0, 0);
        }
    }
}
