package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageClaimBeforePodTest extends GuaranteeTest<StorageClaimBeforePod> {
    @BeforeEach
    void thereIsASet() {
        story.set().added();
    }

    @Test
    void passesWhenTheClaimIsCreatedFirst() {
        story.claim(0).added();
        story.up(0);

        judged().passes();
    }

    @Test
    void passesWhenTheClaimWasThereBefore() {
        story.claim(0).listed();
        story.up(0).remade(0);

        judged().passes();
    }

    @Test
    void passesWhenTheEarlierClaimOnlyArrivesLater() {
        story.version(200).pod(0).added();
        story.version(199).claim(0).added();

        judged().passes();
    }

    @Test
    void failsWhenTheClaimIsCreatedAfterThePod() {
        story.version(4711).pod(0).added();
        story.version(4725).claim(0).added();

        judged().fails("pod 0 was created at resourceVersion 4711 before its claim www-web-0, which was created only at"
                        + " resourceVersion 4725")
                .shows(4711L, 4725L);
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardThatTheClaimIsGone() {
        story.claim(0).added().deleted();
        story.version(4711).up(0);

        judged().isInconclusive(
                        "pod 0 was created at resourceVersion 4711 although its claim www-web-0 was gone at resourceVersion"
                                + " 103, of which the controller may not have heard")
                .shows(103L, 4711L);
    }

    @Test
    void isInconclusiveWhenTheClaimWasMadeAnewForAPodThatWaits() {
        story.claim(0).added().deleted();
        story.version(4711).pod(0).added();
        story.claim(0).uid("uid-new").added();

        judged().isInconclusive("of which the controller may not have heard");
    }

    @Test
    void saysNothingOfPodsThatTheSetDidNotMake() {
        story.pod(0).withoutOwner().added();
        story.adopted(0);

        judged().isInconclusive("no pod of web with a claim was created");
    }

    @Test
    void failsWhenThereWasNeverAClaim() {
        story.version(4711).up(0);

        judged().fails("pod 0 was created at resourceVersion 4711, but there was never a claim www-web-0")
                .shows(4711L);
    }

    @Test
    void failsWithoutAClaimThoughTheScenarioEndedEarly() {
        story.version(4711).up(0).cutShort();

        judged().fails("pod 0 was created at resourceVersion 4711, but there was never a claim www-web-0")
                .shows(4711L);
    }

    @Test
    void isInconclusiveWhenNumbersAndArrivalContradictEachOther() {
        story.version(4725).claim(0).added();
        story.version(4711).pod(0).added();

        judged().isInconclusive("seem not to be numbered together");
    }

    @Test
    void isInconclusiveWhenTheClaimMayBeInAGap() {
        judged(story.gap(Kinds.CLAIM).up(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasCreated() {
        judged(story.claim(0).added()).isInconclusive("no pod of web with a claim was created");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        Story without = new Story();
        without.set().withoutClaims().added();

        judged(without).isNotApplicable("no volumeClaimTemplates");
    }

    @Test
    void countsThePods() {
        story.claim(0).added();
        story.up(0);

        judged().passes("1 pod was created when their claims existed");

        story.claim(1).added();
        story.up(1);

        judged().passes("2 pods were created when their claims existed");
    }

    @Test
    void failsWhenTheClaimThatCameTooLateIsGoneAgain() {
        story.version(4711).pod(0).added();
        story.version(4725).claim(0).added().deleted();

        judged().fails("pod 0 was created at resourceVersion 4711 before its claim www-web-0, which was created only at"
                + " resourceVersion 4725");
    }

    @Test
    void showsTheClaimThatWasGoneLast() {
        story.claim(0).added().deleted().uid("uid-2").added().deleted();
        story.version(4711).up(0);

        judged().isInconclusive("although its claim www-web-0 was gone at resourceVersion 105")
                .shows(105L, 4711L);
    }
}
