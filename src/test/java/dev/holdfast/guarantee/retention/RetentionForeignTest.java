package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionForeignTest extends GuaranteeTest<RetentionForeign> {
    @Test
    void passesWhenTheClaimStaysWithItsController() {
        managed(story).set().deleted();

        judged(story.down(0)).passes("what another controller manages was left to it: www-web-0");
    }

    @Test
    void passesWhenThePodIsScaledDown() {
        managed(story).set().deletesClaimsWhenScaled().replicas(0).changed();

        judged(story.down(0)).passes();
    }

    @Test
    void failsWhenTheSetIsMadeAnOwner() {
        managed(story).version(300).claim(0).goesWithSet();

        judged().fails(
                        "StatefulSet web was made an owner of claim www-web-0 at resourceVersion 300, which Service svc managed"
                                + " since resourceVersion 103")
                .shows(103L, 300L);
    }

    @Test
    void failsWhenTheClaimIsDeleted() {
        managed(story).set().deleted();
        story.version(300).claim(0).deleting();

        judged().fails("claim www-web-0, which Service svc managed, was deleted at resourceVersion 300")
                .shows(103L, 300L);
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        managed(story).deletesClaim(0).claim(0).deleting();

        judged().isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void isInconclusiveWhenTheControllerMayHaveTakenItAlong() {
        managed(story).service(Change.DELETED).claim(0).deleting();

        judged().isInconclusive("who did that is not known");
    }

    @Test
    void isInconclusiveWhenWhoMadeTheSetAnOwnerIsNotKnown() {
        Story watched = Story.ofBystander();

        judged(managed(watched).claim(0).goesWithSet()).isInconclusive("who did that is not known");
    }

    @Test
    void saysNothingOfAClaimThatWouldHaveStayedAnyway() {
        managed(story);

        judged().isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void passesWhenTheClaimStaysWhileItsSetIsToEnd() {
        judged(managed(story).set().deleting()).passes();
    }

    @Test
    void passesWhenTheSetsOwnClaimsGoWithIt() {
        managed(story).set().replicas(2).changed();
        story.claim(1).added();
        story.up(1).claim(1).goesWithSet();
        story.set().settled().deleted();
        story.down(0, 1).claim(1).deleted();

        judged().passes("what another controller manages was left to it: www-web-0");
    }

    @Test
    void failsOnceForAClaimThatIsTakenAndGoesForThat() {
        managed(story).version(300).claim(0).goesWithSet();
        story.set().deleted();
        story.down(0).claim(0).deleted();

        judged().fails(
                        "StatefulSet web was made an owner of claim www-web-0 at resourceVersion 300, which Service svc managed"
                                + " since resourceVersion 103")
                .shows(103L, 300L);
    }

    @Test
    void saysNothingOfAnOwnerThatTheClaimHadBeforeItWasManaged() {
        story.set().deletesClaimsWhenDeleted().replicas(1).added();
        story.claim(0).added().goesWithSet();
        story.claim(0).controlledBy("Service", "svc", "uid-svc").bound("pv-0");
        story.up(0).set().settled().deleted();

        judged(story.down(0)).passes();
    }

    @Test
    void saysNothingOfAClaimThatWasToGoBeforeItWasManaged() {
        story.set().deletesClaimsWhenDeleted().replicas(1).added();
        story.claim(0)
                .added()
                .deleting()
                .controlledBy("Service", "svc", "uid-svc")
                .bound("pv-0");
        story.up(0).set().settled().deleted();

        judged(story.down(0)).isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void doesNotCountADeletionByTheScenarioAfterTheSetWasDeleted() {
        managed(story).set().deleted();
        story.down(0).deletesClaim(0).claim(0).deleting();

        judged().isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void isInconclusiveWhenItsControllerIsToGo() {
        story.set().deletesClaimsWhenDeleted().replicas(1).added();
        story.budget().maxUnavailable("1").changed();
        story.claim(0)
                .controlledBy(Kinds.BUDGET, "web-budget", "uid-web-budget")
                .added()
                .bound("pv-0");
        story.up(0).set().settled();
        story.budget()
                .with(budget -> budget.withObject("/metadata").put("deletionTimestamp", "2026-11-23T12:00:30Z"))
                .changed();

        judged(story.claim(0).deleting()).isInconclusive("who did that is not known");
    }

    @Test
    void saysNothingWhereNothingButTheNumberOfRevisionsChanged() {
        managed(story).set().lookedAt(1);

        judged().isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void saysNothingWhereAnotherPodIsScaledDown() {
        managed(story).set().deletesClaimsWhenScaled().replicas(2).changed();
        story.claim(1).added();
        story.up(1).set().settled();
        story.set().replicas(1).changed();

        judged(story.down(1)).isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void saysNothingWhereThePodWasScaledDownBeforeItsClaimWasManaged() {
        story.set().deletesClaimsWhenScaled().replicas(1).added();
        story.claim(0).added();
        story.up(0).set().settled();
        story.set().replicas(0).changed();
        story.set().replicas(1).changed();

        judged(story.claim(0).controlledBy("Service", "svc", "uid-svc").bound("pv-0"))
                .isInconclusive("no claim of web that another controller managed would have gone");
    }

    @Test
    void saysNothingOfAClaimThatItsControllerHasGivenUp() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).controlledBy("Database", "db", "uid-db").bound("pv-0");
        story.claim(0).released();
        story.claim(0).goesWithSet();
        story.set().deleted();
        story.down(0).claim(0).deleting().deleted();

        judged().isInconclusive("no claim of web that another controller managed would have gone by its policy");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        managed(story).set().deleted();

        judged(story.gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereAllClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps all claims");
    }

    private static Story managed(Story told) {
        told.service(Change.ADDED);
        String service =
                told.history().lifetimes("Service", Story.NAMESPACE).get(0).uid();
        told.set().deletesClaimsWhenDeleted().replicas(1).added();
        told.claim(0).controlledBy("Service", "svc", service).added().bound("pv-0");
        told.up(0).set().settled();
        return told;
    }
}
