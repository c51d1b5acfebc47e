package dev.holdfast.history.view;

/** What guarantees read of one kind of object, taken from its JSON once. */
public sealed interface View
        permits PodView,
                StatefulSetView,
                ClaimView,
                VolumeView,
                RevisionView,
                ServiceView,
                EndpointSliceView,
                EventView,
                BudgetView,
                NodeView,
                OtherView {

    /** The present state in a few words, for messages; empty when there is nothing to say. */
    default String summary() {
        return "";
    }
}
