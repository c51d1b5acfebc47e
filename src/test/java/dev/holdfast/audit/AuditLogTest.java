package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.COLLECTOR;
import static dev.holdfast.audit.AuditLines.CONTROLLER;
import static dev.holdfast.audit.AuditLines.KUBELET;
import static dev.holdfast.audit.AuditLines.finalized;
import static dev.holdfast.audit.AuditLines.object;
import static dev.holdfast.audit.AuditLines.pod;
import static dev.holdfast.audit.AuditLines.readyState;
import static dev.holdfast.audit.AuditLines.set;
import static dev.holdfast.audit.AuditLines.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the requests of a log become, one trap after the other. */
class AuditLogTest {
    private static final String PROTECTION = "system:serviceaccount:kube-system:pvc-protection-controller";

    @TempDir
    private Path folder;

    private final AuditLines log = new AuditLines();

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
                .with(AuditLogTest::elsewhere)
                .answered(201, elsewhere);
        ObjectNode ending = terminating(finalized(set(110, 2, 1, 1, 0, 0), "orphan"), 0);
        log.request(ALICE, "delete", "statefulsets", "", "web").answered(200, ending);
        ObjectNode over = object(Kinds.CLAIM, "www-web-0", "e0", 103);
        ((ObjectNode) over.path("metadata")).put("namespace", "other");
        log.request(PROTECTION, "update", "persistentvolumeclaims", "", "www-web-0")
                .with(AuditLogTest::elsewhere)
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
    void knowsTheReleaseOfTheController() throws IOException {
        log.newSet(1, 101);

        assertThat(history().serverVersion().orElseThrow().version()).isEqualTo("v1.37.2");
    }

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

    /** Made long before the log begins. */
    private static ObjectNode old(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("creationTimestamp", "2026-01-01T00:00:00Z");
        return object;
    }

    private SetHistory told() throws IOException {
        return log.read(folder).histories().get(0);
    }

    private History history() throws IOException {
        return told().history();
    }

    private List<Observation> states(String kind) throws IOException {
        return history().observations(kind);
    }

    private List<Gap> gaps(String kind) throws IOException {
        return history().gaps(kind);
    }

    private DeletionActor deleter(int ordinal) throws IOException {
        SetTimeline set = SetTimeline.of(history(), "demo", "web");
        return Attribution.of(set).actor(set.incarnations(ordinal).get(0));
    }
}
