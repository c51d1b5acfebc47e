package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.CONTROLLER;
import static dev.holdfast.audit.AuditLines.KUBELET;
import static dev.holdfast.audit.AuditLines.finalized;
import static dev.holdfast.audit.AuditLines.object;
import static dev.holdfast.audit.AuditLines.readyState;
import static dev.holdfast.audit.AuditLines.set;
import static dev.holdfast.audit.AuditLines.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of objects the deletion of which a log tells of, and who asked for it. */
class AuditedDeletionsTest extends AuditedRequestsTest {
    @Test
    void knowsWhoEvictedAPodAlthoughTheAnswerDoesNotTellIt() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(ALICE, "create", "pods", "eviction", "web-0").answeredWithStatus(201, "");
        log.request(KUBELET, "patch", "pods", "status", "web-0")
                .answered(200, terminating(readyState(0, "p0", 140), 30));

        Observation ending = states(Kinds.POD).get(2);
        assertThat(ending.object().terminating()).isTrue();
        assertThat(ending.resourceVersion()).isBetween(121L, 139L);
        assertThat(ending.placedBetween()).as("nothing else is known between").isFalse();
        assertThat(deleter(0)).isEqualTo(DeletionActor.DISRUPTION);
    }

    @Test
    void marksAPlaceThatIsNotCertain() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(ALICE, "create", "pods", "eviction", "web-0")
                .answeredWithStatus(201, "")
                .with(event -> event.put("requestReceivedTimestamp", "2026-11-27T05:00:01.350Z"));
        log.status(130, 1, 1, 1, 1);
        log.request(KUBELET, "patch", "pods", "status", "web-0")
                .answered(200, terminating(readyState(0, "p0", 140), 30))
                .with(event -> event.put("requestReceivedTimestamp", "2026-11-27T05:00:01.400Z"));

        assertThat(states(Kinds.POD)).hasSize(4);
        assertThat(states(Kinds.POD).get(2).object().terminating()).isTrue();
    }

    @Test
    void takesTheFirstDeletionOfAPodAsTheOneThatCounts() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(ALICE, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 130), 30));
        log.request(CONTROLLER, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 130), 30));

        assertThat(deleter(0)).isEqualTo(DeletionActor.USER);
    }

    @Test
    void doesNotTakeEachControllerForTheOneOfStatefulSets() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request("system:serviceaccount:kube-system:replicaset-controller", "delete", "pods", "", "web-0")
                .answered(200, terminating(readyState(0, "p0", 130), 30));

        assertThat(deleter(0)).isEqualTo(DeletionActor.USER);
    }

    @Test
    void doesNotTakeTheKubeletThatEndsAPodForTheOneWhoAskedForIt() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(KUBELET, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 150), 0));

        assertThat(deleter(0)).isNotIn(DeletionActor.CONTROLLER, DeletionActor.USER);
    }

    @Test
    void endsAPodWithTheDeletionByItsKubelet() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(CONTROLLER, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 130), 30));
        log.request(KUBELET, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 150), 0));

        Observation end = states(Kinds.POD).get(3);
        assertThat(end.change()).isEqualTo(Change.DELETED);
        assertThat(end.resourceVersion()).isEqualTo(150);
        assertThat(deleter(0)).isEqualTo(DeletionActor.CONTROLLER);
    }

    @Test
    void endsAPodTheDeletionOfWhichTellsNoVersion() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        ObjectNode gone = terminating(readyState(0, "p0", 150), 0);
        ((ObjectNode) gone.path("metadata")).remove("resourceVersion");
        log.request(KUBELET, "delete", "pods", "", "web-0").answered(200, gone);

        assertThat(states(Kinds.POD)).extracting(Observation::change).endsWith(Change.DELETED);
        assertThat(history().gaps(Kinds.POD)).isEmpty();
    }

    @Test
    void tellsTheStateBeforeAForcedEndThatTheControllerMayHaveSeen() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request(ALICE, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 150), 0));

        List<Observation> states = states(Kinds.POD);
        assertThat(states.get(2).change()).isEqualTo(Change.MODIFIED);
        assertThat(states.get(2).resourceVersion()).isEqualTo(149);
        assertThat(states.get(3).change()).isEqualTo(Change.DELETED);
    }

    @Test
    void endsAClaimWithTheRequestThatTakesItsLastFinalizer() throws IOException {
        log.newSet(1, 101);
        String claim = "www-web-0";
        log.request(CONTROLLER, "create", "persistentvolumeclaims", "", claim)
                .answered(201, finalized(object(Kinds.CLAIM, claim, "c0", 105), "kubernetes.io/pvc-protection"));
        log.request(ALICE, "delete", "persistentvolumeclaims", "", claim)
                .answered(
                        200,
                        terminating(
                                finalized(object(Kinds.CLAIM, claim, "c0", 110), "kubernetes.io/pvc-protection"), 0));
        log.request(PROTECTION, "update", "persistentvolumeclaims", "", claim)
                .answered(200, terminating(object(Kinds.CLAIM, claim, "c0", 110), 0));

        assertThat(states(Kinds.CLAIM))
                .extracting(Observation::change)
                .containsExactly(Change.ADDED, Change.MODIFIED, Change.DELETED);
        assertThat(states(Kinds.CLAIM).get(2).resourceVersion()).isGreaterThan(110);
    }

    @Test
    void endsASetTheDeletionOfWhichIsAnsweredWithAStatus() throws IOException {
        log.newSet(1, 101);
        log.request(ALICE, "delete", "statefulsets", "", "web").answeredWithStatus(200, "set-uid");

        assertThat(states(Kinds.STATEFUL_SET)).extracting(Observation::change).endsWith(Change.DELETED);
        assertThat(states(Kinds.STATEFUL_SET).get(2).request().orElseThrow().user())
                .isEqualTo(ALICE);
    }

    @Test
    void deletesAllOfACollection() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        ObjectNode list = object("PodList", "", "", 125);
        ObjectNode item = readyState(0, "p0", 120);
        item.remove(List.of("kind", "apiVersion"));
        list.putArray("items").add(item);
        log.request(ALICE, "deletecollection", "pods", "", "").answered(200, list);
        log.request(KUBELET, "delete", "pods", "", "web-0").answered(200, terminating(readyState(0, "p0", 150), 0));

        assertThat(states(Kinds.POD).get(2).object().terminating()).isTrue();
        assertThat(deleter(0)).isEqualTo(DeletionActor.USER);
    }

    @Test
    void givesEachWriteAPlaceOfItsOwnWhereTimesLeaveTooFew() throws IOException {
        log.newSet(1, 101);
        ObjectNode list = object("PersistentVolumeClaimList", "", "", 120);
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            String claim = "www-web-" + ordinal;
            ObjectNode created =
                    finalized(object(Kinds.CLAIM, claim, "c" + ordinal, 110 + ordinal), "kubernetes.io/pvc-protection");
            log.request(CONTROLLER, "create", "persistentvolumeclaims", "", claim)
                    .answered(201, created);
            ObjectNode item = created.deepCopy();
            item.remove(List.of("kind", "apiVersion"));
            list.withArray("items").add(item);
        }
        log.readyPod(0, "p0", 115, 120);
        log.request(ALICE, "deletecollection", "persistentvolumeclaims", "", "")
                .answered(200, list)
                .with(event -> event.put(
                        "stageTimestamp",
                        Instant.parse(event.path("requestReceivedTimestamp").asString(""))
                                .plusMillis(150)
                                .toString()));
        // While those were deleted, which leaves two places for three before 124.
        log.request(KUBELET, "patch", "pods", "status", "web-0").answered(200, readyState(0, "p0", 122));
        log.request(KUBELET, "patch", "pods", "status", "web-0").answered(200, readyState(0, "p0", 124));
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            String claim = "www-web-" + ordinal;
            log.request(PROTECTION, "update", "persistentvolumeclaims", "", claim)
                    .answered(200, terminating(object(Kinds.CLAIM, claim, "c" + ordinal, 110 + ordinal), 0));
        }

        assertThat(gaps(Kinds.CLAIM)).isEmpty();
        assertThat(states(Kinds.CLAIM)).extracting(Observation::resourceVersion).doesNotHaveDuplicates();
        assertThat(states(Kinds.CLAIM))
                .extracting(Observation::change)
                .filteredOn(Change.DELETED::equals)
                .hasSize(3);
    }

    @Test
    void takesNoPlaceThatIsSureForWhatHappenedElsewhere() throws IOException {
        log.newSet(1, 101);
        ObjectNode elsewhere = finalized(object(Kinds.CLAIM, "www-web-0", "e0", 103), "kubernetes.io/pvc-protection");
        ((ObjectNode) elsewhere.path("metadata")).put("namespace", "other");
        log.request(ALICE, "create", "persistentvolumeclaims", "", "www-web-0")
                .with(AuditedDeletionsTest::elsewhere)
                .answered(201, elsewhere);
        ObjectNode ending = terminating(finalized(set(110, 2, 1, 1, 0, 0), "orphan"), 0);
        log.request(ALICE, "delete", "statefulsets", "", "web").answered(200, ending);
        ObjectNode over = object(Kinds.CLAIM, "www-web-0", "e0", 103);
        ((ObjectNode) over.path("metadata")).put("namespace", "other");
        log.request(PROTECTION, "update", "persistentvolumeclaims", "", "www-web-0")
                .with(AuditedDeletionsTest::elsewhere)
                .answered(200, terminating(over, 0));
        ObjectNode metadata = terminating(set(110, 2, 1, 1, 0, 0), 0);
        metadata.put("kind", "PartialObjectMetadata").remove(List.of("spec", "status"));
        log.request("system:serviceaccount:kube-system:generic-garbage-collector", "patch", "statefulsets", "", "web")
                .answered(200, metadata);
        ObjectNode again = set(112, 1, 0, 1, 0, 0);
        ((ObjectNode) again.path("metadata")).put("uid", "set-uid-2");
        log.request(ALICE, "create", "statefulsets", "", "web").answered(201, again);

        assertThat(gaps(Kinds.STATEFUL_SET)).isEmpty();
        assertThat(states(Kinds.STATEFUL_SET))
                .extracting(Observation::resourceVersion)
                .containsExactly(101L, 102L, 110L, 111L, 112L);
    }

    private static void elsewhere(ObjectNode event) {
        ((ObjectNode) event.path("objectRef")).put("namespace", "other");
    }

    @Test
    void endsAnObjectAfterItBeganToEndWhicheverRequestWasAnsweredFirst() throws IOException {
        log.newSet(1, 101);
        ObjectNode created = finalized(object(Kinds.CLAIM, "www-web-0", "c0", 110), "kubernetes.io/pvc-protection");
        log.request(CONTROLLER, "create", "persistentvolumeclaims", "", "www-web-0")
                .answered(201, created);
        ObjectNode list = object("PersistentVolumeClaimList", "", "", 120);
        ObjectNode item = created.deepCopy();
        item.remove(List.of("kind", "apiVersion"));
        list.withArray("items").add(item);
        log.request(ALICE, "deletecollection", "persistentvolumeclaims", "", "")
                .answered(200, list)
                .with(event -> event.put("stageTimestamp", "2026-11-27T05:00:09Z"));
        log.request(PROTECTION, "update", "persistentvolumeclaims", "", "www-web-0")
                .answered(200, terminating(object(Kinds.CLAIM, "www-web-0", "c0", 110), 0));

        assertThat(states(Kinds.CLAIM))
                .extracting(Observation::change)
                .containsExactly(Change.ADDED, Change.MODIFIED, Change.DELETED);
    }

    @Test
    void tellsControllersApartThatShareAUser() throws IOException {
        log.newSet(1, 101).readyPod(0, "p0", 110, 120);
        log.request("system:kube-controller-manager", "delete", "pods", "", "web-0")
                .answered(200, terminating(readyState(0, "p0", 130), 30))
                .with(event -> event.put(
                        "userAgent",
                        "kube-controller-manager/v1.37.2 (linux/amd64) kubernetes/4a3/statefulset-controller"));

        assertThat(deleter(0)).isEqualTo(DeletionActor.CONTROLLER);
    }

    @Test
    void knowsThatANamespaceEndsThatIsOlderThanTheLog() throws IOException {
        log.newSet(1, 101);
        ObjectNode namespace = terminating(finalized(object("Namespace", "demo", "ns", 120), "kubernetes"), 0);
        ((ObjectNode) namespace.path("metadata")).remove("namespace");
        log.request(ALICE, "delete", "namespaces", "", "demo").answered(200, namespace);

        assertThat(states("Namespace"))
                .singleElement()
                .satisfies(state -> assertThat(state.object().terminating()).isTrue());
        assertThat(history().gaps("Namespace")).isEmpty();
    }
}
