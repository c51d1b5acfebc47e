package dev.holdfast.guarantee.node;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeDeletedTest extends LostNodeTest<NodeDeleted> {
    @BeforeEach
    void aNodeIsDeletedUnderItsPod() {
        running(story).version(200).node("node-2").deleted();
    }

    @Test
    void passesWhenThePodComesBackOnAnotherNode() {
        story.pod(0).disrupted("DeletionByPodGC").failed().deleting().killed();
        story.nextPod(0).added().boundTo("node-3").running().ready();

        judged().passes(
                        "after their node was deleted, pods came back on other nodes: pod 0 (uid web-0#2) on node node-3 after node"
                                + " node-2");
    }

    @Test
    void failsWhenThePodStaysThoughItWasWaitedFor() {
        story.waitsInVain().version(300).atWork("another-0");

        judged().fails(
                        "pod 0 (uid web-0#1) was not gone until the recording ended, although its node node-2 was deleted at"
                                + " resourceVersion 200; it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 300")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePodIsNotReplaced() {
        story.version(250).pod(0).failed().deleting().killed();
        story.waitsInVain().version(300).atWork("another-0");

        judged().fails(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 252 after its node node-2 was deleted at resourceVersion 200,"
                                + " but no new pod of that name was created, although it was waited for and the controller was at work: it"
                                + " created pod another-0 at resourceVersion 300")
                .shows(200L, 252L, 300L);
    }

    @Test
    void isInconclusiveWhenAFinalizerHoldsThePod() {
        story.pod(0)
                .with(pod -> pod.withObject("/metadata").putArray("finalizers").add("example.com/held"))
                .deleting();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("pod 0 (uid web-0#1) was not gone until the recording ended");
    }

    @Test
    void isInconclusiveWhenThePodIsStillThereInTheEnd() {
        judged().isInconclusive(
                        "pod 0 (uid web-0#1) was not gone until the recording ended, although its node node-2 was deleted at"
                                + " resourceVersion 200");
    }

    @Test
    void isInconclusiveWhenNobodyWaitedForTheNewPod() {
        story.pod(0).failed().deleting().killed();

        judged().isInconclusive("but no new pod of that name was created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheNewPodIsNotReadyYet() {
        story.pod(0).failed().deleting().killed();
        story.nextPod(0).added().boundTo("node-3");

        judged().isInconclusive("it was not seen Ready on another node");
    }

    @Test
    void saysNothingOfAPodThatWasGoneBefore() {
        story.pod(0).deleted();
        story.node("node-3").listed().deleted();

        judged().isInconclusive("but no new pod of that name was created");
    }

    @Test
    void saysNothingOfAPodThatTheSetDoesNotWantAnyMore() {
        story.set().replicas(0).changed();
        story.pod(0).failed().deleting().killed();

        judged().isInconclusive("no node was deleted that had a pod of web");
    }

    @Test
    void saysNothingOfNodesWithoutAPodOfTheSet() {
        story.pod(0).failed().deleting().killed();
        story.nextPod(0).added().boundTo("node-3").running().ready();
        story.node("node-4").listed().deleted();

        judged().passes();
    }
}
