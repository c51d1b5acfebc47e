package dev.holdfast.guarantee;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ControllerRevisions of the sets that had a name, of each set apart. */
public final class SetRevisions {
    private final SetTimeline set;
    private final Map<String, List<Lifetime>> byOwner = new HashMap<>();

    /** Those in the namespace of a set. */
    public SetRevisions(SetTimeline set) {
        this.set = set;
        for (Lifetime revision : set.history().lifetimes(Kinds.REVISION, set.namespace())) {
            revision.states().stream()
                    .flatMap(state -> state.object().controller().stream())
                    .map(Owner::uid)
                    .distinct()
                    .forEach(uid -> byOwner.computeIfAbsent(uid, any -> new ArrayList<>())
                            .add(revision));
        }
    }

    /** Those of a set that had that name, one after the other. */
    public List<Lifetime> named(String name, String uid) {
        return of(uid).stream().filter(revision -> revision.name().equals(name)).toList();
    }

    /** The highest number that another revision of a set had as of a version; 0 when there is none. */
    public long highestOther(Lifetime revision, String uid, long resourceVersion) {
        return of(uid).stream()
                .filter(other -> !other.name().equals(revision.name()))
                .flatMap(other -> other.at(resourceVersion).stream())
                .mapToLong(state -> RevisionView.of(state).revision())
                .max()
                .orElse(0);
    }

    /**
     * Whether a revision may have been deleted as the set's {@code revisionHistoryLimit} asks for, or with the set. Those that are in
     * use do not count against the limit; of these only the two that the status names are taken for so.
     */
    public boolean pruned(Observation deletion, String uid) {
        long before = deletion.resourceVersion() - 1;
        StatefulSetView status = set.at(before).orElse(null);
        if (status == null || set.stateAt(before).orElseThrow().object().terminating()) {
            return true;
        }
        // Where the status is not of the newest spec yet, another revision than it says may be that of the update.
        long inUse = Stream.of(status.currentRevision(), status.updateRevision())
                .limit(status.acknowledged() ? 2 : 1)
                .distinct()
                .filter(name -> named(name, uid).stream().anyMatch(revision -> revision.existsAt(before)))
                .count();
        long existing =
                of(uid).stream().filter(revision -> revision.existsAt(before)).count();
        return existing - inUse > leastLimit(uid, before);
    }

    /** Pairs of revisions of one set that keep the same template at the same time under different names. */
    public List<List<Lifetime>> twins() {
        List<List<Lifetime>> twins = new ArrayList<>();
        byOwner.forEach((uid, revisions) -> {
            if (set.states().stream().anyMatch(state -> state.object().uid().equals(uid))) {
                twins(revisions, twins);
            }
        });
        return twins;
    }

    private static void twins(List<Lifetime> revisions, List<List<Lifetime>> found) {
        Map<String, Lifetime> byData = new HashMap<>();
        List<Lifetime> inOrder = new ArrayList<>(revisions);
        inOrder.sort(Comparator.comparingLong(revision -> revision.first().resourceVersion()));
        for (Lifetime revision : inOrder) {
            String data = RevisionView.of(revision.first()).data();
            Lifetime twin = data.isEmpty() ? null : byData.put(data, revision);
            if (twin != null
                    && !twin.name().equals(revision.name())
                    && twin.existsAt(revision.first().resourceVersion())) {
                found.add(List.of(twin, revision));
            }
        }
    }

    /** Those of one set, in any order. */
    public List<Lifetime> of(String uid) {
        return byOwner.getOrDefault(uid, List.of());
    }

    private int leastLimit(String uid, long resourceVersion) {
        return set.specs().stream()
                .filter(spec -> spec.object().uid().equals(uid) && spec.resourceVersion() <= resourceVersion)
                .mapToInt(spec -> StatefulSetView.of(spec).revisionHistoryLimit())
                .min()
                .orElse(0);
    }
}
