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

    /** The write of the last status of a set met the set that had been created in its place. */
    @Test
    void saysNothingOfAPodThatIsUpdatedWhereASetBeganWithTheStatusOfTheOneBefore() {
        Story again = new Story();
        again.set().settledOn("web-1", "nginx:1");
        again.orphaned(0, 1).set().again("uid-2").template("nginx:2").added();
        again.set().revisions("web-1", "web-1").counts(2, 2).settled();
        again.adopted(0).adopted(1).pod(1).restarted();
        again.revision("web-2", "nginx:2", 2)
                .set()
                .revisions("web-2", "web-2")
                .counts(0, 0)
                .settled();
        again.pod(1).deleting();

        judged(again).isInconclusive("no container was restarted of a pod that web kept");
    }

    /** It does not say that the controller has seen all specs of this set, of which it says that it has seen more than there are. */
    @Test
    void saysNothingOfAPodThatWasNotWantedWhereASetBeganWithTheStatusOfTheOneBefore() {
        Story again = new Story();
        again.set().settledOn("web-1", "nginx:1");
        again.set().lookedAt(3);
        again.orphaned(0, 1).set().again("uid-2").replicas(1).added();
        again.set()
                .revisions("web-1", "web-1")
                .counts(2, 2)
                .with(set -> set.withObject("/status").put("observedGeneration", 4))
                .written();
        again.adopted(0).adopted(1).pod(1).restarted();
        again.set().replicas(2).changed();
        again.pod(1).deleting();

        judged(again).isInconclusive("no container was restarted of a pod that web kept");
    }
}
