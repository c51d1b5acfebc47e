package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleToZeroTest extends GuaranteeTest<OrderScaleToZero> {
    @Test
    void passesWhenPodsGoInOrderAndClaimsStay() {
        judged(zero().down(1, 0).set().status(0, 0)).passes();
    }

    @Test
    void passesWhenTheSetComesBackWithItsClaims() {
        zero().down(1, 0).set().status(0, 0);
        story.set().replicas(2).changed().withPods(0, 1).set().settled();

        judged().passes();
    }

    @Test
    void failsWhenTheLowestGoesFirst() {
        zero().version(300).down(0).version(310).down(1).set().status(0, 0);

        judged().fails("pod 0 (uid web-0#1) was deleted at resourceVersion 300 before pod 1, which was deleted only at"
                + " resourceVersion 310; the set had been scaled from 2 to 0 replicas at resourceVersion 200"
                + " (and 1 more)");
    }

    @Test
    void failsWhenBothGoAtOnce() {
        zero().version(300).pod(1).deleting();
        story.pod(0).deleting();
        story.down(0).version(310).pod(1).deleted();
        story.set().status(0, 0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 301 while pod 1 still existed: it was gone only at"
                                + " resourceVersion 310");
    }

    @Test
    void failsWhenAClaimGoes() {
        zero().down(1, 0).set().status(0, 0);
        story.version(300).claim(1).deleted();

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after the set had been scaled from 2 to 0"
                                + " replicas at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void isInconclusiveWhenTheStatusNeverSaysThatNoPodIsLeft() {
        judged(zero().down(1, 0)).isInconclusive("its status did not say");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(zero().down(1, 0).gap(Kinds.CLAIM).set().status(0, 0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenItWasOnlyScaledToOne() {
        story.wholeSet(2).set().replicas(1).changed();
        story.down(1).set().settled();

        judged().isInconclusive("was not scaled to zero");
    }

    @Test
    void failsWhenTheSetComesBackWithAnotherClaim() {
        zero().down(1, 0).set().status(0, 0);
        story.version(300).claim(1).deleted().uid("uid-other").added().bound("pv-9");
        story.set().replicas(2).changed().withPods(0, 1).set().settled();

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after the set had been scaled from 2 to 0"
                                + " replicas at resourceVersion 200 (and 1 more)");
    }

    @Test
    void isInconclusiveWhenTheLastStatusSaysThatAPodIsLeft() {
        zero().down(1).set().status(1, 1);
        story.down(0);

        judged().isInconclusive("its status did not say");
    }

    @Test
    void isInconclusiveWhenOnlyTheStatusOfALaterSetSaysThatNoPodIsLeft() {
        zero().down(1, 0).set().deleted().again("uid-2").added().changed().status(0, 0);

        judged().isInconclusive("its status did not say");
    }

    private Story zero() {
        story.wholeSet(2).version(200).set().replicas(0).changed();
        return story;
    }
}
