package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Incarnation.Interval;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lookups of one pod's name that count for one stretch in which a pod that held it was healthy: made after its Ready state had
 * arrived, before the scenario began to delete it, and while its Service was there, so far as Services were recorded.
 */
final class NameLookups {
    private final Incarnation pod;
    private final Answers answers;

    private NameLookups(Incarnation pod, Answers answers) {
        this.pod = pod;
        this.answers = answers;
    }

    /** The lookups for each healthy stretch of each pod of the set in which it was looked up. */
    static List<NameLookups> of(History history, Subject subject, SetTimeline set, Attribution attribution) {
        List<NameLookups> lookups = new ArrayList<>();
        for (int ordinal : set.ordinals()) {
            for (Incarnation pod : set.incarnations(ordinal)) {
                List<ExternalRead> all = history.readings(ExternalRead.DNS, name(subject, set, pod));
                if (!all.isEmpty()) {
                    long end = Math.min(
                            attribution
                                    .of(pod)
                                    .map(deletion -> deletion.index())
                                    .orElse(Long.MAX_VALUE),
                            serviceEnd(history, set, pod));
                    for (Interval stretch : pod.ready()) {
                        List<ExternalRead> counting = all.stream()
                                .filter(reading -> reading.index() < end && within(pod, stretch, reading))
                                .toList();
                        if (!counting.isEmpty()) {
                            lookups.add(new NameLookups(pod, new Answers(answered(pod, stretch), counting)));
                        }
                    }
                }
            }
        }
        return lookups;
    }

    /** The name that DNS promises for a pod. */
    static String name(Subject subject, SetTimeline set, Incarnation pod) {
        String service = set.setOf(pod).map(StatefulSetView::serviceName).orElse("");
        return pod.name() + "." + service + "." + subject.namespace() + ".svc." + subject.zone();
    }

    Incarnation pod() {
        return pod;
    }

    /** What was answered while it was healthy; the stretch begins when it became Ready. */
    Answers answers() {
        return answers;
    }

    /** All addresses that a pod had. */
    static Set<String> addresses(Incarnation pod) {
        return addresses(pod.lifetime());
    }

    /** All addresses that a pod had. */
    static Set<String> addresses(Lifetime pod) {
        Set<String> addresses = new HashSet<>();
        for (Observation state : pod.states()) {
            addresses.addAll(PodView.of(state).ips());
        }
        return addresses;
    }

    private static Answers.Stretch answered(Incarnation pod, Interval healthy) {
        Optional<Observation> end = Stream.concat(healthy.to().stream(), pod.firstTerminating().stream())
                .min(Comparator.comparingLong(Observation::resourceVersion));
        return new Answers.Stretch(healthy.from(), end, reading -> leadsTo(pod, reading));
    }

    /** Whether an answer leads to a pod and to nothing else. */
    static boolean leadsTo(Incarnation pod, ExternalRead reading) {
        // A headless Service of one address family publishes one of a dual-stack pod's two addresses. An address that
        // the
        // same pod had before a restart of its node is not another pod's.
        Set<String> found = new HashSet<>(reading.values());
        return !found.isEmpty()
                && found.size() == reading.values().size()
                && addresses(pod).containsAll(found);
    }

    private static boolean within(Incarnation pod, Interval stretch, ExternalRead reading) {
        return pod.lifetime()
                .asOf(reading.index())
                .filter(state -> PodView.of(state).healthy() && stretch.contains(state.resourceVersion()))
                .isPresent();
    }

    /** When the Service that was there at the pod's creation ceased to be; never, where it was not recorded. */
    private static long serviceEnd(History history, SetTimeline set, Incarnation pod) {
        String service = set.setOf(pod).map(StatefulSetView::serviceName).orElse("");
        List<Lifetime> named = history.lifetimes(Kinds.SERVICE, set.namespace()).stream()
                .filter(lifetime -> lifetime.name().equals(service))
                .toList();
        return named.stream()
                .flatMap(lifetime -> lifetime.firstTerminating().stream())
                .filter(end -> end.resourceVersion() > pod.lifetime().first().resourceVersion())
                .mapToLong(Observation::index)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
