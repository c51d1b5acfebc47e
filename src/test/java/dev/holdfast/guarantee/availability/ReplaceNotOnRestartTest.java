package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ReplaceNotOnRestartTest extends GuaranteeTest<ReplaceNotOnRestart> {
    @Test
    void passesWhenThePodIsLeftAloneWhileTheControllerIsAtWork() {
        judged(restarted().control("control-0"))
                .passes("the pods 1 were left alone by the controller after a container of theirs had been restarted");
    }

    @Test
    void passesWhenTheControllerGoesOverTheSetTwice() {
        restarted().set().status(2, 2);

        judged(story.set().lookedAt(2)).passes();
    }

    @Test
    void failsWhenTheControllerDeletesThePod() {
        judged(restarted().version(300).down(1))
                .fails(
                        "pod 1 (uid web-1#1) was deleted by the controller at resourceVersion 300 after a container of it had been"
                                + " restarted at resourceVersion 200, although the set wanted it, it had not ended, and it was not to"
                                + " be updated")
                .shows(200L, 300L);
    }

    @Test
    void saysNothingOfAPodThatIsScaledDownThen() {
        restarted().set().replicas(1).changed();

        judged(story.down(1)).isInconclusiveOnlyBecause("no container was restarted of a pod that web kept");
    }

    @Test
    void saysNothingOfAPodThatFailsThen() {
        restarted().pod(1).failed();

        judged(story.down(1)).isInconclusive("no container was restarted of a pod that web kept");
    }

    @Test
    void saysNothingOfAPodThatTheScenarioDeletes() {
        judged(restarted().remade(1)).isInconclusive("no container was restarted of a pod that web kept");
    }

    @Test
    void saysNothingOfAPodOfWhichARestartIsToldWhenItIsToEnd() {
        story.wholeSet(2).pod(1).deleting().restarted();

        judged(story.control("control-0")).isInconclusive("no container was restarted of a pod that web kept");
    }

    @Test
    void isInconclusiveWhenTheControllerWasNotSeenAtWork() {
        judged(restarted())
                .isInconclusive(
                        "a container of pod 1 (uid web-1#1) had been restarted at resourceVersion 200, and nothing shows"
                                + " that the controller was at work after that");
    }

    @Test
    void isInconclusiveWhenTheControllerHadGoneOverTheSetOnlyBeforeThat() {
        story.wholeSet(2).set().lookedAt(2);
        story.pod(1).restarted();

        judged().isInconclusive("nothing shows that the controller was at work after that");
    }

    @Test
    void isInconclusiveWhenNothingWasRestarted() {
        judged(story.wholeSet(2)).isInconclusive("no container was restarted of a pod that web kept");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(restarted().control("control-0").gap(Kinds.POD)).isInconclusive("gap");
    }

    private Story restarted() {
        story.wholeSet(2).version(200).pod(1).restarted();
        return story;
    }
}
