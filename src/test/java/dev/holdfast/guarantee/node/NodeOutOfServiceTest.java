package dev.holdfast.guarantee.node;

import dev.holdfast.history.view.NodeView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeOutOfServiceTest extends LostNodeTest<NodeOutOfService> {
    @BeforeEach
    void aPodIsToEndOnANodeThatCannotBeReached() {
        running(story).node("node-2").unreachable();
        story.pod(0).disrupted("DeletionByTaintManager").deleting();
    }

    @Test
    void passesWhenThePodComesBackOnAnotherNode() {
        outOfService();
        story.pod(0).failed().killed();
        story.nextPod(0).added().boundTo("node-3").running().ready();

        judged().passes(
                        "after their node was out of service, pods came back on other nodes: pod 0 (uid web-0#2) on node node-3"
                                + " after node node-2");
    }

    @Test
    void failsWhenThePodStaysThoughItWasWaitedFor() {
        outOfService();
        story.waitsInVain().version(300).atWork("another-0");

        judged().fails(
                        "pod 0 (uid web-0#1) was not gone until the recording ended, although its node node-2 was out of service at"
                                + " resourceVersion 200; it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 300")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePodIsNotReplaced() {
        outOfService();
        story.version(250).pod(0).failed().killed();
        story.waitsInVain().version(300).atWork("another-0");

        judged().fails("pod 0 (uid web-0#1) was gone at resourceVersion 251 after its node node-2 was out of service at"
                + " resourceVersion 200, but no new pod of that name was created, although it was waited for and the controller"
                + " was at work: it created pod another-0 at resourceVersion 300");
    }

    @Test
    void saysNothingOfAPodThatStaysWhereThatWasTakenBack() {
        outOfService();
        story.node("node-2").untainted();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("no node was out of service that had a pod of web");
    }

    @Test
    void saysNothingOfANodeThatIsReady() {
        story.node("node-2").ready();
        outOfService();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("no node was out of service that had a pod of web");
    }

    @Test
    void saysNothingWithoutTheTaint() {
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("no node was out of service that had a pod of web");
    }

    private void outOfService() {
        story.version(200).node("node-2").tainted(NodeView.OUT_OF_SERVICE);
    }
}
