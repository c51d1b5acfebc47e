package dev.holdfast.guarantee.node;

import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class NodeBackTest extends LostNodeTest<NodeBack> {
    @Test
    void passesWhenTheKubeletHasStoppedTheContainersBeforeThePodIsGone() {
        lost().node("node-2").ready();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes(
                        "the kubelet of a node that was back had stopped the containers of pod 0 (uid web-0#1) before the name"
                                + " was free");
    }

    @Test
    void passesWhenTheKubeletDidSoBeforeItsNodeWasReportedToBeReady() {
        lost().pod(0).deleted();
        story.node("node-2").ready();

        judged().passes();
    }

    @Test
    void failsWhenThePodIsGoneThoughItsContainersRunOnTheNodeThatIsBack() {
        lost().version(300).node("node-2").ready();
        story.pod(0).killed();

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 301, though node node-2 was back at resourceVersion"
                                + " 300 and its kubelet had not said that its containers stopped")
                .shows(200L, 300L, 301L);
    }

    @Test
    void isInconclusiveWhenThePodIsStillThereInTheEnd() {
        lost().version(300).node("node-2").ready();

        judged().isInconclusive(
                        "pod 0 (uid web-0#1) was not gone until the recording ended, though node node-2 was back at"
                                + " resourceVersion 300");
    }

    @Test
    void saysNothingOfWhatWentBeforeTheNodeWasBack() {
        lost().pod(0).killed();
        story.node("node-2").ready();

        judged().isInconclusive("no pod of web was to end on a node that was unreachable and came back");
    }

    @Test
    void saysNothingOfANodeThatDidNotComeBack() {
        lost();

        judged().isInconclusive("no pod of web was to end on a node that was unreachable and came back");
    }

    @Test
    void saysNothingOfANodeThatWasDeleted() {
        lost().node("node-2").deleted();
        story.pod(0).failed().killed();

        judged().isInconclusive("no pod of web was to end on a node that was unreachable and came back");
    }

    @Test
    void doesNotJudgeWhatTheScenarioDeletedByForce() {
        lost().node("node-2").ready();
        deletedByForce();

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheRemoval() {
        Story bystander = lost(Story.ofBystander());
        bystander.node("node-2").ready();
        bystander.pod(0).killed();

        judged(bystander).isInconclusive("nobody is on record for its removal");
    }
}
