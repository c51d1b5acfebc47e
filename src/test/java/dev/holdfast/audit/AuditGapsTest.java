package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.CONTROLLER;
import static dev.holdfast.audit.AuditLines.KUBELET;
import static dev.holdfast.audit.AuditLines.object;
import static dev.holdfast.audit.AuditLines.pod;
import static dev.holdfast.audit.AuditLines.readyState;
import static dev.holdfast.audit.AuditLines.set;
import static dev.holdfast.audit.AuditLines.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a log does not tell, one hole after the other. */
class AuditGapsTest extends AuditedRequestsTest {
    @Test
    void hasAGapForASetThatIsOlderThanTheLog() throws IOException {
        log.request(CONTROLLER, "update", "statefulsets", "status", "web").answered(200, old(set(500, 4, 4, 3, 3, 2)));
        log.request(KUBELET, "patch", "pods", "status", "web-2").answered(200, old(readyState(2, "p2", 510)));

        assertThat(gaps(Kinds.POD)).singleElement().satisfies(gap -> assertThat(gap.reason())
                .isEqualTo(
                        "StatefulSet web is older than the audit log, which does not tell of pods that were not written"
                                + " since"));
    }

    @Test
    void beginsWhereAllPodsAreKnownOfASetThatIsOlder() throws IOException {
        log.request(CONTROLLER, "update", "statefulsets", "status", "web").answered(200, old(set(500, 4, 4, 1, 1, 0)));
        log.request(KUBELET, "patch", "pods", "status", "web-0").answered(200, old(readyState(0, "p0", 510)));
        log.status(520, 4, 1, 1, 1);

        assertThat(gaps(Kinds.POD)).isEmpty();
        assertThat(states(Kinds.POD)).extracting(Observation::change).containsExactly(Change.LISTED);
        assertThat(told().from()).isPresent();
    }

    @Test
    void hasAGapForAClaimThatThePolicyLeavesOut() throws IOException {
        log.newSet(1, 101);
        ObjectNode pod = pod(0, "p0", 110);
        ((ObjectNode) pod.path("spec"))
                .putArray("volumes")
                .addObject()
                .putObject("persistentVolumeClaim")
                .put("claimName", "www-web-0");
        log.request(CONTROLLER, "create", "pods", "", "web-0").answered(201, pod);

        assertThat(gaps(Kinds.CLAIM)).singleElement().satisfies(gap -> assertThat(gap.reason())
                .isEqualTo(
                        "Pod web-0 refers to PersistentVolumeClaim www-web-0, of which the audit log tells nothing: it is"
                                + " older than the log, or nothing is logged about persistentvolumeclaims"));
    }

    @Test
    void hasAGapWhereTheStatusOfPodsIsLoggedWithoutAnAnswer() throws IOException {
        log.newSet(1, 101);
        log.request(CONTROLLER, "create", "pods", "", "web-0").answered(201, pod(0, "p0", 110));
        log.request(KUBELET, "patch", "pods", "status", "web-0")
                .at("Request")
                .with(event -> event.remove("responseObject"));

        assertThat(gaps(Kinds.POD))
                .extracting(Gap::reason)
                .containsExactly(
                        "pods/status is logged at level Request only, so that nobody knows when a pod was Ready");
    }

    @Test
    void hasAGapWhereAnAnswerWasTooLargeForTheLog() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(KUBELET, "patch", "pods", "status", "web-0").with(event -> {
            event.remove("responseObject");
            event.putObject("annotations").put("audit.k8s.io/truncated", "true");
        });

        assertThat(gaps(Kinds.POD))
                .extracting(Gap::reason)
                .containsExactly("Pod web-0: the log has a request without its answer, which was too large for it");
    }

    @Test
    void hasAGapWhereAnUpdateReplacesWhatTheLogLacks() throws IOException {
        log.newSet(1, 101);
        log.request(CONTROLLER, "update", "statefulsets", "status", "web")
                .sent("{\"metadata\": {\"resourceVersion\": \"107\"}}")
                .answered(200, set(108, 1, 1, 1, 0, 0));

        assertThat(gaps(Kinds.STATEFUL_SET))
                .extracting(Gap::reason)
                .containsExactly("StatefulSet web: the log lacks the request that wrote resourceVersion 107");
    }

    @Test
    void hasAGapWhereTheGenerationJumps() throws IOException {
        log.newSet(1, 101);
        log.request(ALICE, "patch", "statefulsets", "", "web").answered(200, set(108, 3, 1, 4, 0, 0));

        assertThat(gaps(Kinds.STATEFUL_SET)).extracting(Gap::since).containsExactly(102L);
    }

    @Test
    void hasAGapWhereAPodTakesTheNameOfOneThatHasNotEnded() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120).readyPod(0, "p1", 130, 140);

        assertThat(gaps(Kinds.POD)).extracting(Gap::since).contains(120L);
    }

    @Test
    void hasAGapWhereARequestFindsMoreChangedThanItCanChange() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        ObjectNode ending = terminating(readyState(0, "p0", 130), 30);
        ((ObjectNode) ending.path("status")).put("phase", "Failed");
        log.request(ALICE, "delete", "pods", "", "web-0").answered(200, ending);

        assertThat(gaps(Kinds.POD)).extracting(Gap::since).containsExactly(120L);
    }

    @Test
    void hasAGapWhereTheControllerCountsOtherPods() throws IOException {
        log.newSet(2, 101).readyPod(0, "p0", 110, 120).status(121, 1, 2, 1, 1);
        log.status(130, 1, 2, 2, 2);

        assertThat(gaps(Kinds.POD)).singleElement().satisfies(gap -> {
            assertThat(gap.since()).isEqualTo(121);
            assertThat(gap.reason())
                    .startsWith("the status of StatefulSet web at resourceVersion 130 counts other pods");
        });
    }

    @Test
    void saysThatStatesAreNotThereAtLevelMetadata() throws IOException {
        log.request(ALICE, "patch", "statefulsets", "", "web")
                .at("Metadata")
                .with(event -> event.remove("responseObject"));

        assertThat(log.read(folder).objection())
                .contains(
                        "the audit log tells who wrote StatefulSets and not what: statefulsets is logged at level Metadata"
                                + " only, and states are told at level RequestResponse");
    }

    @Test
    void saysThatThereIsNoStatefulSet() throws IOException {
        log.request(ALICE, "create", "pods", "", "other-0").answered(201, object("Pod", "other-0", "o", 5));

        assertThat(log.read(folder).objection())
                .contains("the audit log tells of no StatefulSet that was written, or its policy leaves them out");
    }

    /** Made long before the log begins. */
    private static ObjectNode old(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("creationTimestamp", "2026-01-01T00:00:00Z");
        return object;
    }
}
