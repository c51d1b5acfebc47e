package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import org.junit.jupiter.api.Test;

class OrdinalStartTest extends GuaranteeTest<OrdinalStart> {
    @Test
    void passesWhenThePodsHaveTheOrdinalsFromTheFirstOneOn() {
        judged(begun().set().settled())
                .passes(
                        "whenever web was at rest while its ordinals began above 0, its pods were exactly those of its range,"
                                + " last 2..3");
    }

    @Test
    void failsWhenThePodsBeginAtZero() {
        story.set().start(2).replicas(2).added();
        story.version(300).up(0, 1).set().settled();

        judged().failsBecauseOf(
                        "pod 0 was created at resourceVersion 300, but the ordinals of StatefulSet web were to be 2..3");
    }

    @Test
    void failsWhenAPodIsLabelledWithItsDistanceFromTheFirstOne() {
        story.set().start(2).replicas(1).added();
        story.version(300)
                .pod(2)
                .label(PodView.INDEX_LABEL, "0")
                .added()
                .running()
                .ready();
        story.set().settled();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 with the label apps.kubernetes.io/pod-index '0' instead of"
                                + " '2'")
                .shows(101L, 300L);
    }

    @Test
    void failsWhenAPodMountsTheClaimOfItsDistanceFromTheFirstOne() {
        story.set().start(2).replicas(1).added();
        story.version(300).pod(2).mounts("www", "www-web-0").added().running().ready();
        story.set().settled();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 with the claim of its volume www 'www-web-0' instead of"
                                + " 'www-web-2'");
    }

    @Test
    void failsWhenAPodIsLeftThatIsOutside() {
        begun().set().start(3).changed();
        story.up(4).version(300).set().settled().lookedAt(2);

        judged().fails(
                        "StatefulSet web was at rest at resourceVersion 300 and wanted the ordinals 3..4, but the ordinals of"
                                + " its pods were 2, 3, 4");
    }

    @Test
    void saysNothingOfTheTimeWhenTheOrdinalsBeganAtZero() {
        story.wholeSet(2).set().start(2).changed();

        judged().isInconclusive("never came to rest with all its replicas Ready while its ordinals began above 0");
    }

    /** The controller may still be acting on the spec before. */
    @Test
    void saysNothingOfAPodThatMayHaveBeenMadeForTheSpecBefore() {
        story.wholeSet(2).set().start(2).replicas(2).changed();
        story.deletes(1).down(1).up(1);
        story.down(1, 0).up(2, 3).set().settled();

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(begun().gap(Kinds.POD).set().settled()).isInconclusive("gap");
    }

    @Test
    void doesNotApplyToASetThatBeginsAtZero() {
        judged(story.wholeSet(2)).isNotApplicable("never had ordinals that begin above 0");
    }

    private Story begun() {
        return story.set().start(2).replicas(2).up();
    }
}
