package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/** A PersistentVolumeClaim. */
final class Claim extends ApiObject {
    static final String KIND = "PersistentVolumeClaim";
    static final String PROTECTION = "kubernetes.io/pvc-protection";

    /** The volume that it is bound to; empty before. */
    String volume = "";

    Claim() {
        super(KIND, "v1");
    }

    @Override
    Claim copy() {
        Claim copy = new Claim();
        copy.meta = meta.copy();
        copy.volume = volume;
        return copy;
    }

    @Override
    void content(ObjectNode json) {
        ObjectNode spec = json.putObject("spec");
        if (!volume.isEmpty()) {
            spec.put("volumeName", volume);
        }
        json.putObject("status").put("phase", volume.isEmpty() ? "Pending" : "Bound");
    }
}
