package dev.holdfast.guarantee.node;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.NodeView;
import org.junit.jupiter.api.Test;

class NodeUnreachableTest extends LostNodeTest<NodeUnreachable> {
    @Test
    void passesWhenThePodStaysUntilItsNodeIsBack() {
        lost().node("node-2").ready();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes("pod 0 (uid web-0#1) stayed while node node-2 was unreachable");
    }

    @Test
    void passesWhenThePodIsStillThereInTheEnd() {
        lost();

        judged().passes("pod 0 (uid web-0#1) stayed while node node-2 was unreachable");
    }

    @Test
    void passesWhenTheKubeletHasEndedThePodBeforeItsNodeIsReportedToBeReady() {
        lost().pod(0).deleted();

        judged().passes("pod 0 (uid web-0#1) stayed while node node-2 was unreachable");
    }

    @Test
    void passesWhenTheNodeIsDeletedFirst() {
        lost().node("node-2").deleted();
        story.pod(0).failed().killed();

        judged().passes("pod 0 (uid web-0#1) stayed while node node-2 was unreachable");
    }

    @Test
    void failsWhenThePodIsGoneThoughItsKubeletHasSaidNothing() {
        lost().version(300).pod(0).killed();

        judged().fails("pod 0 (uid web-0#1) was gone at resourceVersion 300 while node node-2 was unreachable since"
                        + " resourceVersion 200, and its kubelet had not said that its containers stopped")
                .shows(200L, 202L, 300L);
    }

    @Test
    void failsWhenThePodIsTakenAwayWithoutEndingFirst() {
        running(story).version(200).node("node-2").unreachable();
        story.version(300).pod(0).killed();

        judged().fails("pod 0 (uid web-0#1) was gone at resourceVersion 300 while node node-2 was unreachable since"
                        + " resourceVersion 200, and its kubelet had not said that its containers stopped")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePodGarbageCollectorTakesItThoughItsNodeIsThereAndInService() {
        lost().version(300).pod(0).failed();
        story.pod(0).killed();

        judged().fails("pod 0 (uid web-0#1) was gone at resourceVersion 301 while node node-2 was unreachable since"
                + " resourceVersion 200, and its kubelet had not said that its containers stopped");
    }

    @Test
    void passesWhenThePodStaysUntilItsNodeIsSaidToBeOutOfService() {
        lost().node("node-2").tainted(NodeView.OUT_OF_SERVICE);
        story.pod(0).failed().killed();

        judged().passes(
                        "pod 0 (uid web-0#1) stayed while node node-2 was unreachable, until that was said to be out of service");
    }

    @Test
    void doesNotJudgeWhatTheScenarioDeletedByForce() {
        lost();
        deletedByForce();

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheRemoval() {
        Story bystander = lost(Story.ofBystander());
        bystander.version(300).pod(0).killed();

        judged(bystander).isInconclusive("somebody deleted it by force, and nobody is on record for that");
    }

    @Test
    void isInconclusiveWhenNobodyEverSaidAnythingOfTheContainers() {
        story.node("node-2").listed();
        story.wholeSet(1).pod(0).with(pod -> pod.withObject("/status").remove("containerStatuses"));
        story.pod(0).boundTo("node-2");
        story.node("node-2").unreachable();
        story.pod(0).deleting().killed();

        judged().isInconclusive("whether its containers had stopped was never reported");
    }

    @Test
    void saysNothingWhenTheKubeletItselfSaysThatItIsNotReady() {
        running(story).node("node-2").notReady();
        story.pod(0).deleting().killed();

        judged().isInconclusive("no pod of web was to end on a node that was unreachable");
    }

    @Test
    void saysNothingOfPodsOnOtherNodes() {
        running(story).node("node-3").listed().unreachable();
        story.pod(0).deleting().deleted();

        judged().isInconclusive("no pod of web was to end on a node that was unreachable");
    }

    @Test
    void isInconclusiveWhereEventsOfNodesMayBeMissing() {
        lost().gap(Kinds.NODE);

        judged().isInconclusive("the history has a gap");
    }
}
