package dev.holdfast.simulation;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A StatefulSet. */
final class StatefulSet extends ApiObject {
    static final String KIND = "StatefulSet";
    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    StatefulSetSpec spec;
    Status status = Status.NONE;

    /** What the controller says of a set. */
    record Status(
            long observedGeneration,
            int replicas,
            int ready,
            int available,
            int current,
            int updated,
            String currentRevision,
            String updateRevision,
            int collisions,
            String progressing) {
        static final Status NONE = new Status(0, 0, 0, 0, 0, 0, "", "", 0, "");
        /** What the condition Progressing says while pods are recreated; its reason. */
        static final String RECREATING = "RecreateInProgress";
        /** The same when all have come back. */
        static final String RECREATED = "RecreateCompleted";

        Status progressing(String reason) {
            return new Status(
                    observedGeneration,
                    replicas,
                    ready,
                    available,
                    current,
                    updated,
                    currentRevision,
                    updateRevision,
                    collisions,
                    reason);
        }
    }

    StatefulSet(StatefulSetSpec spec) {
        super(KIND, "apps/v1");
        this.spec = spec;
    }

    @Override
    StatefulSet copy() {
        StatefulSet copy = new StatefulSet(spec);
        copy.meta = meta.copy();
        copy.status = status;
        return copy;
    }

    Map<String, String> selector() {
        return Map.of("app", name());
    }

    /** The governing Service. */
    String service() {
        return name() + "-hl";
    }

    String podName(int ordinal) {
        return name() + "-" + ordinal;
    }

    String claimName(String template, int ordinal) {
        return template + "-" + podName(ordinal);
    }

    @Override
    void content(ObjectNode json) {
        spec.json(json.putObject("spec"), name(), service());
        ObjectNode node = json.putObject("status");
        if (status.observedGeneration() > 0) {
            node.put("observedGeneration", status.observedGeneration());
        }
        node.put("replicas", status.replicas());
        unlessZero(node, "readyReplicas", status.ready());
        unlessZero(node, "currentReplicas", status.current());
        unlessZero(node, "updatedReplicas", status.updated());
        if (!status.updateRevision().isEmpty()) {
            node.put("currentRevision", status.currentRevision())
                    .put("updateRevision", status.updateRevision())
                    .put("collisionCount", status.collisions());
        }
        node.put("availableReplicas", status.available());
        if (!status.progressing().isEmpty()) {
            node.putArray("conditions")
                    .addObject()
                    .put("type", "Progressing")
                    .put("status", status.progressing().equals(Status.RECREATING) ? "True" : "False")
                    .put("reason", status.progressing());
        }
    }

    private static void unlessZero(ObjectNode node, String field, int number) {
        if (number != 0) {
            node.put(field, number);
        }
    }
}
