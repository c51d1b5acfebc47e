package dev.holdfast.audit;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How Google Cloud Logging would tell of what an API server logs, as far as its form is documented. */
public final class GoogleCloudForm {
    private static final JsonMapper JSON = JsonMapper.shared();

    private GoogleCloudForm() {}

    /** The entry that is made of an event. */
    public static ObjectNode of(JsonNode event) {
        JsonNode about = event.path("objectRef");
        String group = about.path("apiGroup").asString("");
        String base = group.isEmpty() ? "core" : group;
        String version = about.path("apiVersion").asString();
        String resource = about.path("resource").asString();
        String subresource = about.path("subresource").asString("");
        String namespace = about.path("namespace").asString("");
        String name = about.path("name").asString("");
        boolean within = !namespace.isEmpty() && !resource.equals("namespaces");
        ObjectNode entry = JSON.createObjectNode();
        entry.put("insertId", event.path("auditID").asString());
        entry.putObject("labels").put("authorization.k8s.io/decision", "allow");
        entry.put("logName", "projects/demo/logs/cloudaudit.googleapis.com%2Factivity");
        entry.putObject("operation").put("first", true).put("last", true).put("producer", "k8s.io");
        ObjectNode payload = entry.putObject("protoPayload");
        payload.put("@type", "type.googleapis.com/google.cloud.audit.AuditLog");
        payload.putObject("authenticationInfo")
                .put("principalEmail", event.at("/user/username").asString());
        payload.put(
                "methodName",
                "io.k8s." + base + "." + version + "." + resource + (subresource.isEmpty() ? "" : "." + subresource)
                        + "." + event.path("verb").asString());
        payload.putObject("requestMetadata")
                .put("callerSuppliedUserAgent", event.path("userAgent").asString(""));
        payload.put(
                "resourceName",
                base + "/" + version + (within ? "/namespaces/" + namespace : "") + "/" + resource
                        + (name.isEmpty() ? "" : "/" + name) + (subresource.isEmpty() ? "" : "/" + subresource));
        payload.put("serviceName", "k8s.io");
        boolean good = event.at("/responseStatus/code").asInt() < 300;
        payload.putObject("status").put("code", good ? 0 : 9);
        for (Map.Entry<String, String> body :
                Map.of("request", "requestObject", "response", "responseObject").entrySet()) {
            JsonNode of = event.path(body.getValue());
            if (of.isObject()) {
                ObjectNode typed = JSON.createObjectNode().put("@type", base + ".k8s.io/" + version + ".Any");
                of.properties().forEach(field -> typed.set(field.getKey(), field.getValue()));
                payload.set(body.getKey(), typed);
            }
        }
        entry.put("receiveTimestamp", event.path("stageTimestamp").asString());
        entry.putObject("resource").put("type", "k8s_cluster");
        entry.put("timestamp", event.path("requestReceivedTimestamp").asString());
        return entry;
    }
}
