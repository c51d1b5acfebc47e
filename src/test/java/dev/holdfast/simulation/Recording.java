package dev.holdfast.simulation;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How a life is recorded.
 *
 * @param seed decides in which order what the watches bring arrives; within a kind the order is that of the store
 * @param begin after how much of everything that was written the recording begins, in percent
 */
record Recording(Witness witness, long seed, int begin) {

    /** The seed of a recording in which everything arrives in the order in which it was written. */
    static final long IN_ORDER = 0;

    /** Who records. */
    enum Witness {
        /** Notes what users do before they do it. */
        SCENARIO,
        /** Only watches. */
        BYSTANDER
    }

    /** An entry and when it arrives. */
    private record Arrival(Instant at, Entry entry) {}

    History of(Cluster cluster, KubernetesVersion version) {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        // Who does something himself records from the beginning.
        Instant begun = witness == Witness.SCENARIO ? Instant.MIN : beginning(cluster);
        for (List<Write> writes : cluster.api.writes().values()) {
            stream(writes, begun, random, arrivals);
        }
        if (witness == Witness.SCENARIO) {
            cluster.actions().stream()
                    .filter(action -> !action.at().isBefore(begun))
                    .forEach(action -> arrivals.add(new Arrival(action.at(), action)));
        }
        arrivals.add(new Arrival(cluster.clock.now(), heard(cluster)));
        // Stable: what arrives at the same time keeps the order of its stream.
        arrivals.sort(Comparator.comparing(Arrival::at));
        List<Entry> entries = new ArrayList<>();
        // A recording by an earlier release of Holdfast does not tell the version.
        if (seed % 4 != 3) {
            entries.add(ServerVersion.of(version.release()));
        }
        arrivals.forEach(arrival -> entries.add(arrival.entry()));
        return History.of(entries);
    }

    private ExternalRead heard(Cluster cluster) {
        Map<String, Instant> gone = new HashMap<>();
        cluster.api.writes().getOrDefault(Pod.KIND, List.of()).stream()
                .filter(write -> write.change() == Change.DELETED)
                .forEach(write -> gone.put(write.object().uid(), write.at()));
        List<String> lines = cluster.kubelet
                .notes()
                .heard(pod -> Optional.ofNullable(gone.get(pod.uid())), cluster.clock.now(), seed % 8 != 1);
        return ExternalRead.heard("witness", lines);
    }

    private Instant beginning(Cluster cluster) {
        List<Instant> all = cluster.api.writes().values().stream()
                .flatMap(List::stream)
                .map(Write::at)
                .sorted()
                .toList();
        return begin == 0 || all.isEmpty() ? Instant.MIN : all.get(Math.min(all.size() - 1, all.size() * begin / 100));
    }

    private void stream(List<Write> writes, Instant begun, Random random, List<Arrival> arrivals) {
        int slowness = seed == IN_ORDER ? 1 : random.nextInt(4) == 0 ? 3000 : 60;
        Map<String, Write> listed = new LinkedHashMap<>();
        Instant last = Instant.MIN;
        boolean listing = true;
        for (Write write : writes) {
            if (write.at().isBefore(begun)) {
                listed.remove(write.object().name());
                if (write.change() != Change.DELETED) {
                    listed.put(write.object().name(), write);
                }
                continue;
            }
            if (listing) {
                last = list(listed, begun, arrivals);
                listing = false;
            }
            Instant at = write.at().plusMillis(1 + random.nextInt(slowness));
            last = at.isBefore(last) ? last : at;
            arrivals.add(new Arrival(last, Observation.of(write.change(), write.resource(), last)));
        }
        if (listing) {
            list(listed, begun, arrivals);
        }
    }

    private static Instant list(Map<String, Write> listed, Instant begun, List<Arrival> arrivals) {
        listed.values()
                .forEach(write ->
                        arrivals.add(new Arrival(begun, Observation.of(Change.LISTED, write.resource(), begun))));
        return begun;
    }
}
