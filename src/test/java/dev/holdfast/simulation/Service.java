package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/** A headless Service. */
final class Service extends ApiObject {
    static final String KIND = "Service";

    Service() {
        super(KIND, "v1");
    }

    @Override
    Service copy() {
        Service copy = new Service();
        copy.meta = meta.copy();
        return copy;
    }

    @Override
    void content(ObjectNode json) {
        json.putObject("spec").put("clusterIP", "None");
    }
}
