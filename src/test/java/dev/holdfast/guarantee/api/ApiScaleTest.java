package dev.holdfast.guarantee.api;

import dev.holdfast.history.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ApiScaleTest extends ApiTest<ApiScale> {
    private static final Action READ = request("GET", "scale", "");
    private static final Action THREE = request("PUT", "scale", "{'spec':{'replicas':3}}");
    private static final Action AT_THE_FIRST =
            request("PUT", "scale", "{'metadata':{'resourceVersion':'101'},'spec':{'replicas':1}}");

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
        story.version(300).set().replicas(3).changed();
        refused(AT_THE_FIRST, 409, "Conflict");
        judged().passes();

        story.version(400).set().replicas(1).changed();
        accepted(AT_THE_FIRST, scale(400, 1, 0, "app=web"));
        judged().fails(
                        "a change of the subresource scale was accepted that named resourceVersion 101, which was not the newest"
                                + " any more");
    }

    @Test
    void knowsFromAnswersWhichStateIsTheNewest() {
        accepted(THREE, scale(300, 3, 0, "app=web"));
        story.version(300).set().replicas(3).changed();
        refused(AT_THE_FIRST, 409, "Conflict");

        judged().passes();
    }

    @Test
    void comparesAChangeWithTheStateRightBeforeIt() {
        story.set().minReadySeconds(5).changed();
        story.version(300).set().replicas(3).changed();
        accepted(THREE, scale(300, 3, 0, "app=web"));

        judged().passes();
    }

    @Test
    void knowsAStateThatWasListedAgain() {
        story.version(101).set().listed();
        accepted(READ, scale(101, 2, 0, "app=web"));

        judged().passes();
    }

    @Test
    void acceptsAChangeOfTheNewestState() {
        accepted(READ, scale(101, 2, 0, "app=web"));
        accepted(AT_THE_FIRST, scale(300, 1, 0, "app=web"));
        story.version(300).set().replicas(1).changed();
        accepted(READ, scale(300, 1, 0, "app=web"));

        judged().passes();
    }

    @Test
    void saysNothingOfASelectorOfMoreThanLabels() {
        story.version(300)
                .set()
                .with(set -> set.withObject("/spec/selector")
                        .putArray("matchExpressions")
                        .addObject()
                        .put("key", "tier")
                        .put("operator", "Exists"))
                .changed();
        accepted(READ, scale(300, 2, 0, "app=web,tier"));

        judged().passes();
    }

    @Test
    void knowsFromAnswersWhichStateIsTheNewestBeforeItIsSeen() {
        accepted(THREE, scale(300, 3, 0, "app=web"));
        refused(AT_THE_FIRST, 409, "Conflict");
        story.version(300).set().replicas(3).changed();

        judged().passes();
    }

    @Test
    void saysNothingOfOtherRequests() {
        accepted(request("PATCH", "", "{'spec':{'replicas':3}}"), "{'spec':{'replicas':2}}");
        accepted(request("GET", "status", ""), "{'spec':{'replicas':2}}");

        judged().isInconclusive("nobody asked for the subresource scale of StatefulSet web");
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

    @Test
    void saysNothingOfAChangeToTheNumberThatItIsAlready() {
        story.set().replicas(3).changed();
        story.version(300).set().template("nginx:2").changed();
        accepted(THREE, scale(300, 3, 0, "app=web"));

        judged().passes();
    }
}
