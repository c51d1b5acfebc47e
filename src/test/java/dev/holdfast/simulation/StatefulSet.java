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

    /** How many pods of a set there are, and how many of them are so. */
    record Counts(int replicas, int ready, int available, int current, int updated) {
        static Counts all(int pods) {
            return new Counts(pods, pods, pods, pods, pods);
        }

        Counts current(int pods) {
            return new Counts(replicas, ready, available, pods, updated);
        }
    }

    /** What the controller says of a set. */
    record Status(
            long observedGeneration,
            Counts counts,
            String currentRevision,
            String updateRevision,
            int collisions,
            String progressing) {
        static final Status NONE = new Status(0, Counts.all(0), "", "", 0, "");
        /** What the condition Progressing says while pods are recreated; its reason. */
        static final String RECREATING = "RecreateInProgress";
        /** The same when all have come back. */
        static final String RECREATED = "RecreateCompleted";

        Status observing(long generation) {
            return new Status(generation, counts, currentRevision, updateRevision, collisions, progressing);
        }

        Status counting(Counts pods) {
            return new Status(observedGeneration, pods, currentRevision, updateRevision, collisions, progressing);
        }

        /** The revision that the set is updated to is its current one. */
        Status promoted() {
            return new Status(observedGeneration, counts, updateRevision, updateRevision, collisions, progressing);
        }

        Status progressing(String reason) {
            return new Status(observedGeneration, counts, currentRevision, updateRevision, collisions, reason);
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
        node.put("replicas", status.counts().replicas());
        unlessZero(node, "readyReplicas", status.counts().ready());
        unlessZero(node, "currentReplicas", status.counts().current());
        unlessZero(node, "updatedReplicas", status.counts().updated());
        if (!status.updateRevision().isEmpty()) {
            node.put("currentRevision", status.currentRevision())
                    .put("updateRevision", status.updateRevision())
                    .put("collisionCount", status.collisions());
        }
        node.put("availableReplicas", status.counts().available());
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
