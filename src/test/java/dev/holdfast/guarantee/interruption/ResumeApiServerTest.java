package dev.holdfast.guarantee.interruption;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ResumeApiServerTest extends InterruptedUpdateTest<ResumeApiServer> {
    ResumeApiServerTest() {
        super("kube-apiserver");
    }

    @Test
    void passesWhenTheUpdateGoesOn() {
        isRestarted();
        story.version(300).replaced(0);

        judged().passes(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 after kube-apiserver was ended and started again,"
                                + " and nothing was done twice");
    }

    @Test
    void passesWhenSomethingElseOfAPodChanges() {
        isRestarted();
        story.pod(1).touched();
        story.replaced(0);

        judged().passes();
    }

    @Test
    void failsWhenAContainerIsRestarted() {
        isRestarted();
        story.tell(Action.of("let pod web-1 become Ready", "update", Kinds.POD, "web-1", ""));
        story.version(300).pod(1).restarted();
        story.replaced(0);

        judged().fails(
                        "a container of pod 1 (uid web-1#2) was restarted at resourceVersion 300 after kube-apiserver was ended and"
                                + " started again");
    }

    @Test
    void failsWhenAContainerIsRestartedAfterAHandshake() {
        isRestarted();
        story.tell(Action.of("shake hands with web", Action.HANDSHAKE, Kinds.STATEFUL_SET, Story.SET, ""));
        story.pod(1).restarted();
        story.replaced(0);

        judged().failsBecauseOf("a container of pod 1 (uid web-1#2) was restarted");
    }

    @Test
    void passesWhenAContainerIsRestartedThatWasNotUpYet() {
        story.down(0).pod(0).added();
        isRestarted();
        story.pod(0).running().restarted().ready();
        story.set().replicas(3).changed();
        story.up(2);

        judged().passes();
    }

    @Test
    void passesWhenAContainerIsRestartedThatTheScenarioEnded() {
        isRestarted();
        story.tell(Action.of("end the container of pod web-1", "exec", Kinds.POD, "web-1", ""));
        story.pod(1).restarted();
        story.replaced(0);

        judged().passes();
    }

    @Test
    void passesWhenAContainerWasRestartedBefore() {
        story.pod(1).restarted();
        isRestarted();
        story.replaced(0);

        judged().passes();
    }

    @Test
    void failsWhenNothingIsUpdatedAnyMore() {
        isRestarted();
        story.waitsInVain().version(300).atWork("another-0").cutShort();

        judged().failsBecauseOf("pod 0 (uid web-0#1) was left as it was");
    }

    @Test
    void isInconclusiveWhenNothingShowsThatTheUpdateGoesOn() {
        isRestarted();

        judged().isInconclusive("nothing shows that the set went on after kube-apiserver was ended and started again");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        isRestarted();

        judged(story.gap(Kinds.POD).replaced(0)).isInconclusive("gap");
    }
}
