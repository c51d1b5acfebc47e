package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;
import dev.holdfast.history.view.StatefulSetView.Counters;

/** Reads a {@link StatefulSetView}. */
final class SetReader implements ViewReader {
    private SetSpec spec = SetSpec.NONE;
    private String currentRevision = "";
    private String updateRevision = "";
    private long observedGeneration;
    private boolean observed;
    private int existing;
    private int ready;
    private int available;
    private int current;
    private int updated;

    @Override
    public void field(String name, JsonReader json) {
        if (name.equals("spec")) {
            spec = json.once(SetSpec.class, SetSpec::read);
        } else if (name.equals("status")) {
            json.fields(field -> status(field, json));
        }
    }

    @Override
    public StatefulSetView view(Metadata metadata) {
        boolean seen = observed && observedGeneration >= metadata.generation();
        return new StatefulSetView(
                metadata.name(),
                spec,
                seen && existing == spec.replicas() && ready == spec.replicas(),
                currentRevision,
                updateRevision,
                metadata.generation(),
                observedGeneration,
                new Counters(existing, ready, available, current, updated));
    }

    private void status(String field, JsonReader json) {
        switch (field) {
            case "observedGeneration" -> {
                observed = true;
                observedGeneration = json.number(0);
            }
            case "replicas" -> existing = json.integer(0);
            case "readyReplicas" -> ready = json.integer(0);
            case "availableReplicas" -> available = json.integer(0);
            case "currentReplicas" -> current = json.integer(0);
            case "updatedReplicas" -> updated = json.integer(0);
            case "currentRevision" -> currentRevision = json.text();
            case "updateRevision" -> updateRevision = json.text();
            default -> {}
        }
    }
}
