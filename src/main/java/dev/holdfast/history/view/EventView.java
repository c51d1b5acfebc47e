package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.Optional;

/**
 * What guarantees read of an Event: what somebody in the cluster says that it did to an object, or saw of it.
 *
 * @param about the object, {@code involvedObject}
 * @param reason in one word, such as {@code SuccessfulDelete}
 * @param message in a sentence
 * @param component who says it, {@code source.component} or else {@code reportingComponent}
 * @param first when it happened first, in whole seconds for most components; {@code eventTime} where {@code firstTimestamp} is
 *     not set
 * @param last when it happened last; the same as first where nothing else is said
 * @param count how often it has happened by now
 */
public record EventView(
        Subject about,
        String reason,
        String message,
        String component,
        Optional<Instant> first,
        Optional<Instant> last,
        int count)
        implements View {
    private static final String STATEFULSET_CONTROLLER = "statefulset-controller";

    /** Whether the controller of StatefulSets says it. */
    public boolean byStatefulSetController() {
        return component.equals(STATEFULSET_CONTROLLER);
    }

    /** The object that an Event is about; what is not set is empty. */
    public record Subject(String kind, String namespace, String name, String uid) {}

    /**
     * The view of an Event.
     *
     * @throws IllegalArgumentException if the object is not an Event
     */
    public static EventView of(Resource resource) {
        return resource.view(EventView.class);
    }

    /** The view of the Event that was observed. */
    public static EventView of(Observation observation) {
        return of(observation.object());
    }
}
