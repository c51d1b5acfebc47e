package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleUpBlockedTest extends GuaranteeTest<OrderScaleUpBlocked> {
    @Test
    void passesWhenTheScaleUpWaitsForTheUnreadyPod() {
        blocked().control("control-0").pod(1).ready();
        story.up(2, 3);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsAddedMeanwhile() {
        blocked().version(300).pod(2).added();
        story.version(310).pod(1).ready();

        judged().fails("pod 2 was created at resourceVersion 300 while pod 1 was not Ready: it had ceased to be so at"
                        + " resourceVersion 200; the set had been scaled from 2 to 4 replicas at resourceVersion 201")
                .shows(200L, 201L, 300L);
    }

    @Test
    void failsWhenAPodWasMissing() {
        story.set().up().set().settled();
        story.deletes(1).down(1);
        story.set().replicas(3).changed();
        story.set().status(1, 1);
        story.version(300).pod(2).added();

        judged().fails(
                        "pod 2 was created at resourceVersion 300 while pod 1 was gone since resourceVersion 110; the set had"
                                + " been scaled from 2 to 3 replicas at resourceVersion 111");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        blocked().pod(1).ready();
        story.up(2, 3);

        judged().isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenTheSignCameBeforeTheControllerSawTheSpec() {
        story.set().up().pod(1).unready();
        story.set().replicas(3).changed();
        story.control("control-0").set().status(2, 1);
        story.pod(1).ready();

        judged().isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenTheControllerDidNotSeeTheSpec() {
        story.set().up().pod(1).unready();
        story.set().replicas(3).changed();
        story.control("control-0").pod(1).ready();
        story.up(2);

        judged().isInconclusive("did not say that it had seen that spec");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(blocked().control("control-0").gap(Kinds.POD).pod(1).ready()).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenAllPodsWereReady() {
        story.set().up().set().replicas(3).changed().withPods(2);

        judged().isInconclusive("was not scaled up while one of its pods was not Ready");
    }

    @Test
    void doesNotBlameTheControllerWhenSomebodyElseWroteTheSetAfterALoss() {
        story.set().up().set().settled();
        story.version(200).pod(0).unready();
        story.set().replicas(3).changed();
        story.version(300).pod(2).added();
        story.pod(0).ready();
        story.pod(2).running().ready();

        judged().isInconclusive("did not say that it had seen that spec");
    }

    @Test
    void passesWhenTheScaleUpWaitsUntilTheRecordingEnds() {
        judged(blocked().control("control-0")).passes();
    }

    @Test
    void isInconclusiveWhenTheControllerWasAtWorkOnlyAfterTheSetWasScaledBack() {
        blocked().set().replicas(2).changed().status(2, 1);
        story.control("control-0");

        judged().isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void passesWhenTheSetIsScaledBackAndUpAgainWithAllPodsReady() {
        blocked().control("control-0").set().replicas(2).changed();
        story.pod(1).ready();
        story.set().settled();
        story.set().replicas(3).changed().withPods(2).set().settled();

        judged().passes();
    }

    @Test
    void saysNothingOfAScaleDownWithAPodThatIsNotReady() {
        story.set().added().withPods(0, 1).set().settled();
        story.set().replicas(3).changed().withPods(2).set().settled();
        story.pod(0).unready();
        story.set().replicas(2).changed().status(3, 2);

        judged().isInconclusive("was not scaled up while one of its pods was not Ready");
    }

    private Story blocked() {
        story.set().up().set().settled();
        story.version(200).pod(1).unready();
        story.set().replicas(4).changed();
        story.set().status(2, 1);
        return story;
    }

    /** The pods that it asked for shortly before do not wait for one that it did not want. */
    @Test
    void allowsWhatASpecAsksForThatTheControllerMayNotHaveLeftBehind() {
        story.set().replicas(3).up().set().settled();
        story.pod(0).unready();
        story.set().status(3, 2).start(3).changed();
        story.set().start(0).changed();
        story.set().replicas(5).changed();
        story.pod(3).added();

        judged().isInconclusive("the controller did not say that it had seen that spec");
    }
}
