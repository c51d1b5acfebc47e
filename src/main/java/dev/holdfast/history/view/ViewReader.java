package dev.holdfast.history.view;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;

/** Reads a view from the fields of an object as they come by. */
public interface ViewReader {
    /** Reads the value of a field of the object other than its metadata, or leaves it. */
    void field(String name, JsonReader json);

    /** The view, when all fields have come by. */
    View view(Metadata metadata);

    /** The reader for a kind. */
    static ViewReader of(String kind) {
        return switch (kind) {
            case Kinds.POD -> new PodReader();
            case Kinds.STATEFUL_SET -> new SetReader();
            case Kinds.REVISION -> new RevisionReader();
            case Kinds.CLAIM -> new TreeReader(ClaimView::read, "spec", "status");
            case Kinds.VOLUME -> new TreeReader(VolumeView::read, "spec", "status");
            case Kinds.SERVICE -> new TreeReader(ServiceView::read, "spec");
            case Kinds.ENDPOINT_SLICE -> new TreeReader(EndpointSliceView::read, "endpoints");
            case Kinds.EVENT -> new EventReader();
            case Kinds.BUDGET -> new TreeReader(BudgetView::read, "spec", "status");
            case Kinds.NODE -> new TreeReader(NodeView::read, "spec", "status");
            default -> new TreeReader(object -> OtherView.NOTHING);
        };
    }
}
