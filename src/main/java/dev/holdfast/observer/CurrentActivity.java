package dev.holdfast.observer;

import dev.holdfast.explanation.Explanation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sets are doing by what there is of them now, in the words of an explanation where there is something to explain. */
final class CurrentActivity {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentActivity.class);

    private final ClusterState state;
    private final WatchedObjects objects;

    CurrentActivity(ClusterState state, WatchedObjects objects) {
        this.state = state;
        this.objects = objects;
    }

    /** What a set is doing now. */
    SetActivity of(WatchedSet set, Instant now) {
        String namespace = set.subject().namespace();
        return state.of(Kinds.STATEFUL_SET, namespace).stream()
                .filter(seen -> seen.object().name().equals(set.subject().statefulSet()))
                .findFirst()
                .map(seen -> explained(activity(set, seen), seen, set.members(), now))
                .orElse(SetActivity.GONE);
    }

    private SetActivity activity(WatchedSet set, Observation present) {
        Optional<String> uid = Optional.of(present.object().uid());
        String namespace = present.object().namespace();
        return SetActivity.of(
                present,
                state.of(Kinds.POD, namespace).stream()
                        .filter(pod -> pod.object().controllerUid().equals(uid))
                        .toList(),
                state.of(Kinds.CLAIM, namespace).stream()
                        .filter(claim -> set.members().concerns(claim.object()))
                        .toList());
    }

    // That something cannot be explained is no reason not to judge it.
    private SetActivity explained(SetActivity activity, Observation present, SetMembership members, Instant now) {
        try {
            return activity.explained(Explanation.of(objects.of(present, members, now)));
        } catch (RuntimeException failed) {
            LOG.warn("{} cannot be explained", present.object().qualifiedName(), failed);
            return activity;
        }
    }
}
