package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/** An Event of the StatefulSet controller about a set. */
final class Event extends ApiObject {
    static final String KIND = "Event";

    final ObjectMeta.Owner about;
    final String type;
    final String reason;
    final String message;
    final long first;
    long last;
    int count = 1;

    Event(ObjectMeta.Owner about, String type, String reason, String message, long second) {
        super(KIND, "v1");
        this.about = about;
        this.type = type;
        this.reason = reason;
        this.message = message;
        this.first = second;
        this.last = second;
    }

    @Override
    Event copy() {
        Event copy = new Event(about, type, reason, message, first);
        copy.meta = meta.copy();
        copy.last = last;
        copy.count = count;
        return copy;
    }

    @Override
    void content(ObjectNode json) {
        json.putObject("involvedObject")
                .put("kind", about.kind())
                .put("namespace", meta.namespace)
                .put("name", about.name())
                .put("uid", about.uid())
                .put("apiVersion", "apps/v1");
        json.put("reason", reason).put("message", message);
        json.putObject("source").put("component", EventRecorder.COMPONENT);
        json.put("firstTimestamp", ObjectMeta.time(first))
                .put("lastTimestamp", ObjectMeta.time(last))
                .put("count", count)
                .put("type", type)
                .put("reportingComponent", EventRecorder.COMPONENT)
                .put("reportingInstance", "");
    }
}
