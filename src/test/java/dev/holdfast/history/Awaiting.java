package dev.holdfast.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is usually waited for. One log records one scenario, so kind and name identify an object. */
final class Awaiting {
    private Awaiting() {}

    /** The present state of one object meets a condition; hands out that state. */
    public static Awaited<Observation> object(String kind, String name, Predicate<Resource> condition) {
        return new ObjectState(kind, name) {
            @Override
            public Optional<Observation> met() {
                return present().filter(state -> condition.test(state.object()));
            }
        };
    }

    /** The object with this uid is gone, or was replaced by another of its name; hands out what told so. */
    public static Awaited<Observation> gone(String kind, String name, String uid) {
        return new ObjectState(kind, name) {
            private boolean known;

            @Override
            protected void changed(Observation state) {
                known |= state.object().uid().equals(uid);
            }

            @Override
            public Optional<Observation> met() {
                return last().filter(state ->
                        known && (state.deleted() || !state.object().uid().equals(uid)));
            }
        };
    }

    /** Some observation of a kind, the first that meets a condition; hands it out even if it is history by now. */
    public static Awaited<Observation> event(String kind, Predicate<Observation> condition) {
        return new Awaited<>() {
            private Observation found;
            private Observation last;

            @Override
            public void next(Entry entry) {
                if (found == null
                        && entry instanceof Observation observation
                        && observation.object().kind().equals(kind)) {
                    last = observation;
                    found = condition.test(observation) ? observation : null;
                }
            }

            @Override
            public Optional<Observation> met() {
                return Optional.ofNullable(found);
            }

            @Override
            public String seen() {
                return last == null ? "no event of any " + kind + " was seen" : "last seen: " + last;
            }
        };
    }

    /** The present objects of a kind, by name, together meet a condition; hands them out. */
    public static Awaited<Map<String, Observation>> objects(
            String kind, Predicate<Map<String, Observation>> condition) {
        return new Awaited<>() {
            private final Map<String, Observation> present = new LinkedHashMap<>();

            @Override
            public void next(Entry entry) {
                if (entry instanceof Observation observation
                        && observation.object().kind().equals(kind)) {
                    if (observation.deleted()) {
                        present.remove(observation.object().name());
                    } else {
                        present.put(observation.object().name(), observation);
                    }
                }
            }

            @Override
            public Optional<Map<String, Observation>> met() {
                return condition.test(Map.copyOf(present)) ? Optional.of(Map.copyOf(present)) : Optional.empty();
            }

            @Override
            public String seen() {
                if (present.isEmpty()) {
                    return "there was no " + kind;
                }
                return "last seen: "
                        + String.join(
                                "; ",
                                present.values().stream()
                                        .map(ObjectState::describe)
                                        .toList());
            }
        };
    }
}
