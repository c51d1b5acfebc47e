package dev.holdfast.audit;

import dev.holdfast.audit.Histories.SetName;
import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.replay.StatusComparison;
import dev.holdfast.history.replay.StatusReplay;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * Compares what the controller counted with the pods that a log tells of. Where requests are missing, as those to another server, the
 * two do not agree. Nothing else shows that a state of a pod is missing which the next one does not mention.
 */
final class CountedPods {
    private final SetTimeline set;
    /** Whether the history begins where it had counted what was there. */
    private final boolean fromRest;

    private Optional<StatusReplay> pods = Optional.empty();
    private Optional<StatefulSetView> last = Optional.empty();
    private String uid = "";
    private long agreed;

    private CountedPods(SetTimeline set, boolean fromRest) {
        this.fromRest = fromRest;
        this.set = set;
    }

    /**
     * The gap after the last status that was right; empty when all of them were.
     *
     * @param fromRest whether the history begins where the controller had counted what was there
     */
    static Optional<Gap> gap(History history, SetName name, boolean fromRest) {
        CountedPods counted = new CountedPods(SetTimeline.of(history, name.namespace(), name.name()), fromRest);
        if (!counted.set.misnamed().isEmpty()) {
            // The controller may count a pod with zeros before its number, for the ordinal of another one.
            return Optional.empty();
        }
        return counted.set.states().stream()
                .map(counted::compare)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Gap> compare(Observation state) {
        if (state.deleted()) {
            pods = Optional.empty();
            uid = "";
            return Optional.empty();
        }
        StatefulSetView now = StatefulSetView.of(state);
        boolean begins = !state.object().uid().equals(uid);
        if (begins) {
            uid = state.object().uid();
            pods = Optional.of(new StatusReplay(set, uid));
            last = Optional.empty();
        }
        boolean said = last.map(now::statusDiffers).orElse(now.observedGeneration() > 0) && !isListed(state);
        last = Optional.of(now);
        if (!said) {
            agreed = state.resourceVersion();
            return Optional.empty();
        }
        StatusComparison comparison = pods.orElseThrow().compare(StatusReplay.Counts.of(now), state.resourceVersion());
        if (comparison.right() || comparison.currentTooLow() || mayBeOld()) {
            agreed = state.resourceVersion();
            return Optional.empty();
        }
        return Optional.of(new Gap(
                Gap.UNPLACED,
                state.at(),
                Gap.EVERY_KIND,
                Math.max(1, agreed),
                "the status of StatefulSet " + set.name() + " at resourceVersion " + state.resourceVersion()
                        + " counts other pods than the audit log tells of, so that requests are missing in it, or the controller"
                        + " counted wrongly"));
    }

    /** Whether the controller may have counted what was so before a history that begins in the middle. */
    private boolean mayBeOld() {
        return !fromRest && !pods.orElseThrow().known();
    }

    private static boolean isListed(Observation state) {
        return state.change() == Change.LISTED;
    }
}
