package dev.holdfast.guarantee.availability;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.view.Ordinal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The instances of the pods of a set that noted something of themselves, and what a witness heard of them. */
final class Instances {
    private final String set;
    private final Map<Integer, Map<String, Instance>> byOrdinal = new TreeMap<>();
    private final List<Hearing> hearings = new ArrayList<>();
    private final List<ExternalRead> readings = new ArrayList<>();

    private Instances(String set) {
        this.set = set;
    }

    /** Those of which a history tells. */
    static Instances of(History history, String set) {
        Instances instances = new Instances(set);
        history.readings(ExternalRead.JOURNAL).forEach(instances::noted);
        for (ExternalRead heard : history.readings(ExternalRead.HEARD)) {
            instances.hearings.add(new Hearing(instances.noted(heard)));
        }
        return instances;
    }

    private List<Note> noted(ExternalRead reading) {
        List<Note> notes = new ArrayList<>();
        for (String line : reading.values()) {
            Optional<Note> note = Note.read(line);
            OptionalInt ordinal = note.map(each -> Ordinal.of(set, each.pod())).orElse(OptionalInt.empty());
            if (ordinal.isPresent()) {
                notes.add(note.get());
                byOrdinal
                        .computeIfAbsent(ordinal.getAsInt(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                note.get().uid() + " " + note.get().start(), any -> new Instance(ordinal.getAsInt()))
                        .add(note.get());
            }
        }
        if (!notes.isEmpty()) {
            readings.add(reading);
        }
        return notes;
    }

    /** The ordinals of which instances are known. */
    Collection<Integer> ordinals() {
        return byOrdinal.keySet();
    }

    /** Those of the pods that held an ordinal. */
    List<Instance> of(int ordinal) {
        return List.copyOf(byOrdinal.getOrDefault(ordinal, Map.of()).values());
    }

    /** How many there are. */
    int count() {
        return byOrdinal.values().stream().mapToInt(Map::size).sum();
    }

    /** Whether a pod is known to have noted something. */
    boolean knows(String uid) {
        return byOrdinal.values().stream()
                .flatMap(instances -> instances.values().stream())
                .anyMatch(instance -> instance.uid().equals(uid));
    }

    /** What a witness had heard each time when it was asked. */
    List<Hearing> hearings() {
        return hearings;
    }

    /** The last reading that has that note. */
    ExternalRead readingOf(Note note) {
        return readings.stream()
                .filter(reading -> reading.values().stream()
                        .flatMap(line -> Note.read(line).stream())
                        .anyMatch(note::equals))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** The last time that anything was read; nothing was known of what was noted after it. */
    Optional<ExternalRead> lastReading() {
        return readings.stream().max(Comparator.comparingLong(ExternalRead::index));
    }
}
