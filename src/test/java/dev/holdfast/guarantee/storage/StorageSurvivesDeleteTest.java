package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageSurvivesDeleteTest extends GuaranteeTest<StorageSurvivesDelete> {
    @Test
    void passesWhenTheClaimsStay() {
        judged(deleted()).passes();
    }

    @Test
    void passesWhenANewSetUsesTheClaimsAgain() {
        deleted().set().again("uid-2").added();
        story.up(0, 1);

        judged().passes();
    }

    @Test
    void failsWhenAClaimGoesWithTheSet() {
        deleted().version(300).claim(0).deleted();

        judged().fails("claim www-web-0 of pod 0 was deleted at resourceVersion 300 after the set had been deleted at"
                        + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenANewSetGetsOtherClaims() {
        deleted().version(300).claim(0).deleted();
        story.claim(0).uid("other").added().bound("pv-9");
        story.set().again("uid-2").added();
        story.version(400).up(0);

        judged().fails("claim www-web-0 of pod 0 was deleted at resourceVersion 300 after the set had been deleted at"
                + " resourceVersion 200 (and 1 more)");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(deleted().deletesClaim(0).claim(0).deleted()).passes();
    }

    @Test
    void countsADeletionThatTheScenarioAskedForOnlyLater() {
        deleted().version(300).claim(0).deleting();
        story.deletesClaim(0).claim(0).deleted();

        judged().fails("claim www-web-0 of pod 0 was deleted at resourceVersion 300 after the set had been deleted at"
                + " resourceVersion 200");
    }

    /** The garbage collector deletes also what belongs to others. */
    @Test
    void passesWhenAClaimGoesWithSomethingElse() {
        Story logged = Story.ofBystander();
        logged.wholeSet(1).claim(0).controlledBy("Database", "db", "uid-db").bound("pv-0");
        logged.set().deleted();
        logged.down(0).claim(0).deleting();
        logged.audited(new AuditedRequest(
                "delete",
                "",
                "system:serviceaccount:kube-system:generic-garbage-collector",
                "kube-controller-manager"));

        judged(logged).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(deleted().gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetWasNotDeleted() {
        judged(story.wholeSet(2)).isInconclusive("was not deleted");
    }

    @Test
    void asksForWhatThePolicySaysOfDeletionsOnly() {
        story.set().deletesClaimsWhenScaled();
        deleted()
                .version(300)
                .claim(0)
                .goesWith(Kinds.STATEFUL_SET, Story.SET, story.set().uid());
        story.claim(0).deleted();

        judged().fails("claim www-web-0 of pod 0 was deleted at resourceVersion 301 after the set had been deleted at"
                + " resourceVersion 200");
    }

    @Test
    void isNotApplicableWhereClaimsAreToGo() {
        judged(story.set().deletesClaimsWhenDeleted().added()).isNotApplicable("lets claims go");
    }

    @Test
    void allowsTheClaimToGoWithALaterSetThatSaysSo() {
        deleted().set().again("uid-2").deletesClaimsWhenDeleted().added();
        story.claim(0).goesWith(Kinds.STATEFUL_SET, Story.SET, "uid-2");
        story.claim(1).goesWith(Kinds.STATEFUL_SET, Story.SET, "uid-2");
        story.set().deleted();
        story.claim(0).deleted();
        story.claim(1).deleted();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWent() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.set().deleted();
        watched.down(0).claim(0).deleted();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void saysNothingOfAPodThatOnlyTheNextSetHas() {
        deleted().set().again("uid-2").replicas(3).added();
        story.claim(2).added().bound("pv-2");
        story.up(0, 1, 2);

        judged().passes("the claims of the pods 0, 1 outlived the set");
    }

    private Story deleted() {
        story.wholeSet(2).version(200).set().deleted();
        return story.down(1, 0);
    }
}
