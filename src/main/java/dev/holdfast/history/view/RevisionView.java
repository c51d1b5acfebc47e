package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.Map;

/**
 * What guarantees read of a ControllerRevision.
 *
 * @param revision its number, which grows when an older template is used again
 * @param containers container → what it runs, in the template that the revision keeps
 * @param data a fingerprint of all that the revision keeps: equal for equal templates
 */
public record RevisionView(long revision, Map<String, ContainerView> containers, String data) implements View {

    /**
     * The view of a revision.
     *
     * @throws IllegalArgumentException if the object is not a ControllerRevision
     */
    public static RevisionView of(Resource resource) {
        return resource.view(RevisionView.class);
    }

    /** The view of the revision that was observed. */
    public static RevisionView of(Observation observation) {
        return of(observation.object());
    }
}
