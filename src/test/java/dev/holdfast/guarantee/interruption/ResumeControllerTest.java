package dev.holdfast.guarantee.interruption;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class ResumeControllerTest extends InterruptedUpdateTest<ResumeController> {
    ResumeControllerTest() {
        super("kube-controller-manager");
    }

    @Test
    void passesWhenTheUpdateGoesOn() {
        isRestarted();
        story.version(300).replaced(0);

        judged().passes(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 after kube-controller-manager was ended and"
                                + " started again, and nothing was done twice");
    }

    @Test
    void passesWhenWhatTheSetWasAskedForMeanwhileIsDone() {
        ends();
        story.set().replicas(3).changed();
        starts();
        story.version(300).up(2);

        judged().passes(
                        "pod 2 (uid web-2#1) was created at resourceVersion 300 after kube-controller-manager was ended and"
                                + " started again, and nothing was done twice");
    }

    @Test
    void passesWhenAPodThatWasUpdatedIsOldAgainByWhatTheSetWasAskedForMeanwhile() {
        ends();
        story.set().template("nginx:3").changed();
        starts();
        story.set().updatesTo("web-3", "nginx:3");
        story.replaced(1);

        judged().passes();
    }

    @Test
    void passesEachTimeThatItGoesOn() {
        isRestarted();
        story.version(300).replaced(0);
        isRestarted();
        story.set().replicas(3).changed();
        story.version(400).up(2);

        judged().passes(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300, pod 2 (uid web-2#1) was created at resourceVersion"
                                + " 400 after kube-controller-manager was ended and started again, and nothing was done twice");
    }

    @Test
    void passesWhenTheScenarioDeletesAPodThatWasUpdated() {
        isRestarted();
        story.remade(1).replaced(0);

        judged().passes();
    }

    @Test
    void failsWhenThatHappensAsItEnds() {
        ends();
        story.version(300).replaced(1);
        starts();
        story.replaced(0);

        judged().fails(
                        "pod 1 (uid web-1#2) was deleted at resourceVersion 300 after kube-controller-manager was ended and started"
                                + " again, although it was as the set wants it");
    }

    @Test
    void failsWhenNothingIsUpdatedAnyMore() {
        isRestarted();
        story.waitsInVain().version(300).atWork("another-0").cutShort();

        judged().fails(
                        "pod 0 (uid web-0#1) was left as it was, although all pods were Ready, the update was waited for and the"
                                + " controller was at work: it created pod another-0 at resourceVersion 300, after"
                                + " kube-controller-manager was ended and started again")
                .shows(300L);
    }

    @Test
    void failsWhenTheSetIsNotScaledAnyMore() {
        ends();
        story.set().replicas(3).changed();
        starts();
        story.set().status(2, 2);
        story.waitsInVain().version(300).atWork("another-0").cutShort();

        judged().fails(
                        "pod 2 was not created, although it was waited for and the controller was at work: it created pod another-0"
                                + " at resourceVersion 300, after kube-controller-manager was ended and started again")
                .shows(300L);
    }

    @Test
    void isInconclusiveWhenAPodThatIsNotReadyHoldsTheScalingUp() {
        ends();
        story.set().replicas(3).changed();
        story.pod(1).unready();
        starts();
        story.set().status(2, 1);
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void isInconclusiveWhenThePartitionHoldsThePodBack() {
        story.set().rolling(1).changed();
        story.set().settled();
        isRestarted();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void isInconclusiveWhenNobodyIsToReplaceThePod() {
        story.set().onDelete().changed();
        story.set().settled();
        isRestarted();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void isInconclusiveWhenItDidSomethingOnlyAsItEnded() {
        ends();
        story.replaced(0);
        starts();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void isInconclusiveWhenNothingShowsThatItHadTheTime() {
        isRestarted();
        story.waitsInVain().control("another-0").cutShort();

        judged().isInconclusive(
                        "nothing shows that the set went on after kube-controller-manager was ended and started again");
    }

    @Test
    void isInconclusiveWhenItIsNotStartedAgain() {
        ends();
        story.replaced(0);

        judged().isInconclusive("nothing shows that the set went on after kube-controller-manager was ended");
    }

    @Test
    void isInconclusiveWhenItIsWaitedForWhileItIsAway() {
        ends();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void isInconclusiveWhenItGoesOnNoMoreAfterTheSecondTime() {
        isRestarted();
        story.replaced(0);
        isRestarted();

        judged().isInconclusive("nothing shows that the set went on");
    }

    @Test
    void saysNothingWhereAnotherProgramWasEnded() {
        story.tell(Action.of("end", Action.END_PROGRAM, "Program", "kube-apiserver", ""));
        story.tell(Action.of("start", Action.START_PROGRAM, "Program", "kube-apiserver", ""));
        story.replaced(0);

        judged().isInconclusive("kube-controller-manager was not ended while the recording went on");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        isRestarted();

        judged(story.gap(Kinds.POD).replaced(0)).isInconclusive("gap");
    }
}
