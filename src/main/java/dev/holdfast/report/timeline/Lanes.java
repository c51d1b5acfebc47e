package dev.holdfast.report.timeline;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.report.timeline.Lane.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Chooses the rows of a picture.
 *
 * @param lanes the rows, from top to bottom
 * @param undrawn how many were left out
 */
record Lanes(List<Lane> lanes, int undrawn) {

    /** More rows than this are no picture any more. */
    static final int MOST = 80;

    /** Names that differ in their last number come in the order of that number. */
    private static final Comparator<String> BY_ORDINAL = Comparator.comparing(
                    (String name) -> name.replaceFirst("[0-9]+$", ""))
            .thenComparing(name -> {
                String digits = name.substring(name.replaceFirst("[0-9]+$", "").length());
                return digits.isEmpty() || digits.length() > 9 ? -1 : Integer.parseInt(digits);
            })
            .thenComparing(Comparator.naturalOrder());

    static Lanes of(History history, Timeline.Clock clock, Set<Long> evidence) {
        Collector all = new Collector(history, new Bars(clock));
        for (String namespace : namespaces(history)) {
            all.add(namespace);
        }
        return limited(all.lanes, evidence);
    }

    private static Set<String> namespaces(History history) {
        Set<String> namespaces = new LinkedHashSet<>();
        for (String kind : List.of(Kinds.STATEFUL_SET, Kinds.POD, Kinds.CLAIM, Kinds.REVISION)) {
            history.observations(kind)
                    .forEach(observation -> namespaces.add(observation.object().namespace()));
        }
        return namespaces;
    }

    /** Keeps the rows that evidence lies on, and of the others as many as there is room for. */
    private static Lanes limited(List<Lane> lanes, Set<Long> evidence) {
        Set<Lane> kept = new HashSet<>();
        lanes.stream()
                .filter(lane -> lane.group() == Group.SET || evidence.stream().anyMatch(lane::begins))
                .limit(MOST)
                .forEach(kept::add);
        lanes.stream()
                .filter(lane -> !kept.contains(lane))
                .limit(MOST - kept.size())
                .toList()
                .forEach(kept::add);
        return new Lanes(lanes.stream().filter(kept::contains).toList(), lanes.size() - kept.size());
    }

    /** Adds the rows of one namespace after the other. */
    private static final class Collector {

        private final History history;
        private final Bars bars;
        private final List<Lane> lanes = new ArrayList<>();

        Collector(History history, Bars bars) {
            this.history = history;
            this.bars = bars;
        }

        void add(String namespace) {
            named(Group.SET, Kinds.STATEFUL_SET, namespace, Look::ofSet);
            Set<String> owned = new HashSet<>();
            for (String set : history.statefulSets(namespace)) {
                SetTimeline timeline = SetTimeline.of(history, namespace, set);
                for (int ordinal : timeline.ordinals()) {
                    List<Lifetime> pods = timeline.incarnations(ordinal).stream()
                            .map(Incarnation::lifetime)
                            .toList();
                    pods.forEach(pod -> owned.add(pod.uid()));
                    add(Group.POD, pods, Look::ofPod);
                }
                for (Lifetime pod : timeline.misnamed()) {
                    owned.add(pod.uid());
                    add(Group.POD, List.of(pod), Look::ofPod);
                }
            }
            others(namespace, owned);
            named(Group.CLAIM, Kinds.CLAIM, namespace, Look::ofClaim);
            named(Group.REVISION, Kinds.REVISION, namespace, Look::ofRevision);
        }

        private void others(String namespace, Set<String> owned) {
            Map<String, List<Lifetime>> others = new LinkedHashMap<>();
            for (Lifetime pod : history.lifetimes(Kinds.POD, namespace)) {
                if (!owned.contains(pod.uid())) {
                    others.computeIfAbsent(pod.name(), name -> new ArrayList<>())
                            .add(pod);
                }
            }
            others.values().forEach(pods -> add(Group.OTHER_POD, pods, Look::ofPod));
        }

        private void named(Group group, String kind, String namespace, Function<Observation, Look> looks) {
            Map<String, List<Lifetime>> byName = history.lifetimesByName(kind, namespace);
            Set<String> names = new TreeSet<>(BY_ORDINAL);
            names.addAll(byName.keySet());
            names.forEach(name -> add(group, byName.get(name), looks));
        }

        private void add(Group group, List<Lifetime> lifetimes, Function<Observation, Look> looks) {
            String name = lifetimes.get(0).name();
            lanes.add(new Lane(
                    group,
                    name,
                    lifetimes.stream().map(lifetime -> bars.of(lifetime, looks)).toList()));
        }
    }
}
