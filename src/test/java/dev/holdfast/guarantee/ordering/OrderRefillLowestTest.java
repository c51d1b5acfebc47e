package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderRefillLowestTest extends GuaranteeTest<OrderRefillLowest> {
    @Test
    void passesWhenTheLostPodIsBackBeforeTheNextIsLaunched() {
        lost().up(0).pod(1).ready();
        story.up(2);

        judged().passes();
    }

    @Test
    void failsWhenTheNextIsLaunchedWhileTheLostOneIsMissing() {
        lost().pod(1).ready();
        story.set().status(1, 1);
        story.version(300).pod(2).added();

        judged().fails("pod 2 was created at resourceVersion 300 while pod 0 was gone since resourceVersion 108")
                .shows(108L, 300L);
    }

    @Test
    void failsWhenTheNextIsLaunchedBeforeTheNewOneIsReady() {
        lost().pod(1).ready();
        story.pod(0).added().running();
        story.version(300).pod(2).added();
        story.version(310).pod(0).ready();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 while pod 0 was not Ready: its Ready condition turned True"
                                + " only at resourceVersion 310")
                .shows(300L, 310L);
    }

    @Test
    void doesNotBlameTheControllerForALossThatItCouldNotKnowOf() {
        story.set().replicas(3).added().withPods(0, 1).deletes(0).down(0);
        story.up(2, 0);
        story.set().replicas(4).changed().withPods(3);

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(lost().gap(Kinds.POD).up(0, 2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoHigherOrdinalWasMissing() {
        judged(story.set().up().remade(0)).isInconclusive("was lost while a higher ordinal was still without one");
    }

    @Test
    void saysNothingOfAPodThatTheSetBeforeHadLost() {
        lost().set().deleted();
        story.down(1).set().again("uid-2").added();
        story.up(0, 1, 2);

        judged().isInconclusive("was lost while a higher ordinal was still without one");
    }

    @Test
    void saysNothingOfAPodThatTheSetBeforeHadBroughtBack() {
        lost().up(0).set().deleted();
        story.down(1, 0).set().again("uid-2").added();
        story.up(0, 1, 2);

        judged().isInconclusive("was lost while a higher ordinal was still without one");
    }

    @Test
    void saysNothingOfAPodThatIsNotWantedAnyMore() {
        story.set().replicas(3).added();
        story.up(0, 1).set().start(1).replicas(2).changed().status(2, 2);
        story.down(0).pod(1).unready();
        story.set().status(1, 0);
        story.pod(2).added();

        judged().isInconclusive("was lost while a higher ordinal was still without one");
    }

    @Test
    void saysNothingWhenAHigherPodIsWantedOnlyLater() {
        story.set().added().withPods(0, 1).remade(0).set().replicas(3).changed();
        story.up(2);

        judged().isInconclusive("was lost while a higher ordinal was still without one");
    }

    @Test
    void saysNothingWhenOnlyALowerPodIsMissing() {
        story.set().added().withPods(0, 1).deletes(0).down(0).deletes(1).down(1);
        story.up(0, 1).set().replicas(3).changed();
        story.up(2);

        judged().isInconclusive("was lost while a higher ordinal was still without one");
    }

    private Story lost() {
        story.set().replicas(3).added().withPods(0).pod(1).added().running();
        return story.deletes(0).down(0);
    }
}
