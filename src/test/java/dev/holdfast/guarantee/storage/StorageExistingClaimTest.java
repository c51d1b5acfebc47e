package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageExistingClaimTest extends GuaranteeTest<StorageExistingClaim> {
    @Test
    void passesWhenThePodHasTheClaimThatWasThere() {
        judged(existing().up(0)).passes("the pods have the claims that were there before: www-web-0");
    }

    @Test
    void passesWhenTheClaimWasThereBeforeTheRecording() {
        story.claim(0).listed();
        story.set().added().withPods(0);

        judged().passes();
    }

    @Test
    void passesWhenTheScenarioMadeItForAPodToCome() {
        story.set().added();
        makes("www-web-0").claim(0).added();

        judged(story.up(0)).passes();
    }

    @Test
    void failsWhenThePodHasAnotherClaim() {
        existing().version(4711).pod(0).mounts("www", "www-web-0-new").added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with claim www-web-0-new as its volume www,"
                                + " although claim www-web-0 (uid uid-101) was there since resourceVersion 101")
                .shows(101L, 4711L);
    }

    @Test
    void failsWhenThePodHasNoClaim() {
        existing().version(4711).pod(0).withoutClaims().added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with no claim as its volume www, although claim"
                                + " www-web-0 (uid uid-101) was there since resourceVersion 101");
    }

    @Test
    void failsWhenTheClaimIsMadeAnew() {
        existing().up(0).version(4711).claim(0).deleted();
        story.claim(0).uid("another").added();

        judged().fails(
                        "claim www-web-0 (uid uid-101) was there since resourceVersion 101 before its pod, and was replaced by"
                                + " another (uid another) at resourceVersion 4712")
                .shows(4711L, 4712L);
    }

    @Test
    void allowsThatTheScenarioDeletesIt() {
        existing().up(0).deletesClaim(0).claim(0).deleted();
        story.claim(0).uid("another").added();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story watched = Story.ofBystander();
        watched.claim(0).added();
        watched.set().added();
        watched.up(0).claim(0).deleted();
        watched.claim(0).uid("another").added();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void saysNothingOfAClaimThatWasGoing() {
        existing().claim(0).deleting();
        story.pod(0).mounts("www", "www-web-0-new").added();

        judged().isInconclusive("no claim of web was there before its set and its pod");
    }

    @Test
    void saysNothingOfAClaimThatSomebodyMadeOnlyAfterThePod() {
        story.set().added();
        story.pod(0).added();

        judged(makes("www-web-0").claim(0).added())
                .isInconclusive("no claim of web was there before its set and its pod");
    }

    @Test
    void passesWhenTheClaimWasThereBeforeTheSecondSetOfThatName() {
        story.set().added().deleted();
        story.claim(0).added();
        story.set().again("uid-2").added();
        story.pod(0).ofSet("uid-2").added();

        judged().passes("the pods have the claims that were there before: www-web-0");
    }

    @Test
    void saysNothingOfClaimsThatTheControllerMade() {
        judged(story.wholeSet(2)).isInconclusive("no claim of web was there before its set and its pod");
    }

    @Test
    void saysNothingOfClaimsOfASetThatItFound() {
        story.claim(0).listed();
        story.set().listed().withPods(0);

        judged().isInconclusive("no claim of web was there before its set and its pod");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(existing().gap(Kinds.CLAIM).up(0)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    private Story existing() {
        story.claim(0).uid("uid-101").added();
        story.set().added();
        return story;
    }

    private Story makes(String claim) {
        return story.tell(Action.of("create claim " + claim, Action.CREATE, Kinds.CLAIM, claim, ""));
    }
}
