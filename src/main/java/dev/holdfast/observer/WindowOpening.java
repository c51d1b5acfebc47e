package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.StreamProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** With what the window of a set begins, as if a recording had begun, and up to where it is known. */
final class WindowOpening {

    private final ClusterState state;
    private final Map<String, String> hidden;
    private final Map<String, Long> known = new HashMap<>();
    private Optional<ServerVersion> server = Optional.empty();

    /**
     * Knows of no progress yet.
     *
     * @param state what there is
     * @param hidden each kind that cannot be watched, with the reason
     */
    WindowOpening(ClusterState state, Map<String, String> hidden) {
        this.state = state;
        this.hidden = hidden;
    }

    /** The server told which it is. */
    void serves(ServerVersion version) {
        server = Optional.of(version);
    }

    /** More is known of a kind. */
    void progressed(StreamProgress progress) {
        known.merge(progress.kind(), progress.revision(), Math::max);
    }

    /**
     * A new window of a set, with what there is now.
     *
     * @param members what concerns the set
     * @param without the uids of objects that are left out
     */
    SetWindow window(SetMembership members, Instant now, Set<String> without) {
        SetWindow window = new SetWindow(now);
        server.ifPresent(told -> window.add(new ServerVersion(Entry.UNPLACED, now, told.version())));
        hidden.forEach((kind, reason) -> window.add(new Gap(Entry.UNPLACED, now, kind, 0, reason)));
        state.in(members.namespace())
                .filter(seen -> !without.contains(seen.object().uid()))
                .filter(seen -> members.concerns(seen.object()))
                .forEach(seen -> window.add(Observation.of(Change.LISTED, seen.object(), now)));
        known.forEach((kind, revision) -> window.add(new StreamProgress(Entry.UNPLACED, now, kind, revision)));
        window.opened();
        return window;
    }

    /**
     * Up to where every kind is known. What belongs to the whole cluster is known as far as the server told by itself.
     *
     * @param reached up to which revision all was taken of each kind that is in namespaces
     */
    Fence fence(Map<ServedKind, Long> reached, Instant now) {
        long common = reached.entrySet().stream()
                .filter(each -> each.getKey() != ServedKind.EVENT)
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(0);
        Map<String, Long> complete = new LinkedHashMap<>();
        complete.put(Gap.EVERY_KIND, common);
        Optional.ofNullable(reached.get(ServedKind.EVENT)).ifPresent(own -> complete.put(Kinds.EVENT, own));
        for (ServedKind kind : ServedKind.values()) {
            if (!kind.namespaced() && known.containsKey(kind.kind())) {
                complete.put(kind.kind(), Math.min(common, known.get(kind.kind())));
            }
        }
        return new Fence(Entry.UNPLACED, now, complete);
    }
}
