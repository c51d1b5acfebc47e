package dev.holdfast.report.timeline;

import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns the observed states of one object into a bar. */
record Bars(Timeline.Clock clock) {

    Bar of(Lifetime lifetime, Function<Observation, Look> looks) {
        Optional<Observation> deleted = lifetime.deleted();
        double end = deleted.map(clock::at).orElse(clock.ended());
        List<Segment> segments = new ArrayList<>();
        Observation since = null;
        Look look = null;
        for (Observation state : lifetime.states()) {
            if (state.deleted() && since != null) {
                break;
            }
            Look now = looks.apply(state);
            if (look != null && look.state() == now.state() && look.key().equals(now.key())) {
                continue;
            }
            if (since != null) {
                segments.add(segment(look, since, clock.at(state)));
            }
            since = state;
            look = now;
        }
        segments.add(segment(look, since, end));
        Observation first = lifetime.first();
        return new Bar(
                lifetime.name(),
                lifetime.uid(),
                clock.at(first),
                end,
                lifetime.created().isPresent(),
                deleted.isPresent(),
                segments);
    }

    private Segment segment(Look look, Observation since, double to) {
        return new Segment(look.state(), clock.at(since), to, since.index(), since.resourceVersion(), look.text());
    }
}
