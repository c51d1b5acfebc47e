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
