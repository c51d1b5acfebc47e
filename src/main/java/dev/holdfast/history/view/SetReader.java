package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.Tokens;
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
    public void field(String name, Tokens tokens) {
        if (name.equals("spec")) {
            spec = tokens.once(SetSpec.class, SetSpec::read);
        } else if (name.equals("status")) {
            tokens.fields(field -> status(field, tokens));
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

    private void status(String field, Tokens tokens) {
        switch (field) {
            case "observedGeneration" -> {
                observed = true;
                observedGeneration = tokens.number(0);
            }
            case "replicas" -> existing = tokens.integer(0);
            case "readyReplicas" -> ready = tokens.integer(0);
            case "availableReplicas" -> available = tokens.integer(0);
            case "currentReplicas" -> current = tokens.integer(0);
            case "updatedReplicas" -> updated = tokens.integer(0);
            case "currentRevision" -> currentRevision = tokens.text();
            case "updateRevision" -> updateRevision = tokens.text();
            default -> {}
        }
    }
}
