package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lookups of one pod's name that count for one pod that held it: made after its Ready state had arrived, while it was healthy
 * and the scenario had not begun to delete it.
 */
final class NameLookups {
    private final Incarnation pod;
    private final List<ExternalRead> readings;
    private final int firstRight;

    private NameLookups(Incarnation pod, List<ExternalRead> readings) {
        this.pod = pod;
        this.readings = readings;
        int right = 0;
        while (right < readings.size() && !right(pod, readings.get(right))) {
            right++;
        }
        this.firstRight = right;
    }

    /** The lookups for each pod of the set that was looked up while it was healthy. */
    static List<NameLookups> of(History history, Subject subject, SetTimeline set, Attribution deletions) {
        List<NameLookups> lookups = new ArrayList<>();
        for (int ordinal : set.ordinals()) {
            String name = name(subject, set, ordinal);
            List<ExternalRead> all = history.readings(ExternalRead.DNS, name);
            for (Incarnation pod : set.incarnations(ordinal)) {
                long end = deletions.of(pod).map(deletion -> deletion.index()).orElse(Long.MAX_VALUE);
                List<ExternalRead> counting = all.stream()
                        .filter(reading -> reading.index() < end && healthy(pod, reading))
                        .toList();
                if (!counting.isEmpty()) {
                    lookups.add(new NameLookups(pod, counting));
                }
            }
        }
        return lookups;
    }

    /** The name that DNS promises for an ordinal. */
    static String name(Subject subject, SetTimeline set, int ordinal) {
        String service = set.last().map(view -> view.serviceName()).orElse("");
        return set.name() + "-" + ordinal + "." + service + "." + subject.namespace() + ".svc." + subject.zone();
    }

    Incarnation pod() {
        return pod;
    }

    /** The first lookup that gave the pod's address and no other. */
    Optional<ExternalRead> firstRight() {
        return firstRight < readings.size() ? Optional.of(readings.get(firstRight)) : Optional.empty();
    }

    /** The first lookup after {@link #firstRight} that did not. */
    Optional<ExternalRead> wrongAfterRight() {
        return readings.stream()
                .skip(firstRight)
                .filter(reading -> !right(pod, reading))
                .findFirst();
    }

    ExternalRead last() {
        return readings.get(readings.size() - 1);
    }

    int count() {
        return readings.size();
    }

    /** All addresses that a pod had. */
    static Set<String> addresses(Incarnation pod) {
        Set<String> addresses = new HashSet<>();
        for (Observation state : pod.lifetime().states()) {
            addresses.addAll(PodView.of(state).ips());
        }
        return addresses;
    }

    // A headless Service of one address family publishes one of a dual-stack pod's two addresses.
    private static boolean right(Incarnation pod, ExternalRead reading) {
        PodView view = PodView.of(pod.lifetime().asOf(reading.index()).orElseThrow());
        Set<String> found = new HashSet<>(reading.values());
        return !found.isEmpty()
                && found.size() == reading.values().size()
                && view.ips().containsAll(found);
    }

    private static boolean healthy(Incarnation pod, ExternalRead reading) {
        return pod.lifetime()
                .asOf(reading.index())
                .map(state -> PodView.of(state).healthy())
                .orElse(false);
    }
}
