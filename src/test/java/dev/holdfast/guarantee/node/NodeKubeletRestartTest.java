package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeKubeletRestartTest extends GuaranteeTest<NodeKubeletRestart> {
    @BeforeEach
    void aPodRunsOnANode() {
        story.node("node-2").listed();
        story.wholeSet(2).pod(0).boundTo("node-2");
        story.pod(1).boundTo("node-3");
    }

    @Test
    void passesWhenThePodRunsOnAndTheKubeletIsAtWork() {
        restart();
        startsAnother("node-2");

        judged().passes("pod 0 (uid web-0#1) ran on while the kubelet was restarted");
    }

    @Test
    void passesWhenThePodIsDeletedByTheScenarioLater() {
        restart();
        startsAnother("node-2");
        story.remade(0);

        judged().passes();
    }

    @Test
    void passesWhenSomethingElseOfThePodChanges() {
        restart();
        story.pod(0).touched();
        startsAnother("node-2");

        judged().passes();
    }

    @Test
    void passesWhenAContainerIsRestartedAfterSomethingElseWasDone() {
        restart();
        startsAnother("node-2");
        story.deletes(1).pod(0).restarted();

        judged().passes();
    }

    @Test
    void failsWhenThePodIsReplaced() {
        restart();
        story.version(300).pod(0).deleting().deleted();
        story.nextPod(0).added();

        judged().fails(
                        "pod 0 (uid web-0#1) began to end at resourceVersion 300 after the kubelet of node node-2 was restarted")
                .shows(300L);
    }

    @Test
    void failsWhenAContainerIsRestarted() {
        restart();
        story.version(300).pod(0).restarted();
        startsAnother("node-2");

        judged().fails(
                        "a container of pod 0 (uid web-0#1) was restarted at resourceVersion 300 after the kubelet of node node-2"
                                + " was restarted");
    }

    @Test
    void isInconclusiveWhenAnEvictionMayHaveEndedThePod() {
        restart();
        story.pod(0).disrupted("EvictionByEvictionAPI").deleting();

        judged().isInconclusive("somebody else than the cluster may have asked for that");
    }

    @Test
    void isInconclusiveWhenNothingShowsThatTheKubeletIsBack() {
        restart();
        startsAnother("node-3");

        judged().isInconclusive("nothing shows that the kubelet of node node-2 was at work after its restart");
    }

    @Test
    void isInconclusiveWhenAPodIsBoundToTheNodeAndNotStarted() {
        restart();
        story.stateless("probe").added().boundTo("node-2");

        judged().isInconclusive("nothing shows that the kubelet of node node-2 was at work after its restart");
    }

    @Test
    void isInconclusiveWhenTheKubeletStartsAPodOnlyAfterSomethingElseWasDone() {
        restart();
        story.deletes(1);
        startsAnother("node-2");

        judged().isInconclusive("nothing shows that the kubelet of node node-2 was at work after its restart");
    }

    @Test
    void saysNothingWhereNoKubeletWasRestarted() {
        startsAnother("node-2");

        judged().isInconclusive("no kubelet was restarted on whose node a pod of web ran");
    }

    @Test
    void saysNothingOfPodsOnOtherNodes() {
        story.tell(Action.of("restart", Action.RESTART_KUBELET, Kinds.NODE, "node-1", ""));
        startsAnother("node-1");

        judged().isInconclusive("no kubelet was restarted on whose node a pod of web ran");
    }

    private void restart() {
        story.tell(Action.of("restart", Action.RESTART_KUBELET, Kinds.NODE, "node-2", ""));
    }

    private void startsAnother(String node) {
        story.tell(Action.of("create Pod probe", Action.CREATE, Kinds.POD, "probe", ""));
        story.stateless("probe").added().boundTo(node).running().ready();
    }

    @Test
    void saysNothingOfAPodThatIsUpdated() {
        story.set().template("nginx:2").changed();
        restart();
        story.pod(0).deleting().deleted();
        startsAnother("node-2");

        judged().isInconclusive("no kubelet was restarted on whose node a pod of web ran");
    }
}
