package dev.holdfast.guarantee.api;

import dev.holdfast.history.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ApiScaleTest extends ApiTest<ApiScale> {
    private static final Action READ = request("GET", "scale", "");
    private static final Action THREE = request("PUT", "scale", "{'spec':{'replicas':3}}");

    @BeforeEach
    void withASet() {
        story.set().replicas(2).added();
    }

    private static String scale(long version, int replicas, int counted, String selector) {
        return "{'kind':'Scale','metadata':{'name':'web','resourceVersion':'" + version + "'},'spec':{'replicas':"
                + replicas + "},'status':{'replicas':" + counted + ",'selector':'" + selector + "'}}";
    }

    @Test
    void passesWhenItTellsAndChangesTheReplicas() {
        accepted(READ, scale(101, 2, 0, "app=web"));
        story.version(300).set().replicas(3).changed();
        accepted(THREE, scale(300, 3, 0, "app=web"));

        judged().passes(
                        "the subresource scale gave the replicas and the selector of the set, and changed nothing else");
    }

    @Test
    void failsWhenItTellsOfOtherReplicas() {
        accepted(READ, scale(101, 4, 0, "app=web"));

        judged().fails(
                        "the subresource scale said of the set at resourceVersion 101 that it wants 4 replicas instead of 2")
                .shows(101L);
    }

    @Test
    void failsWhenItCountsOthers() {
        accepted(READ, scale(101, 2, 1, "app=web"));

        judged().fails(
                        "the subresource scale said of the set at resourceVersion 101 that it has 1 replicas instead of 0");
    }

    @Test
    void failsWhenItGivesAnotherSelector() {
        accepted(READ, scale(101, 2, 0, "app=other"));

        judged().fails(
                        "the subresource scale said of the set at resourceVersion 101 that its selector is app=other instead of"
                                + " app=web");
    }

    @Test
    void failsWhenItSetsAnotherNumber() {
        story.version(300).set().replicas(4).changed();
        accepted(THREE, scale(300, 4, 0, "app=web"));

        judged().fails("the subresource scale was asked for 3 replicas and answered that there are to be 4");
    }

    @Test
    void failsWhenItChangesSomethingElse() {
        story.version(300)
                .set()
                .replicas(3)
                .with(set -> ((ObjectNode) set.path("spec")).put("minReadySeconds", 5))
                .changed();
        accepted(THREE, scale(300, 3, 0, "app=web"));

        judged().fails(
                        "the change of the subresource scale at resourceVersion 300 changed more of the spec than replicas")
                .shows(300L);
    }

    @Test
    void wantsAConflictForAnOlderState() {
        Action old = request("PUT", "scale", "{'metadata':{'resourceVersion':'101'},'spec':{'replicas':1}}");
        story.version(300).set().replicas(3).changed();
        refused(old, 409, "Conflict");
        judged().passes();

        story.version(400).set().replicas(1).changed();
        accepted(old, scale(400, 1, 0, "app=web"));
        judged().fails(
                        "a change of the subresource scale was accepted that named resourceVersion 101, which was not the newest"
                                + " any more");
    }

    @Test
    void knowsFromAnswersWhichStateIsTheNewest() {
        Action old = request("PUT", "scale", "{'metadata':{'resourceVersion':'101'},'spec':{'replicas':1}}");
        accepted(THREE, scale(300, 3, 0, "app=web"));
        story.version(300).set().replicas(3).changed();
        refused(old, 409, "Conflict");

        judged().passes();
    }

    @Test
    void isInconclusiveWhenItIsRefused() {
        refused(THREE, 403, "Forbidden");

        judged().isInconclusiveOnlyBecause("a request to the subresource scale was refused: 403 Forbidden");
    }

    @Test
    void isInconclusiveWhenTheStateWasNotSeen() {
        accepted(READ, scale(99, 2, 0, "app=web"));

        judged().isInconclusiveOnlyBecause(
                        "the subresource scale answered with a state of the set that was not observed");
    }

    @Test
    void isInconclusiveWhenNobodyAsked() {
        judged().isInconclusive("nobody asked for the subresource scale of StatefulSet web");
    }
}
