package dev.holdfast.guarantee.identity;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.ServiceView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pods that no name server can have known of, however late it is: until it was asked they had never been Ready, and their Service had
 * never published pods that are not.
 */
final class NeverReady {
    private final History history;
    private final String namespace;
    private final List<Observation> published = new ArrayList<>();
    private boolean seenFromTheBeginning = true;

    /** Pods of a Service. */
    NeverReady(History history, String namespace, String service) {
        this.history = history;
        this.namespace = namespace;
        for (Lifetime each : history.lifetimes(Kinds.SERVICE, namespace)) {
            if (each.name().equals(service)) {
                seenFromTheBeginning &= each.created().isPresent();
                each.states().stream()
                        .filter(state -> ServiceView.of(state).publishesNotReady())
                        .forEach(published::add);
            }
        }
    }

    /** Whether an answer has an address that only such a pod ever had. */
    boolean isIn(ExternalRead answer, Incarnation pod) {
        Set<String> own = new HashSet<>(NameLookups.addresses(pod));
        own.retainAll(answer.values());
        if (own.isEmpty() || !seenFromTheBeginning || pod.added().isEmpty()) {
            return false;
        }
        List<Observation> causes = new ArrayList<>(published);
        pod.firstReady().ifPresent(causes::add);
        return CaughtUp.before(history, causes, answer) && Collections.disjoint(own, othersThan(pod));
    }

    private Set<String> othersThan(Incarnation pod) {
        Set<String> addresses = new HashSet<>();
        for (Lifetime other : history.lifetimes(Kinds.POD, namespace)) {
            if (!other.uid().equals(pod.uid())) {
                addresses.addAll(NameLookups.addresses(other));
            }
        }
        return addresses;
    }
}
