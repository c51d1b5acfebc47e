package dev.holdfast.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An audit log written by hand, about StatefulSet {@code web} of namespace {@code demo}: a request every tenth of a second. */
final class AuditLines {
    static final String CONTROLLER = "system:serviceaccount:kube-system:statefulset-controller";
    static final String COLLECTOR = "system:serviceaccount:kube-system:generic-garbage-collector";
    static final String KUBELET = "system:node:node-1";
    static final String ALICE = "alice";
    static final Instant BEGIN = Instant.parse("2026-11-27T05:00:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    private final List<ObjectNode> events = new ArrayList<>();
    private Instant now = BEGIN.plusSeconds(1);

    /** A request. */
    static final class Request {
        private final ObjectNode event;

        private Request(ObjectNode event) {
            this.event = event;
        }

        /** What was answered. */
        Request answered(int code, ObjectNode body) {
            ((ObjectNode) event.path("responseStatus")).put("code", code);
            event.set("responseObject", body);
            return this;
        }

        /** That it succeeded, without the object. */
        Request answeredWithStatus(int code, String uid) {
            ObjectNode details = JSON.createObjectNode().put("uid", uid);
            ((ObjectNode) event.path("responseStatus")).put("code", code).set("details", details);
            event.set(
                    "responseObject",
                    JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1"));
            return this;
        }

        /** What was sent. */
        Request sent(String body) {
            event.set("requestObject", JSON.readTree(body));
            return this;
        }

        Request at(String level) {
            event.put("level", level);
            return this;
        }

        Request with(Consumer<ObjectNode> change) {
            change.accept(event);
            return this;
        }
    }

    /** Somebody asks for something. */
    Request request(String user, String verb, String resource, String subresource, String name) {
        ObjectNode event = JSON.createObjectNode();
        event.put("kind", "Event").put("apiVersion", "audit.k8s.io/v1").put("level", "RequestResponse");
        event.put("auditID", "id-" + events.size()).put("stage", "ResponseComplete");
        event.put("requestURI", "/apis/" + resource + "/" + name).put("verb", verb);
        event.putObject("user").put("username", user);
        event.put(
                "userAgent",
                user.equals(CONTROLLER) ? "kube-controller-manager/v1.37.2 (linux/amd64)" : "kubectl/v1.37.2");
        ObjectNode about = event.putObject("objectRef");
        about.put("resource", resource);
        if (!resource.equals("persistentvolumes")) {
            about.put("namespace", "demo");
        }
        about.put("name", name);
        if (!subresource.isEmpty()) {
            about.put("subresource", subresource);
        }
        event.putObject("responseStatus").put("code", 200);
        event.put("requestReceivedTimestamp", now.toString());
        event.put("stageTimestamp", now.plusMillis(10).toString());
        now = now.plus(Duration.ofMillis(100));
        events.add(event);
        return new Request(event);
    }

    AuditLines later(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The set is created, and its controller reports that it has no pods. */
    AuditLines newSet(int replicas, long version) {
        request(ALICE, "create", "statefulsets", "", "web").answered(201, set(version, 1, 0, replicas, 0, 0));
        return status(version + 1, 1, replicas, 0, 0);
    }

    /** The controller reports what it counts. */
    AuditLines status(long version, int generation, int replicas, int existing, int ready) {
        request(CONTROLLER, "update", "statefulsets", "status", "web")
                .answered(200, set(version, generation, generation, replicas, existing, ready));
        return this;
    }

    /** The controller creates a pod, and the kubelet reports that it is Ready. */
    AuditLines readyPod(int ordinal, String uid, long created, long ready) {
        request(CONTROLLER, "create", "pods", "", "web-" + ordinal).answered(201, pod(ordinal, uid, created));
        request(KUBELET, "patch", "pods", "status", "web-" + ordinal).answered(200, readyState(ordinal, uid, ready));
        return this;
    }

    static ObjectNode readyState(int ordinal, String uid, long version) {
        ObjectNode pod = pod(ordinal, uid, version);
        ((ObjectNode) pod.path("spec")).put("nodeName", "node-1");
        ObjectNode status = pod.putObject("status").put("phase", "Running");
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("lastTransitionTime", "2026-11-27T05:00:02Z");
        return pod;
    }

    static ObjectNode terminating(ObjectNode object, int grace) {
        ((ObjectNode) object.path("metadata"))
                .put("deletionTimestamp", "2026-11-27T05:00:30Z")
                .put("deletionGracePeriodSeconds", grace);
        return object;
    }

    static ObjectNode finalized(ObjectNode object, String... finalizers) {
        var list = ((ObjectNode) object.path("metadata")).putArray("finalizers");
        for (String each : finalizers) {
            list.add(each);
        }
        return object;
    }

    static ObjectNode set(long version, int generation, int observed, int replicas, int existing, int ready) {
        ObjectNode set = object("StatefulSet", "web", "set-uid", version);
        ((ObjectNode) set.path("metadata")).put("generation", generation);
        ObjectNode spec = set.putObject("spec").put("replicas", replicas).put("serviceName", "svc");
        spec.put("podManagementPolicy", "OrderedReady");
        spec.putObject("selector").putObject("matchLabels").put("app", "web");
        spec.putObject("updateStrategy").put("type", "RollingUpdate");
        spec.putObject("template").putObject("metadata").putObject("labels").put("app", "web");
        ObjectNode status =
                set.putObject("status").put("observedGeneration", observed).put("replicas", existing);
        status.put("readyReplicas", ready).put("availableReplicas", ready).put("currentReplicas", existing);
        status.put("updatedReplicas", existing)
                .put("currentRevision", "web-5d4")
                .put("updateRevision", "web-5d4");
        return set;
    }

    static ObjectNode pod(int ordinal, String uid, long version) {
        ObjectNode pod = object("Pod", "web-" + ordinal, uid, version);
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        metadata.putObject("labels").put("app", "web").put("controller-revision-hash", "web-5d4");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("kind", "StatefulSet")
                .put("name", "web")
                .put("uid", "set-uid")
                .put("controller", true);
        pod.putObject("spec").put("terminationGracePeriodSeconds", 30);
        pod.putObject("status").put("phase", "Pending");
        return pod;
    }

    static ObjectNode object(String kind, String name, String uid, long version) {
        ObjectNode object = JSON.createObjectNode().put("kind", kind).put("apiVersion", "v1");
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("namespace", "demo");
        metadata.put("uid", uid).put("resourceVersion", Long.toString(version));
        metadata.put("creationTimestamp", "2026-11-27T05:00:01Z");
        return object;
    }

    List<String> lines() {
        return events.stream().map(ObjectNode::toString).toList();
    }

    /** The log, with something else that is answered long after. */
    AuditLog read(Path folder) throws IOException {
        int size = events.size();
        Instant then = now;
        now = now.plusSeconds(60);
        request("bob", "create", "secrets", "", "s").answeredWithStatus(201, "");
        List<String> lines = lines();
        events.subList(size, events.size()).clear();
        now = then;
        return AuditLog.read(List.of(Files.write(folder.resolve("audit.log"), lines)));
    }
}
