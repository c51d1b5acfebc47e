package dev.holdfast.guarantee.identity;

import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.ServiceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A headless Service and the pods that it selects, from one change to the next, in the order in which changes arrived. */
final class PublishedPods {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final List<Moment> moments = new ArrayList<>();

    /**
     * What had arrived with one observation.
     *
     * @param since the observation
     * @param service the Service, if it was there and not about to end
     * @param pods uid → the last state of each pod that the Service selects
     */
    record Moment(Observation since, Optional<ServiceView> service, Map<String, Observation> pods) {

        /**
         * The pods that DNS is to lead to, by name. Nothing is known of it where there is no headless Service, nor of pods on their
         * way out where it publishes pods that are not Ready, too.
         */
        Optional<Map<String, Observation>> published() {
            return service.filter(ServiceView::headless).flatMap(this::published);
        }

        /** What the Service is to lead to of one pod. */
        Due due(String uid) {
            Optional<PodView> pod = Optional.ofNullable(pods.get(uid)).map(PodView::of);
            Optional<Map<String, Observation>> published = published();
            if (published.isEmpty()
                    || pod.filter(view -> !view.terminating() && !view.ips().isEmpty())
                            .isEmpty()) {
                return Due.UNKNOWN;
            }
            if (!published.get().containsKey(pod.get().name())) {
                return Due.NO_RECORD;
            }
            return service.orElseThrow().publishesNotReady() ? Due.RECORD_IN_ANY_CASE : Due.RECORD_SINCE_READY;
        }

        private Optional<Map<String, Observation>> published(ServiceView headless) {
            Map<String, Observation> published = new TreeMap<>();
            for (Observation state : pods.values()) {
                PodView pod = PodView.of(state);
                if (headless.publishesNotReady() && pod.terminating()) {
                    return Optional.empty();
                }
                boolean ready = headless.publishesNotReady() ? !ENDED.contains(pod.phase()) : pod.healthy();
                if (ready && !pod.ips().isEmpty()) {
                    published.put(pod.name(), state);
                }
            }
            return Optional.of(published);
        }
    }

    /** Whether a pod is to have a DNS record. */
    enum Due {
        /** It is not Ready, and its Service publishes only pods that are. */
        NO_RECORD,
        /** It is Ready. */
        RECORD_SINCE_READY,
        /** Its Service publishes pods whether they are Ready or not. */
        RECORD_IN_ANY_CASE,
        /** Nothing is promised, or what is promised is not known. */
        UNKNOWN
    }

    /**
     * A stretch of the history in which something was the same.
     *
     * @param since the state with which it began
     * @param until the state with which it ended; empty when it lasted until the recording ended
     * @param what it
     */
    record Same<T>(Observation since, Optional<Observation> until, T what) {}

    /** Follows a Service and the pods of its namespace. */
    PublishedPods(History history, String namespace, String service) {
        List<Observation> changes = Stream.concat(
                        history.observations(Kinds.POD).stream(),
                        history.observations(Kinds.SERVICE).stream()
                                .filter(state -> state.object().name().equals(service)))
                .filter(state -> state.object().namespace().equals(namespace))
                .sorted(Comparator.comparingLong(Observation::index))
                .toList();
        Optional<ServiceView> governs = Optional.empty();
        Map<String, Observation> pods = new LinkedHashMap<>();
        for (Observation change : changes) {
            if (change.object().kind().equals(Kinds.SERVICE)) {
                governs = change.deleted() || change.object().terminating()
                        ? Optional.empty()
                        : Optional.of(ServiceView.of(change));
            } else if (change.change() == Change.DELETED) {
                pods.remove(change.object().uid());
            } else {
                pods.put(change.object().uid(), change);
            }
            Map<String, Observation> selected = new LinkedHashMap<>();
            for (Observation pod : pods.values()) {
                if (governs.filter(by -> by.selects(PodView.of(pod).labels())).isPresent()) {
                    selected.put(pod.object().uid(), pod);
                }
            }
            moments.add(new Moment(change, governs, selected));
        }
    }

    /** The stretches in which something was the same, one after the other. */
    <T> List<Same<T>> same(Function<Moment, T> what) {
        List<Same<T>> stretches = new ArrayList<>();
        Observation since = null;
        T last = null;
        for (Moment moment : moments) {
            T now = what.apply(moment);
            if (since != null && !now.equals(last)) {
                stretches.add(new Same<>(since, Optional.of(moment.since()), last));
                since = null;
            }
            if (since == null) {
                since = moment.since();
                last = now;
            }
        }
        if (since != null) {
            stretches.add(new Same<>(since, Optional.empty(), last));
        }
        return stretches;
    }
}
