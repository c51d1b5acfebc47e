package dev.holdfast.history;

import java.util.Optional;

/** Follows one object by its name, so that a wait can ask for its present state and tell the last one. */
abstract class ObjectState implements Awaited<Observation> {
    private final String kind;
    private final String name;
    private Observation last;

    ObjectState(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    @Override
    public final void next(Entry entry) {
        if (entry instanceof Observation observation
                && observation.object().kind().equals(kind)
                && observation.object().name().equals(name)) {
            last = observation;
            changed(observation);
        }
    }

    /** Called with every new state of the object. */
    protected void changed(Observation state) {}

    /** The last observation, which may be a deletion. */
    protected final Optional<Observation> last() {
        return Optional.ofNullable(last);
    }

    /** The object as it is now. */
    protected final Optional<Observation> present() {
        return last().filter(state -> !state.deleted());
    }

    @Override
    public final String seen() {
        return last == null ? kind + " " + name + " was not seen at all" : "last seen: " + describe(last);
    }

    static String describe(Observation state) {
        String summary = state.deleted() ? "gone" : state.object().summary();
        return state.object() + (summary.isEmpty() ? "" : " (" + summary + ")");
    }
}
