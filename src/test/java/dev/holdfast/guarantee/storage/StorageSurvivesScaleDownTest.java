package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageSurvivesScaleDownTest extends GuaranteeTest<StorageSurvivesScaleDown> {
    @Test
    void passesWhenTheClaimStays() {
        judged(lowered().down(1)).passes();
    }

    @Test
    void passesWhenThePodComesBackToItsClaim() {
        lowered().down(1).set().replicas(2).changed();
        story.up(1);

        judged().passes();
    }

    @Test
    void failsWhenTheClaimGoesWithThePod() {
        lowered().down(1).version(300).claim(1).deleted();

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after the set had been scaled from 2 to 1"
                                + " replicas at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePodComesBackToAnotherClaim() {
        lowered().down(1).version(300).claim(1).deleted();
        story.set().replicas(2).changed();
        story.claim(1).uid("other").added().bound("pv-9");
        story.version(400).up(1);

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after the set had been scaled from 2 to 1"
                                + " replicas at resourceVersion 200 (and 1 more)");
    }

    @Test
    void failsWhenTheClaimIsBoundToAnotherVolume() {
        lowered().down(1).version(300).claim(1).bound("pv-9");

        judged().fails(
                        "claim www-web-1 of pod 1 was bound to volume pv-1, but at resourceVersion 300 to pv-9, after the set"
                                + " had been scaled from 2 to 1 replicas at resourceVersion 200");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(lowered().down(1).deletesClaim(1).claim(1).deleted()).passes();
    }

    @Test
    void isInconclusiveWhenThePodIsNotGoneYet() {
        judged(lowered().pod(1).deleting()).isInconclusive("the recording ended before pod 1 was gone");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(lowered().down(1).gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasRemoved() {
        judged(story.wholeSet(2)).isInconclusive("was removed by scaling down");
    }

    @Test
    void isNotApplicableWhereClaimsAreToGo() {
        judged(story.set().deletesClaimsWhenScaled().added()).isNotApplicable("lets claims go");
    }

    @Test
    void asksForWhatThePolicySaysOfScalingOnly() {
        story.set().deletesClaimsWhenDeleted();
        lowered().claim(1).goesWith(Kinds.POD, "web-1", "web-1#1");
        story.down(1).version(300).claim(1).deleted();

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after the set had been scaled from 2 to 1"
                                + " replicas at resourceVersion 200");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWent() {
        Story watched = Story.ofBystander().wholeSet(2);
        watched.set().replicas(1).changed();
        watched.down(1).claim(1).deleted();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void saysNothingOfThePodsThatWentUnderAnotherPolicy() {
        story.wholeSet(3).set().replicas(2).changed();
        story.down(2).set().settled();
        story.set().deletesClaimsWhenScaled().replicas(1).changed();
        story.claim(1).goesWith(Kinds.POD, "web-1", "web-1#1");
        story.down(1).claim(1).deleted();

        judged().passes("the claims of the pods that were removed stayed: pod 2");
    }

    @Test
    void passesWhenSomethingElseOfTheClaimChanges() {
        judged(lowered().down(1).claim(1).label("owner", "somebody").bound("pv-1"))
                .passes();
    }

    @Test
    void passesWhenTheClaimIsBoundOnlyLater() {
        story.set().added();
        story.claim(1).added();
        story.up(0, 1).set().settled();
        story.set().replicas(1).changed();
        story.down(1).claim(1).bound("pv-1");

        judged().passes();
    }

    private Story lowered() {
        story.wholeSet(2).version(200).set().replicas(1).changed();
        return story;
    }
}
