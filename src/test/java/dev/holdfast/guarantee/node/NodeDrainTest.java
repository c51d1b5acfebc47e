package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeDrainTest extends GuaranteeTest<NodeDrain> {
    private static final String EVICTION = "EvictionByEvictionAPI";

    @BeforeEach
    void allPodsAreOnOneNode() {
        story.node("node-2").listed();
        story.wholeSet(3);
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            story.pod(ordinal).boundTo("node-2");
        }
    }

    @Test
    void passesWhenOnePodGoesAfterTheOther() {
        budget();
        drain();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            evicted(ordinal);
        }

        judged().passes(
                        "one after the other came back on another node: pod 0 (uid web-0#2) on node node-3, pod 1 (uid web-1#2) on"
                                + " node node-3, pod 2 (uid web-2#2) on node node-3");
    }

    @Test
    void passesThoughAPodIsAwayThatTheSetMayNotWantAnyMore() {
        budget();
        story.pod(2).unready();
        story.set().replicas(2).changed();
        drain();
        evicted(0);

        judged().passes("one after the other came back on another node: pod 0 (uid web-0#2) on node node-3");
    }

    @Test
    void failsWhateverNodeWasDrainedBeforeAndWhateverBudgetOthersHave() {
        budget();
        story.anotherBudget("cache").counts(0, 0, 0);
        story.tell(Action.of("drain node node-1", Action.DRAIN, Kinds.NODE, "node-1", ""));
        drain();
        story.pod(0).disrupted(EVICTION).deleting().deleted();
        story.pod(1).disrupted(EVICTION).deleting();

        judged().failsBecauseOf("while node node-2 was drained, though pod 0 was unavailable and the budget allows 1");
    }

    @Test
    void failsWhenAPodGoesBeforeTheOneBeforeIsReadyAgain() {
        budget();
        drain();
        story.pod(0).disrupted(EVICTION).deleting().deleted();
        story.version(300).pod(1).disrupted(EVICTION).deleting();

        judged().fails(
                        "pod 1 (uid web-1#1) began to end at resourceVersion 301 while node node-2 was drained, though pod 0 was"
                                + " unavailable and the budget allows 1")
                .shows(301L);
    }

    @Test
    void failsWhenPodsAreDeletedInsteadOfEvicted() {
        budget();
        drain();
        story.pod(0).deleting();
        story.version(300).pod(1).deleting();
        story.pod(2).deleting();

        judged().fails(
                        "pod 1 (uid web-1#1) began to end at resourceVersion 300 while node node-2 was drained, though pod 0 was"
                                + " unavailable and the budget allows 1 (and 1 more)");
    }

    @Test
    void isInconclusiveWhenAPodDoesNotComeBack() {
        budget();
        drain();
        story.version(300).pod(0).disrupted(EVICTION).deleting().deleted();

        judged().isInconclusive(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 301, but no pod of that name was Ready until the"
                                + " recording ended");
    }

    @Test
    void isInconclusiveWhenAPodThatComesBackIsNotReady() {
        budget();
        drain();
        story.pod(0).disrupted(EVICTION).deleting().deleted();
        story.nextPod(0).added().boundTo("node-3").running();

        judged().isInconclusive("but no pod of that name was Ready until the recording ended");
    }

    @Test
    void saysNothingOfWhatTheScenarioDeletesItself() {
        budget();
        drain();
        story.deletes(0).pod(0).deleting();
        story.deletes(1).pod(1).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    @Test
    void saysNothingWithoutABudget() {
        drain();
        story.pod(0).disrupted(EVICTION).deleting();
        story.pod(1).disrupted(EVICTION).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    @Test
    void saysNothingOfWhatGoesBeforeTheDrain() {
        budget();
        story.pod(0).deleting();
        story.pod(1).deleting();
        drain();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    @Test
    void saysNothingOfPodsThatAreNotReady() {
        budget();
        story.pod(0).unready();
        story.pod(1).unready();
        drain();
        story.pod(0).disrupted(EVICTION).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    @Test
    void saysNothingOfPodsOnOtherNodes() {
        budget();
        story.tell(Action.of("drain node node-3", Action.DRAIN, Kinds.NODE, "node-3", ""));
        story.pod(0).deleting();
        story.pod(1).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    @Test
    void saysNothingWhenNoNodeIsDrained() {
        budget();
        story.tell(Action.of("restart", Action.RESTART_KUBELET, Kinds.NODE, "node-2", ""));
        story.pod(0).deleting();
        story.pod(1).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }

    private void evicted(int ordinal) {
        story.pod(ordinal).disrupted(EVICTION).deleting().deleted();
        story.nextPod(ordinal).added().boundTo("node-3").running().ready();
    }

    private void budget() {
        story.budget().counts(3, 2, 1);
    }

    private void drain() {
        story.tell(Action.of("drain node node-2", Action.DRAIN, Kinds.NODE, "node-2", ""));
    }

    @Test
    void passesThoughAPodCeasesToBeReadyBetweenTheConsentOfTheBudgetAndTheEviction() {
        budget();
        drain();
        story.budget().notes("web-0");
        story.pod(1).unready();
        evicted(0);

        judged().passes("one after the other came back on another node: pod 0 (uid web-0#2) on node node-3");
    }

    @Test
    void failsThoughAPodCeasedToBeReadyBeforeTheBudgetCounted() {
        story.pod(1).unready();
        story.budget().counts(2, 2, 1);
        drain();
        story.version(300);
        evicted(0);

        judged().failsBecauseOf("though pod 1 was unavailable and the budget allows 1");
    }

    @Test
    void saysNothingOfWhatTheControllerDeletesForAnUpdate() {
        budget();
        drain();
        story.set().parallel().template("nginx:2").maxUnavailable("2").changed();
        story.pod(2).deleting();
        story.pod(1).deleting();

        judged().isInconclusive("no node with pods of web was drained while they had a budget");
    }
}
