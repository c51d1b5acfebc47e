package dev.holdfast.guarantee.api;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ApiImmutableTest extends ApiTest<ApiImmutable> {
    private static final Action OTHER_SERVICE = request("PATCH", "", "{'spec':{'serviceName':'other'}}");
    private static final Action MORE = request("PATCH", "", "{'spec':{'replicas':5}}");

    @BeforeEach
    void withASet() {
        story.set().replicas(0).added();
    }

    @Test
    void passesWhenEachIsAnsweredAsItHasToBe() {
        invalid(OTHER_SERVICE, "spec.serviceName");
        accepted(MORE, "{'spec':{'replicas':5}}");

        judged().passes("changes of these fields were refused: serviceName; and of these accepted: replicas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'selector':{'matchLabels':{'app':'another'}}",
                "'podManagementPolicy':'Parallel'",
                "'volumeClaimTemplates':[{'metadata':{'name':'more'}}]"
            })
    void judgesTheOtherFieldsThatCannotBeChanged(String change) {
        Action asked = request("PATCH", "", "{'spec':{" + change + "}}");
        invalid(asked, "spec." + change.substring(1, change.indexOf("':")));
        judged().passes();

        accepted(asked, "{'spec':{" + change + "}}");
        judged().failsBecauseOf("was accepted (200) and made: it is ");
    }

    @Test
    void passesWhenOnlyOneThatCanBeChangedIs() {
        accepted(MORE, "{'spec':{'replicas':5}}");
        story.set().replicas(5).changed();

        judged().passes("changes of these fields were refused: ; and of these accepted: replicas");
    }

    @Test
    void passesWhenAnOlderServerSaysItOfTheWholeSpec() {
        invalid(OTHER_SERVICE, "spec");

        judged().passes();
    }

    @Test
    void failsWhenAChangeIsAcceptedAndNotMade() {
        accepted(OTHER_SERVICE, "{'spec':{'serviceName':'svc'}}");

        judged().fails("a change of serviceName was accepted (200), and not made");
    }

    @Test
    void failsWhenAChangeIsMade() {
        accepted(OTHER_SERVICE, "{'spec':{'serviceName':'other'}}");

        judged().fails("a change of serviceName was accepted (200) and made: it is other");
    }

    @Test
    void failsWhenTheRefusalNamesAnotherField() {
        invalid(OTHER_SERVICE, "spec.replicas");

        judged().fails("a change of serviceName was refused (422 Invalid), but the answer named spec.replicas");
    }

    @Test
    void failsWhenTheOtherFieldsAreRefused() {
        invalid(MORE, "spec.replicas");

        judged().fails("a change of replicas was refused (422 Invalid), and the answer named spec.replicas");
    }

    @Test
    void failsWhenTheOtherFieldsStayAsTheyAre() {
        accepted(MORE, "{'spec':{'replicas':0}}");

        judged().fails("a change of replicas was accepted (200), and not made");
    }

    @Test
    void failsWhenASetIsStoredWithAnotherValue() {
        story.set()
                .with(set -> ((tools.jackson.databind.node.ObjectNode) set.path("spec")).put("serviceName", "other"));
        story.version(300).set().changed();

        judged().fails("serviceName of StatefulSet web was svc at resourceVersion 101 and other at resourceVersion 300")
                .shows(101L, 300L);
    }

    @Test
    void saysNothingOfASetOfTheSameNameThatCameLater() {
        story.set().deleted();
        story.set().again("uid-2").parallel().added();
        invalid(OTHER_SERVICE, "spec.serviceName");

        judged().passes();
    }

    @Test
    void comparesAWholeObjectWithWhatWasThere() {
        invalid(
                request(
                        "PUT",
                        "",
                        "{'spec':{'replicas':0,'serviceName':'other','podManagementPolicy':'OrderedReady','selector':"
                                + "{'matchLabels':{'app':'web'}},'volumeClaimTemplates':[{'metadata':{'name':'www'}}]}}"),
                "spec.serviceName");

        judged().passes("changes of these fields were refused: serviceName; and of these accepted: ");
    }

    @Test
    void saysNothingOfWhatStaysAsItIs() {
        accepted(request("PATCH", "", "{'spec':{'serviceName':'svc'}}"), "{'spec':{'serviceName':'svc'}}");
        accepted(request("PATCH", "", "{'metadata':{'labels':{'a':'b'}}}"), "{'spec':{'serviceName':'svc'}}");
        accepted(request("PATCH", "scale", "{'spec':{'replicas':5}}"), "{'spec':{'replicas':0}}");

        judged().isInconclusive("nobody changed a field of StatefulSet web with an answer on record");
    }

    @Test
    void saysNothingOfAFieldThatAnOlderServerDoesNotLetChange() {
        Action asked = request("PATCH", "", "{'spec':{'revisionHistoryLimit':5}}");
        String old =
                "{'kind':'Status','reason':'Invalid','message':\"updates to statefulset spec for fields other than 'replicas'"
                        + " are forbidden\",'details':{'causes':[{'field':'spec'}]}}";
        story.tell(asked)
                .tell(Response.received(
                        asked,
                        422,
                        old.replace("'kind':", "\"kind\":")
                                .replace(
                                        "'Status','reason':'Invalid','message':",
                                        "\"Status\",\"reason\":\"Invalid\",\"message\":")
                                .replace(
                                        "'details':{'causes':[{'field':'spec'}]}",
                                        "\"details\":{\"causes\":[{\"field\":\"spec\"}]}")));

        judged().isInconclusive("nobody changed");
    }

    @Test
    void isInconclusiveWhenSomethingElseRefusesIt() {
        refused(OTHER_SERVICE, 403, "Forbidden");

        judged().isInconclusiveOnlyBecause(
                        "a change of serviceName was neither accepted nor found invalid: 403 Forbidden");
    }

    @Test
    void isInconclusiveWhenSomethingElseRefusesOneThatCanBeMade() {
        refused(MORE, 403, "Forbidden");

        judged().isInconclusiveOnlyBecause(
                        "a change of replicas was neither accepted nor found invalid: 403 Forbidden");
    }

    @Test
    void saysNothingOfASetThatIsGone() {
        story.set().deleted();
        refused(OTHER_SERVICE, 404, "NotFound");

        judged().isInconclusive("nobody changed a field of StatefulSet web with an answer on record");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        invalid(OTHER_SERVICE, "spec.serviceName");

        judged(story.gap(Kinds.STATEFUL_SET)).isInconclusive("gap");
    }

    @Test
    void takesAFieldThatIsNullForOneThatIsLeftOut() {
        story.set()
                .with(set -> ((ObjectNode) set.path("spec")
                                .path("volumeClaimTemplates")
                                .path(0)
                                .path("metadata"))
                        .putNull("creationTimestamp"))
                .changed();

        judged().isInconclusive("nobody changed a field of StatefulSet web with an answer on record");
    }
}
