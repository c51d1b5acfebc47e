package dev.holdfast.audit;

import dev.holdfast.audit.Write.Effect;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes lives of objects out of requests, and histories of sets out of lives. */
final class Histories {
    private final LoggedLevels levels;
    private final Instant begin;
    private final Instant end;
    private final Map<String, ObjectLife> lives = new LinkedHashMap<>();
    private final Map<Named, List<ObjectLife>> byName = new LinkedHashMap<>();
    private final List<AuditRecord> records;
    /** What was written, nobody knows to which of the objects of a kind. */
    private final Map<Named, AuditRecord> unknown = new HashMap<>();

    private record Unplaced(Write write, LifeStates states) {}

    /** An object by its name; all of a kind in a namespace where the name is empty. */
    record Named(String kind, String namespace, String name) {
        static Named of(ObjectReference about) {
            return new Named(about.kind(), about.namespace(), about.name());
        }
    }

    /**
     * Sorts nothing yet.
     *
     * @param begin when the first request of the log came
     * @param end when the last one was answered
     */
    Histories(List<AuditRecord> records, LoggedLevels levels, Instant begin, Instant end) {
        this.records = records;
        this.levels = levels;
        this.begin = begin;
        this.end = end;
    }

    /** The history of each set, by namespace and name. */
    List<SetHistory> all() {
        List<Write> nameless = new ArrayList<>();
        for (AuditRecord record : records) {
            Write write = Write.of(record);
            Optional<String> uid = write.uid();
            if (uid.isPresent()) {
                life(record, uid.get()).add(write);
            } else {
                nameless.add(write);
            }
        }
        lives.values().forEach(life -> byName.computeIfAbsent(
                        new Named(life.kind(), life.namespace(), life.name()), any -> new ArrayList<>())
                .add(life));
        byName.values().forEach(each -> each.sort(Comparator.comparingLong(ObjectLife::firstVersion)));
        nameless.forEach(this::attach);
        Map<String, List<LifeStates>> places = states();
        return sets(places).stream()
                .map(set -> new SetSelection(set, places, unknown, levels, begin).history(known()))
                .toList();
    }

    private ObjectLife life(AuditRecord record, String uid) {
        return lives.computeIfAbsent(uid, any -> new ObjectLife(record.about(), uid));
    }

    /** Gives a write that tells no uid to the object that had the name then. */
    private void attach(Write write) {
        AuditRecord record = write.record();
        Named named = Named.of(record.about());
        List<ObjectLife> candidates = byName.getOrDefault(named, List.of()).stream()
                .filter(life -> life.livesDuring(record))
                .toList();
        if (!candidates.isEmpty()) {
            candidates.get(candidates.size() - 1).add(write);
        } else if (write.effect() == Effect.LOST) {
            unknown.putIfAbsent(named, record);
        }
    }

    private Map<String, List<LifeStates>> states() {
        List<Write> known = new ArrayList<>();
        for (ObjectLife life : lives.values()) {
            // What was first seen of an object may have been answered without having been written.
            life.versioned().stream()
                    .filter(write -> write.record().creates() || write.version() > life.firstVersion())
                    .forEach(known::add);
        }
        RevisionBounds bounds = new RevisionBounds(known);
        List<LifeStates> all = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        byName.forEach((name, successive) -> {
            for (int i = 0; i < successive.size(); i++) {
                long successor =
                        i + 1 < successive.size() ? successive.get(i + 1).firstVersion() : Long.MAX_VALUE;
                LifeStates states = new LifeStates(successive.get(i), successor);
                all.add(states);
                successive.get(i).unversioned().forEach(write -> unplaced.add(new Unplaced(write, states)));
            }
        });
        unplaced.sort(Comparator.comparing(each -> each.write().order()));
        unplaced.forEach(each -> each.states().place(each.write(), bounds));
        Map<String, List<LifeStates>> places = new TreeMap<>();
        for (LifeStates each : all) {
            LifeStates made = each.made(bounds);
            if (!made.states().isEmpty() || !made.gaps().isEmpty()) {
                places.computeIfAbsent(made.life().namespace(), any -> new ArrayList<>())
                        .add(made);
            }
        }
        return places;
    }

    private static List<SetName> sets(Map<String, List<LifeStates>> places) {
        return places.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.life().kind().equals(Kinds.STATEFUL_SET)
                        && !each.states().isEmpty())
                .map(each -> new SetName(each.life().namespace(), each.life().name()))
                .distinct()
                .sorted(Comparator.comparing(SetName::namespace).thenComparing(SetName::name))
                .toList();
    }

    /** Up to which revision all is in the log: a request that was going on at its end may have written before others. */
    private long known() {
        Instant sure = end.minus(SetSelection.LATE);
        return lives.values().stream()
                .flatMap(life -> life.versioned().stream())
                .filter(write -> !write.record().completed().isAfter(sure))
                .mapToLong(Write::version)
                .max()
                .orElse(0);
    }

    /** A set by its name. */
    record SetName(String namespace, String name) {
        /** The name of an object without the ordinal at its end. */
        static String parent(String name) {
            int dash = name.lastIndexOf('-');
            return dash < 0 ? "" : name.substring(0, dash);
        }

        boolean owns(Owner owner) {
            return owner.kind().equals(Kinds.STATEFUL_SET) && owner.name().equals(name);
        }
    }
}
