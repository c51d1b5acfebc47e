package dev.holdfast.guarantee.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ApiNameLengthTest extends GuaranteeTest<ApiNameLength> {
    private static final String MESSAGE =
            "Pod is invalid: metadata.labels: Invalid value: must be no more than 63 bytes";

    @Test
    void passesWhenThereIsAPod() {
        judged(story.set().up()).passes("a StatefulSet with a name of 3 characters was accepted and got a pod");
    }

    @Test
    void failsWhenTheNameIsNotThatLong() {
        story.set().added();
        story.tell(event(Story.SET, MESSAGE, 300));

        judged().fails(
                        "a StatefulSet with a name of 3 characters was accepted, and its pods were refused, since a label that"
                                + " begins with its name is too long: the controller says so in the Event at resourceVersion 300")
                .shows(300L);
    }

    @Test
    void deviatesWhenTheNameIsLong() {
        String name = "x".repeat(53);
        story.tell(set(name)).tell(event(name, MESSAGE, 300));

        Verdict verdict = guarantee.judge(story.history(), Subject.of(Story.NAMESPACE, name));

        assertThat(verdict.outcome()).isEqualTo(Outcome.KNOWN_DEVIATION);
        assertThat(verdict.sentence())
                .contains("a StatefulSet with a name of 53 characters")
                .contains("/64023");
    }

    @Test
    void failsWhenTheNameIsAsLongAsItMayBe() {
        String name = "x".repeat(52);
        story.tell(set(name)).tell(event(name, MESSAGE, 300));

        Verdict verdict = guarantee.judge(story.history(), Subject.of(Story.NAMESPACE, name));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void saysNothingOfTheEventsOfAnotherNamespace() {
        story.set().added();
        story.tell(event("another", Story.SET, MESSAGE, 300));

        judged().isInconclusive("got no pod, and nothing says that its name is too long for one");
    }

    @Test
    void isInconclusiveWhenPodsAreRefusedForSomethingElse() {
        story.set().added();
        story.controllerCannotCreate(0);

        judged().isInconclusive("got no pod, and nothing says that its name is too long for one");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.EVENT).set().added()).isInconclusive("gap");
    }

    private static Observation set(String name) {
        return Observation.of(
                Change.ADDED,
                Resource.parse("{\"kind\":\"StatefulSet\",\"metadata\":{\"namespace\":\"demo\",\"name\":\"" + name
                        + "\",\"uid\":\"u\",\"resourceVersion\":\"200\"},\"spec\":{\"replicas\":1}}"));
    }

    private static Observation event(String set, String message, long version) {
        return event(Story.NAMESPACE, set, message, version);
    }

    private static Observation event(String namespace, String set, String message, long version) {
        return Observation.of(
                Change.ADDED,
                Resource.parse("{\"kind\":\"Event\",\"metadata\":{\"namespace\":\"" + namespace
                        + "\",\"name\":\"e\",\"uid\":\"e\","
                        + "\"resourceVersion\":\"" + version + "\"},\"reason\":\"FailedCreate\",\"message\":\""
                        + message
                        + "\",\"involvedObject\":{\"kind\":\"StatefulSet\",\"name\":\"" + set
                        + "\"},\"source\":{\"component\":\"statefulset-controller\"}}"));
    }

    @Test
    void isInconclusiveWhenAnotherLabelIsTooLong() {
        story.set().added();
        story.tell(event(
                Story.SET,
                "create Pod web-0 in StatefulSet web failed error: Pod \\\"web-0\\\" is invalid: metadata.labels: Invalid value:"
                        + " \\\"of-a-mesh-which-names-it-as-it-likes\\\": must be no more than 63 bytes",
                300));

        judged().isInconclusive("got no pod, and nothing says that its name is too long for one");
    }
}
