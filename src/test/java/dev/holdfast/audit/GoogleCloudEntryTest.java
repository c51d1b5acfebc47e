package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GoogleCloudEntryTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode entry = (ObjectNode) JSON.readTree("""
            {"insertId": "7", "timestamp": "2026-11-27T05:00:01Z", "receiveTimestamp": "2026-11-27T05:00:03Z",
             "protoPayload": {
               "authenticationInfo": {"principalEmail": "alice@example.com"},
               "methodName": "io.k8s.apps.v1.statefulsets.patch",
               "resourceName": "apps/v1/namespaces/shop/statefulsets/web",
               "requestMetadata": {"callerSuppliedUserAgent": "kubectl/v1.37.2"},
               "request": {"@type": "k8s.io/Patch", "spec": {"replicas": 3}},
               "response": {"@type": "apps.k8s.io/v1.StatefulSet", "kind": "StatefulSet"}}}
            """);

    @Test
    void saysWhoAskedForWhatAndWhen() {
        JsonNode event = event();

        assertThat(event.at("/user/username").asString()).isEqualTo("alice@example.com");
        assertThat(event.path("verb").asString()).isEqualTo("patch");
        assertThat(event.path("userAgent").asString()).isEqualTo("kubectl/v1.37.2");
        assertThat(event.path("auditID").asString()).isEqualTo("7");
        assertThat(event.path("requestReceivedTimestamp").asString()).isEqualTo("2026-11-27T05:00:01Z");
        assertThat(event.path("stageTimestamp").asString()).isEqualTo("2026-11-27T05:00:03Z");
    }

    @Test
    void saysWhatItIsAbout() {
        assertThat(about("apps/v1/namespaces/shop/statefulsets/web")).isEqualTo("apps v1 statefulsets shop web ");
        assertThat(about("apps/v1/namespaces/shop/statefulsets/web/scale"))
                .isEqualTo("apps v1 statefulsets shop web scale");
        assertThat(about("core/v1/namespaces/shop/pods")).isEqualTo(" v1 pods shop  ");
        assertThat(about("core/v1/persistentvolumes/pvc-1")).isEqualTo(" v1 persistentvolumes  pvc-1 ");
    }

    @Test
    void tellsANamespaceFromWhatIsInIt() {
        assertThat(about("core/v1/namespaces/shop")).isEqualTo(" v1 namespaces  shop ");
        assertThat(about("core/v1/namespaces/shop/finalize")).isEqualTo(" v1 namespaces  shop finalize");
        assertThat(about("core/v1/namespaces/shop/status")).isEqualTo(" v1 namespaces  shop status");
    }

    @Test
    void saysHowMuchIsLogged() {
        assertThat(event().path("level").asString()).isEqualTo("RequestResponse");
        payload().remove("response");
        assertThat(event().path("level").asString()).isEqualTo("Request");
        payload().remove("request");
        assertThat(event().path("level").asString()).isEqualTo("Metadata");
    }

    @Test
    void saysWhatWasMadeAndWhatFailed() {
        assertThat(code()).isEqualTo(200);
        payload().put("methodName", "io.k8s.apps.v1.statefulsets.create");
        assertThat(code()).isEqualTo(201);
        payload().putObject("status").put("code", 9);
        assertThat(code()).isEqualTo(400);
    }

    @Test
    void tellsAPatchThatMakesItsObjectFromOneThatChangesIt() {
        ObjectNode metadata = ((ObjectNode) payload().path("response")).putObject("metadata");
        metadata.put("creationTimestamp", "2026-11-27T05:00:01Z").put("generation", 1);
        assertThat(code()).isEqualTo(201);
        metadata.put("generation", 2);
        assertThat(code()).isEqualTo(200);
        metadata.put("generation", 1).put("creationTimestamp", "2026-11-27T05:00:00Z");
        assertThat(code()).isEqualTo(200);
        metadata.put("creationTimestamp", "2026-11-27T05:00:01Z");
        ((ObjectNode) payload().path("response")).putObject("status").put("observedGeneration", 1);
        assertThat(code()).isEqualTo(200);
    }

    @Test
    void knowsADryRun() {
        assertThat(event().path("requestURI").asString()).isEmpty();
        entry.putObject("labels").put("command.gke.io/dryRun", "true");
        assertThat(event().path("requestURI").asString()).contains("dryRun=");
    }

    @Test
    void tellsOfWhatTakesLongWhenItIsOver() {
        entry.putObject("operation").put("first", true);
        assertThat(GoogleCloudEntry.event(entry)).isEmpty();
        entry.putObject("operation").put("last", true);
        assertThat(GoogleCloudEntry.event(entry)).isPresent();
    }

    @Test
    void tellsNothingOfOtherServices() {
        payload().put("methodName", "google.container.v1.ClusterManager.UpdateCluster");
        assertThat(GoogleCloudEntry.event(entry)).isEmpty();
    }

    private ObjectNode payload() {
        return (ObjectNode) entry.path("protoPayload");
    }

    private JsonNode event() {
        return GoogleCloudEntry.event(entry).orElseThrow();
    }

    private int code() {
        return event().at("/responseStatus/code").asInt();
    }

    private String about(String resourceName) {
        payload().put("resourceName", resourceName);
        JsonNode about = event().path("objectRef");
        return String.join(
                " ",
                about.path("apiGroup").asString(),
                about.path("apiVersion").asString(),
                about.path("resource").asString(),
                about.path("namespace").asString(),
                about.path("name").asString(),
                about.path("subresource").asString());
    }
}
