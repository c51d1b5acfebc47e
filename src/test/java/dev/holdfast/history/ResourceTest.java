package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResourceTest {

    @Test
    void readsAPod() {
        Resource pod = Resource.parse("""
                {"kind": "Pod", "metadata": {"name": "web-1", "namespace": "demo", "uid": "u1", "resourceVersion": "42",
                  "creationTimestamp": "2026-11-23T12:00:00Z", "labels": {"app": "web"}, "annotations": {"note": "x"},
                  "ownerReferences": [{"kind": "Other", "name": "o", "uid": "u0"},
                    {"kind": "StatefulSet", "name": "web", "uid": "u2", "controller": true}]},
                 "spec": {"hostname": "web-1", "subdomain": "svc", "nodeName": "node-1",
                  "containers": [{"name": "nginx", "image": "nginx:1"}],
                  "volumes": [{"name": "www", "persistentVolumeClaim": {"claimName": "www-web-1"}}, {"name": "tmp"}]},
                 "status": {"phase": "Running", "podIP": "10.0.0.1", "podIPs": [{"ip": "10.0.0.1"}, {"ip": "fd00::1"}],
                  "containerStatuses": [{"restartCount": 2}, {"restartCount": 1}],
                  "conditions": [{"type": "Ready", "status": "True"}, {"type": "DisruptionTarget", "status": "False"}]}}
                """);

        assertThat(pod.qualifiedName()).isEqualTo("demo/web-1");
        assertThat(pod.resourceVersion()).isEqualTo(42);
        assertThat(pod.controller()).contains(new Owner("StatefulSet", "web", "u2"));
        assertThat(pod.annotations()).containsExactly(Map.entry("note", "x"));
        assertThat(pod.creationTimestamp()).contains(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(pod.deletionTimestamp()).isEmpty();
        assertThat(pod.deletionGracePeriodSeconds()).isEmpty();
        assertThat(pod.writers()).isEmpty();
        assertThat(pod.terminating()).isFalse();
        assertThat(pod.text()).doesNotContain("\n");
        PodView view = PodView.of(pod);
        assertThat(view.ordinal("web")).hasValue(1);
        assertThat(view.ips()).isEqualTo(List.of("10.0.0.1", "fd00::1"));
        assertThat(view.claims()).containsExactly(Map.entry("www", "www-web-1"));
        assertThat(view.images()).containsExactly(Map.entry("nginx", "nginx:1"));
        assertThat(view.restarts()).isEqualTo(3);
        assertThat(view.healthy()).isTrue();
        assertThat(view.disrupted()).isFalse();
        assertThat(view.gracePeriodSeconds()).isEqualTo(30);
    }

    @Test
    void readsHowAPodIsEnded() {
        Resource pod = Resource.parse("""
                {"kind": "Pod", "metadata": {"name": "web-1", "resourceVersion": "42", "creationTimestamp": null,
                  "deletionTimestamp": "2026-11-23T12:00:30Z", "deletionGracePeriodSeconds": 0},
                 "spec": {"terminationGracePeriodSeconds": 10},
                 "status": {"conditions": [
                  {"type": "DisruptionTarget", "status": "True", "reason": "DeletionByTaintManager", "message": "-"},
                  {"type": "Ready", "status": "False", "reason": "PodCompleted"}]}}
                """);

        assertThat(pod.terminating()).isTrue();
        assertThat(pod.creationTimestamp()).isEmpty();
        assertThat(pod.deletionTimestamp()).contains(Instant.parse("2026-11-23T12:00:30Z"));
        assertThat(pod.deletionGracePeriodSeconds()).hasValue(0);
        assertThat(PodView.of(pod).disruption()).contains("DeletionByTaintManager");
        assertThat(PodView.of(pod).disrupted()).isTrue();
        assertThat(PodView.of(pod).gracePeriodSeconds()).isEqualTo(10);
    }

    @Test
    void readsADisruptionWithoutAReason() {
        Resource pod = Resource.parse("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-1\",\"resourceVersion\":\"42\"},"
                + "\"status\":{\"conditions\":[{\"type\":\"DisruptionTarget\",\"status\":\"True\"}]}}");

        assertThat(PodView.of(pod).disruption()).contains("");
    }

    @Test
    void readsWhoWroteAnObject() {
        Resource set = Resource.parse("""
                {"kind": "StatefulSet", "metadata": {"name": "web", "resourceVersion": "42", "managedFields": [
                  {"manager": "kubectl", "operation": "Apply", "apiVersion": "apps/v1", "time": "2026-11-23T12:00:00Z",
                   "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {"f:replicas": {}}}},
                  {"manager": "kube-controller-manager", "operation": "Update", "apiVersion": "apps/v1",
                   "time": "2026-11-23T12:00:01Z", "fieldsV1": {"f:status": {"manager": {}}}, "subresource": "status"},
                  {"manager": "hpa", "operation": "Update", "subresource": "scale"}]}}
                """);

        assertThat(set.writers())
                .containsExactly(
                        new Writer("kubectl", "Apply", "", Optional.of(Instant.parse("2026-11-23T12:00:00Z"))),
                        new Writer(
                                "kube-controller-manager",
                                "Update",
                                "status",
                                Optional.of(Instant.parse("2026-11-23T12:00:01Z"))),
                        new Writer("hpa", "Update", "scale", Optional.empty()));
    }

    @Test
    void readsAllOwnersAndWhichOfThemIsTheController() {
        Resource claim = Resource.parse("""
                {"kind": "PersistentVolumeClaim", "metadata": {"name": "www-web-1", "resourceVersion": "42", "ownerReferences": [
                  {"apiVersion": "v1", "kind": "Pod", "name": "web-1", "uid": "u1"},
                  {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web", "uid": "u2", "controller": true}]}}
                """);

        assertThat(claim.owners())
                .containsExactly(new Owner("Pod", "web-1", "u1"), new Owner("StatefulSet", "web", "u2"));
        assertThat(claim.controllerUid()).contains("u2");
    }

    @Test
    void readsADefaultedStatefulSet() {
        StatefulSetView set = StatefulSetView.of(
                Resource.parse("{\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"web\",\"resourceVersion\":\"1\"}}"));

        assertThat(set.replicas()).isEqualTo(1);
        assertThat(set.start()).isZero();
        assertThat(set.ordered()).isTrue();
        assertThat(set.keepsClaims()).isTrue();
        assertThat(set.deletesClaimsWhenScaled()).isFalse();
        assertThat(set.deletesClaimsWhenDeleted()).isFalse();
        assertThat(set.revisionHistoryLimit()).isEqualTo(10);
        assertThat(set.settled()).isFalse();
        assertThat(set.maxUnavailable()).isEmpty();
    }

    @Test
    void keepsOfTheWritersOfAnObjectWhoTheyAre() {
        ObjectNode sent = (ObjectNode) JsonMapper.shared().readTree("""
                {"kind": "Pod", "metadata": {"name": "web-0", "resourceVersion": "42", "managedFields": [
                  {"manager": "kubelet", "operation": "Update", "apiVersion": "v1", "time": "2026-11-23T12:00:00Z",
                   "fieldsType": "FieldsV1", "fieldsV1": {"f:status": {"f:phase": {}}}, "subresource": "status"}]}}
                """);
        Resource asSent = Resource.of(sent);
        Resource received = Resource.received(sent);

        assertThat(received.text())
                .isEqualTo(
                        "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"resourceVersion\":\"42\",\"managedFields\":["
                                + "{\"manager\":\"kubelet\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"time\":\"2026-11-23T12:00:00Z\","
                                + "\"subresource\":\"status\"}]}}");
        assertThat(asSent.text()).contains("fieldsV1");
        assertThat(received.writers()).isEqualTo(asSent.writers()).hasSize(1);
    }

    @Test
    void receivesAnObjectWithoutWriters() {
        ObjectNode sent = (ObjectNode) JsonMapper.shared()
                .readTree("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"resourceVersion\":\"42\"}}");

        assertThat(Resource.received(sent)).isEqualTo(Resource.of(sent));
    }

    @ParameterizedTest
    @CsvSource({"Retain, Delete, false, true", "Delete, Retain, true, false", "Delete, Delete, true, true"})
    void readsWhenClaimsAreDeleted(String scaled, String deleted, boolean whenScaled, boolean whenDeleted) {
        StatefulSetView set = StatefulSetView.of(Resource.parse(
                "{\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"web\",\"resourceVersion\":\"1\"},\"spec\":"
                        + "{\"revisionHistoryLimit\":0,\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\""
                        + deleted
                        + "\",\"whenScaled\":\"" + scaled + "\"}}}"));

        assertThat(set.deletesClaimsWhenScaled()).isEqualTo(whenScaled);
        assertThat(set.deletesClaimsWhenDeleted()).isEqualTo(whenDeleted);
        assertThat(set.keepsClaims()).isFalse();
        assertThat(set.revisionHistoryLimit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "'\"50%\"', 50%"})
    void readsMaxUnavailableAsANumberOrAShare(String json, String expected) {
        StatefulSetView set = StatefulSetView.of(Resource.parse(
                "{\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"web\",\"resourceVersion\":\"1\"},\"spec\":"
                        + "{\"updateStrategy\":{\"rollingUpdate\":{\"maxUnavailable\":" + json + "}}}}"));

        assertThat(set.maxUnavailable()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{}",
                "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"1\"}}",
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"resourceVersion\":\"v1\"}}",
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"resourceVersion\":\"1\",\"creationTimestamp\":\"now\"}}",
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"resourceVersion\":\"1\",\"deletionTimestamp\":17}}"
            })
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> Resource.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAViewOfAnotherKind() {
        Resource claim = Resource.parse(
                "{\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"www-web-0\",\"resourceVersion\":\"1\"}}");

        assertThatThrownBy(() -> PodView.of(claim)).hasMessage("PersistentVolumeClaim www-web-0 has no PodView");
    }

    @ParameterizedTest
    @CsvSource({
        "web-0, 0",
        "web-10, 10",
        "web-00, -1",
        "web-01, -1",
        "web-, -1",
        "web--1, -1",
        "web-1-0, -1",
        "web, -1",
        "other-0, -1",
        "web-99999999999, -1"
    })
    void readsOnlyOrdinalsAsTheSetWritesThem(String pod, int ordinal) {
        assertThat(Ordinal.of("web", pod).orElse(-1)).isEqualTo(ordinal);
    }
}
