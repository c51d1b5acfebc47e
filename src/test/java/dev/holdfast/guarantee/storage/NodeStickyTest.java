package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeStickyTest extends GuaranteeTest<NodeSticky> {
    private static final String PAGE = "written by pod 0";

    @BeforeEach
    void aPodHasWrittenItsPage() {
        story.wholeSet(1).writes(0, PAGE).page(0, PAGE);
        story.pod(0).boundTo("node-2");
    }

    @Test
    void passesWhenThePodFindsItsPageOnAnotherNode() {
        comesBackOn("node-3");
        story.page(0, PAGE);

        judged().passes(
                        "the same claim, the same volume and the page written before were found by pod 0 (uid web-0#2) on node"
                                + " node-3 after node node-2");
    }

    @Test
    void failsWhenThePodFindsAnotherPageOnAnotherNode() {
        comesBackOn("node-3");
        story.page(0, "the image's own page");

        judged().fails("pod 0 (uid web-0#2), Ready at resourceVersion 116, answered 'the image's own page' at"
                + " http://web-0.svc.demo.svc.cluster.local/, but its predecessor had written 'written by pod 0'");
    }

    @Test
    void failsWhenThePodHasAnotherClaimOnAnotherNode() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(300).nextPod(0).mounts("www", "www-web-7").added();
        story.pod(0).boundTo("node-3").running().ready();
        story.page(0, PAGE);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300 with claim www-web-7 as its volume www, but its"
                                + " predecessor (uid web-0#1) had www-web-0");
    }

    @Test
    void saysNothingOfAPodThatComesBackWhereItWas() {
        comesBackOn("node-2");
        story.page(0, "the image's own page");

        judged().isInconclusive("no pod of web came back on another node and was then asked for a page");
    }

    @Test
    void isInconclusiveWhenNobodyAskedForThePage() {
        comesBackOn("node-3");

        judged().isInconclusive("no pod of web came back on another node and was then asked for a page");
    }

    @Test
    void isInconclusiveWhereEventsOfPodsMayBeMissing() {
        comesBackOn("node-3");
        story.page(0, PAGE).gap(Kinds.POD);

        judged().isInconclusive("the history has a gap");
    }

    private void comesBackOn(String node) {
        story.deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).added().boundTo(node).running().ready();
    }
}
