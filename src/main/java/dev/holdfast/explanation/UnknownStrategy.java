package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.List;
import java.util.Optional;

/** An update strategy that the controller does not know, or may not use: it does nothing at all then. */
final class UnknownStrategy {

    private UnknownStrategy() {}

    static Optional<Statement> of(SetSnapshot snapshot) {
        if (snapshot.desired().rollingUpdate() || snapshot.desired().onDelete()) {
            return Optional.empty();
        }
        return snapshot.said()
                .last(snapshot.set().getMetadata(), event -> SaidEvents.reason(event)
                        .equals("UnknownStrategy"))
                .map(event -> new Statement(
                        "the controller does nothing with update strategy "
                                + snapshot.desired().strategy() + ": " + SaidEvents.message(event),
                        List.of(Evidence.of(event))));
    }
}
