package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderScaleDownBlockedTest extends GuaranteeTest<OrderScaleDownBlocked> {
    @Test
    void passesWhenNothingGoesUntilThePodHasRecovered() {
        sick(3, 2, 0).control("control-0").pod(0).ready();

        judged(story.down(2)).passes();
    }

    @Test
    void failsWhenAPodIsRemovedMeanwhile() {
        sick(3, 2, 0).version(300).down(2).version(310).pod(0).ready();

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 0 was not Ready: it had ceased to be"
                                + " so at resourceVersion 200; the set had been scaled from 3 to 2 replicas at resourceVersion 202")
                .shows(200L, 202L, 300L);
    }

    @Test
    void failsWhenAPodThatIsWantedIsMissing() {
        story.set().replicas(3).up().set().settled();
        story.deletes(0).version(200).down(0).set().status(2, 2);
        story.set().replicas(2).changed();
        story.version(300).down(2);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 0 was gone since resourceVersion"
                                + " 201; the set had been scaled from 3 to 2 replicas at resourceVersion 203");
    }

    /** What the controller does, by which pods are unhealthy, and from how many to how many the set is scaled. */
    @ParameterizedTest
    @CsvSource({"0, 3, 0", "1, 3, 1", "1, 2, 1", "2, 4, 1"})
    void deviatesWhenOnlyPodsAreUnhealthyThatAreToGo(int unhealthy, int from, int to) {
        sick(from, to, unhealthy);
        for (int ordinal = from - 1; ordinal >= to; ordinal--) {
            story.down(ordinal);
        }

        judged().deviates("as Kubernetes does where only pods are unhealthy that are to be removed");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3, 1", "1, 2, 3, 1", "0, 2, 3, 0", "1, 3, 4, 1"})
    void failsWhenAPodGoesThatHasToWaitForAnother(int one, int other, int from, int to) {
        sick(from, to, one, other).down(from - 1);

        judged().failsBecauseOf(" while pod " + one + " was not Ready: it had ceased to be so");
    }

    @Test
    void passesWhenPodsThatAreToGoWaitForEachOther() {
        sick(3, 1, 1, 2).control("control-0").pod(1).ready();

        judged().passes();
    }

    @Test
    void passesWhenNothingGoesUntilTheRecordingEnds() {
        judged(sick(3, 2, 0).control("control-0")).passes();
    }

    @Test
    void passesWhenNothingGoesUntilTheLastOfThePodsHasRecovered() {
        judged(sick(4, 3, 0, 1)
                        .pod(0)
                        .ready()
                        .story()
                        .control("control-0")
                        .pod(1)
                        .ready())
                .passes();
    }

    @Test
    void isInconclusiveWhenTheControllerWasAtWorkOnlyAfterThePodHadRecovered() {
        judged(sick(3, 2, 0).pod(0).ready().story().control("control-0"))
                .isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenTheControllerWasAtWorkOnlyAfterTheSetWasScaledBack() {
        sick(3, 2, 0).set().replicas(3).changed().status(3, 2);

        judged(story.control("control-0").pod(0).ready())
                .isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void saysNothingOfPodsThatGoWhenTheSetHasBeenScaledUpAgain() {
        sick(5, 2, 0).control("control-0").set().replicas(3).changed().status(5, 4);

        judged(story.down(4)).passes();
    }

    @Test
    void saysNothingOfAParallelSetThatFollowsOne() {
        story.set().added().deleted();
        story.set().again("uid-2").parallel().replicas(3).added();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            story.pod(ordinal).ofSet("uid-2");
        }
        story.up(0, 1, 2).pod(0).unready();
        story.set().status(3, 2).replicas(2).changed().status(3, 2);

        judged(story.control("control-0")).isInconclusive("was not scaled down while one of its pods was not Ready");
    }

    @Test
    void saysNothingOfAPodThatMayHaveGoneForAnUpdate() {
        story.set().rolling(0).replicas(3).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").pod(0).unready();
        story.set().status(3, 2).replicas(2).changed();

        judged(story.down(2)).isInconclusive("the controller did not say that it had seen that spec");
    }

    @Test
    void deviatesWhenAPodGoesThatIsUnhealthyItselfBeforeAHigherOne() {
        judged(sick(3, 1, 1, 2).control("control-0").down(1)).deviates("while it was not Ready itself");
    }

    @Test
    void saysWhichOtherPodWasUnhealthy() {
        sick(3, 1, 1).version(300).down(2);

        judged().deviates("pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 1 was not Ready");
    }

    @Test
    void saysNothingWhereTheOtherPodMayHaveBeenWanted() {
        story.scaled(3, 2).set().replicas(1).changed();
        story.pod(1).unready();
        story.set()
                .with(set -> set.withObject("/status").put("readyReplicas", 2))
                .written();

        judged(story.down(2)).isInconclusive("was not scaled down while one of its pods was not Ready");
    }

    @Test
    void deviatesWhenThePodIsReadyOnlyAsItEnds() {
        neverReady().pod(1).with(pod -> pod.withObject("/status")
                .withArray("/conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True"));

        judged(story.pod(1).deleting()).deviates("while it was not Ready itself");
    }

    @Test
    void deviatesWhenThePodBecomesReadyWhileItEnds() {
        judged(neverReady().pod(1).deleting().ready()).deviates("while it was not Ready itself");
    }

    /** Pod 1 never was Ready when it is to go. */
    private Story neverReady() {
        story.set().added().withPods(0).pod(1).added().running();
        return story.set().status(2, 1).replicas(1).changed().status(2, 1).story();
    }

    @Test
    void saysThatThePodWasUnhealthyItself() {
        sick(2, 1, 1).version(300).down(1);

        judged().deviates("pod 1 (uid web-1#1) was deleted at resourceVersion 300 while it was not Ready itself");
    }

    @Test
    void doesNotBlameTheControllerForALossThatItCouldNotKnowOf() {
        story.set().replicas(3).up().set().settled();
        story.set().replicas(2).changed();
        story.pod(0).unready();
        story.down(2).pod(0).ready();

        judged().isInconclusive("was not scaled down while one of its pods was not Ready");
    }

    @Test
    void doesNotBlameItForWhatItMayHaveDoneByTheSpecBefore() {
        story.set().replicas(3).up().set().settled();
        story.set().replicas(2).changed();
        story.pod(1).unready();
        story.set().replicas(1).changed();
        story.version(300).down(2).pod(1).ready();

        judged().isInconclusive("was not scaled down while one of its pods was not Ready");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        sick(3, 2, 0).deletes(2).down(2).control("control-0").pod(0).ready();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().replicas(3).up().set().settled();
        seen.pod(0).unready();
        seen.set().status(3, 2);
        seen.set().replicas(2).changed().status(3, 2);
        seen.control("control-0").down(2).pod(0).ready();

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        sick(3, 2, 0).pod(0).ready();

        judged(story.down(2)).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenAllPodsWereReady() {
        judged(story.scaled(3, 1).down(2, 1)).isInconclusive("was not scaled down while one of its pods was not Ready");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(sick(3, 2, 0).gap(Kinds.POD).control("control-0").pod(0).ready()).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        judged(story.set().parallel().added()).isNotApplicable("Parallel");
    }

    /** Pods cease to be Ready, and the controller knows; then the set is scaled down, and it knows that, too. */
    private Story sick(int from, int to, int... unhealthy) {
        story.set().replicas(from).up().set().settled();
        story.version(200);
        int left = from - (int) Arrays.stream(unhealthy).distinct().count();
        Arrays.stream(unhealthy).distinct().forEach(ordinal -> story.pod(ordinal)
                .unready());
        story.set().status(from, left);
        story.set().replicas(to).changed().status(from, left);
        return story;
    }

    /** It makes pod 2 again, and does not know that it has. */
    @Test
    void doesNotBlameTheControllerThatMayNotKnowOfTheOtherPodThatIsToGo() {
        Story earlier = Story.on("v1.34.0");
        earlier.set().replicas(4).up().pod(3).unready();
        earlier.set().status(4, 3);
        earlier.deletes(2).down(2).set().status(3, 2);
        earlier.pod(2).added();
        earlier.set().replicas(2).changed();

        earlier.down(3).set().status(3, 2);

        judged(earlier.pod(2).running().ready()).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void deviatesBesideAPodThatTheSetHasLetGo() {
        sick(4, 4, 2, 3).letGo(2).set().status(3, 2);
        story.set().replicas(2).changed();

        judged(story.down(3)).deviates("while it was not Ready itself");
    }
}
