package dev.holdfast.history;

import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a ControllerRevision.
 *
 * @param revision its number, which grows when an older template is used again
 */
public record RevisionView(long revision) implements View {

    /**
     * The view of a revision.
     *
     * @throws IllegalArgumentException if the object is not a ControllerRevision
     */
    public static RevisionView of(Resource resource) {
        return resource.view(RevisionView.class);
    }

    static RevisionView read(JsonNode object) {
        return new RevisionView(object.path("revision").asLong(0));
    }
}
