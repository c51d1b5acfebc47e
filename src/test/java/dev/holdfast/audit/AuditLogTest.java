package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.COLLECTOR;
import static dev.holdfast.audit.AuditLines.CONTROLLER;
import static dev.holdfast.audit.AuditLines.KUBELET;
import static dev.holdfast.audit.AuditLines.object;
import static dev.holdfast.audit.AuditLines.pod;
import static dev.holdfast.audit.AuditLines.readyState;
import static dev.holdfast.audit.AuditLines.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the requests of a log become, one trap after the other. */
class AuditLogTest extends AuditedRequestsTest {
    @Test
    void tellsWhoMadeEachState() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);

        assertThat(states(Kinds.POD)).extracting(Observation::change).containsExactly(Change.ADDED, Change.MODIFIED);
        assertThat(states(Kinds.POD))
                .extracting(state -> state.request().orElseThrow().who())
                .containsExactly("statefulset-controller", "kubelet");
    }

    @Test
    void sortsByResourceVersionAndNotByTheOrderOfLines() throws IOException {
        log.newSet(1, 101);
        log.request(KUBELET, "patch", "pods", "status", "web-0").answered(200, readyState(0, "p0", 120));
        log.request(CONTROLLER, "create", "pods", "", "web-0").answered(201, pod(0, "p0", 110));

        assertThat(states(Kinds.POD)).extracting(Observation::resourceVersion).containsExactly(110L, 120L);
    }

    @Test
    void takesAPatchThatIsAnsweredWithCreatedAsACreation() throws IOException {
        log.request(ALICE, "patch", "statefulsets", "", "web").answered(201, set(101, 1, 0, 1, 0, 0));

        assertThat(states(Kinds.STATEFUL_SET)).extracting(Observation::change).containsExactly(Change.ADDED);
        assertThat(history().gaps(Kinds.STATEFUL_SET)).hasSize(1); // of the status
    }

    @Test
    void leavesOutWhatChangedNothing() throws IOException {
        log.newSet(1, 101);
        log.request(ALICE, "patch", "statefulsets", "", "web").answered(200, set(102, 1, 1, 1, 0, 0));

        assertThat(states(Kinds.STATEFUL_SET))
                .extracting(Observation::resourceVersion)
                .containsExactly(101L, 102L);
        assertThat(states(Kinds.STATEFUL_SET).get(1).request().orElseThrow().component())
                .isEqualTo("statefulset-controller");
    }

    @Test
    void makesTheSetOfTheAnswerToItsScaleSubresource() throws IOException {
        log.newSet(1, 101);
        ObjectNode scale = object("Scale", "web", "set-uid", 105);
        scale.putObject("spec").put("replicas", 3);
        log.request(ALICE, "patch", "statefulsets", "scale", "web").answered(200, scale);

        StatefulSetView scaled = StatefulSetView.of(states(Kinds.STATEFUL_SET).get(2));
        assertThat(scaled.replicas()).isEqualTo(3);
        assertThat(scaled.generation()).isEqualTo(2);
        assertThat(history().gaps(Kinds.STATEFUL_SET)).isEmpty();
    }

    @Test
    void keepsSpecAndStatusWhereOnlyTheMetadataWereAnswered() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        ObjectNode metadata = object("PartialObjectMetadata", "web-0", "p0", 130);
        log.request(COLLECTOR, "patch", "pods", "", "web-0").answered(200, metadata);

        Observation released = states(Kinds.POD).get(2);
        assertThat(released.object().controller()).isEmpty();
        assertThat(released.object().json().path("status").path("phase").asString(""))
                .isEqualTo("Running");
    }

    @Test
    void takesNoNoticeOfWhatWasOnlyTriedOrRefused() throws IOException {
        log.newSet(1, 101);
        log.request(ALICE, "patch", "statefulsets", "", "web")
                .answered(200, set(103, 2, 1, 5, 0, 0))
                .with(event -> event.put("requestURI", "/apis/apps/v1/statefulsets/web?dryRun=All"));
        log.request(ALICE, "patch", "statefulsets", "", "web").answeredWithStatus(409, "");
        log.request(ALICE, "create", "pods", "eviction", "web-0").answeredWithStatus(429, "");
        log.request(ALICE, "get", "statefulsets", "", "web").answered(200, set(102, 1, 1, 1, 0, 0));
        log.request(ALICE, "patch", "statefulsets", "", "web")
                .answered(200, set(104, 2, 1, 7, 0, 0))
                .with(event -> event.put("stage", "RequestReceived"));

        assertThat(states(Kinds.STATEFUL_SET)).hasSize(2);
        assertThat(history().gaps(Kinds.STATEFUL_SET)).isEmpty();
    }

    @Test
    void takesARequestOnceThatTwoFilesTellOf() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(ALICE, "create", "pods", "eviction", "web-0").answeredWithStatus(201, "");
        Path one = Files.write(folder.resolve("a.log"), log.lines());
        Path two = Files.write(folder.resolve("b.log"), log.lines());

        History history = AuditLog.read(List.of(one, two)).histories().get(0).history();
        assertThat(history.observations(Kinds.POD)).hasSize(3);
    }

    @Test
    void namesTheImpersonatedUser() throws IOException {
        log.newSet(1, 101);
        log.request("rancher", "patch", "statefulsets", "", "web")
                .answered(200, set(103, 2, 1, 5, 0, 0))
                .with(event -> event.putObject("impersonatedUser").put("username", "bob"));

        assertThat(states(Kinds.STATEFUL_SET).get(2).request().orElseThrow().user())
                .isEqualTo("bob");
    }

    @Test
    void knowsTheReleaseOfTheController() throws IOException {
        log.newSet(1, 101);

        assertThat(history().serverVersion().orElseThrow().version()).isEqualTo("v1.37.2");
    }

    @Test
    void takesNoNoticeOfSetsOfAnotherGroup() throws IOException {
        log.newSet(1, 101);
        log.request(ALICE, "patch", "statefulsets", "", "web")
                .answered(200, set(104, 2, 1, 7, 0, 0))
                .with(event -> ((ObjectNode) event.path("objectRef")).put("apiGroup", "apps.kruise.io"));

        assertThat(states(Kinds.STATEFUL_SET)).hasSize(2);
    }

    @Test
    void makesAHistoryForEachSetOfEachNamespace() throws IOException {
        log.newSet(1, 101);
        ObjectNode other = set(105, 1, 0, 1, 0, 0);
        ((ObjectNode) other.path("metadata")).put("namespace", "prod").put("uid", "other");
        log.request(ALICE, "create", "statefulsets", "", "web")
                .answered(201, other)
                .with(event -> ((ObjectNode) event.path("objectRef")).put("namespace", "prod"));

        assertThat(log.read(folder).histories())
                .extracting(SetHistory::namespace)
                .containsExactly("demo", "prod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "ReplicaSet", "Job"})
    void letsGoOfPodsOfOtherControllers(String kind) throws IOException {
        log.newSet(1, 101);
        ObjectNode pod = pod(7, "p7", 110);
        ((ObjectNode) pod.path("metadata").path("ownerReferences").path(0)).put("kind", kind);
        log.request(CONTROLLER, "create", "pods", "", "web-7").answered(201, pod);

        assertThat(states(Kinds.POD)).isEmpty();
    }
}
