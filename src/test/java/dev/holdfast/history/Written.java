package dev.holdfast.history;

import tools.jackson.databind.node.ObjectNode;

/** Says in the JSON of an object who wrote it. */
public final class Written {
    private Written() {}

    /**
     * Adds to {@code managedFields}.
     *
     * @param subresource which of it; empty for the object itself
     */
    public static void by(ObjectNode json, String manager, String subresource) {
        json.withObject("/metadata")
                .withArray("/managedFields")
                .addObject()
                .put("manager", manager)
                .put("operation", "Update")
                .put("subresource", subresource);
    }
}
