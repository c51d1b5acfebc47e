package dev.holdfast.history;

import tools.jackson.databind.JsonNode;

/** What guarantees read of one kind of object, taken from its JSON once. */
public sealed interface View
        permits PodView, StatefulSetView, ClaimView, VolumeView, RevisionView, EndpointSliceView, OtherView {

    /** The present state in a few words, for messages; empty when there is nothing to say. */
    default String summary() {
        return "";
    }

    /** The view that belongs to a kind. */
    static View of(String kind, JsonNode object) {
        return switch (kind) {
            case Kinds.POD -> PodView.read(object);
            case Kinds.STATEFUL_SET -> StatefulSetView.read(object);
            case Kinds.CLAIM -> ClaimView.read(object);
            case Kinds.VOLUME -> VolumeView.read(object);
            case Kinds.REVISION -> RevisionView.read(object);
            case Kinds.ENDPOINT_SLICE -> EndpointSliceView.read(object);
            default -> OtherView.NOTHING;
        };
    }
}
