package dev.holdfast.guarantee.interruption;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.LeftAlone;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the controller did to a set after a program was ended. A pod that it deleted without a reason then breaks the promise. What it
 * did with a reason once the program was started again shows that it went on. Where it did nothing, it may have had nothing to do, or no
 * time; only where something else shows that it had both is the promise broken by that.
 */
final class Continuation {
    private final JudgingContext context;
    private final List<Interruption> interruptions;
    private final Set<Interruption> over = new HashSet<>();
    private final List<String> deeds = new ArrayList<>();

    Continuation(JudgingContext context, List<Interruption> interruptions) {
        this.context = context;
        this.interruptions = interruptions;
    }

    /** Looks at all of it. */
    void follow() {
        ReplayState end = context.followPods(this::turn);
        for (Interruption each : interruptions) {
            if (over.contains(each)) {
                context.findings().judged();
            } else {
                standsStill(each, end);
            }
        }
    }

    /** {@return with what it went on, in words} */
    List<String> deeds() {
        return deeds;
    }

    private void turn(PodTransition turn, ReplayState before) {
        if (turn.at().change() == Change.LISTED) {
            return;
        }
        last(turn).ifPresent(interruption -> {
            if (turn.is(PodChange.ENDING)) {
                ending(turn, before, interruption);
            } else if (JudgingContext.createdForTheSet(turn, before)) {
                wentOn(interruption, turn, "was created");
            }
        });
    }

    /** The last one that had begun by then. */
    private Optional<Interruption> last(PodTransition turn) {
        return interruptions.stream()
                .filter(each -> each.ended().index() < turn.at().index())
                .reduce((one, next) -> next);
    }

    private void ending(PodTransition turn, ReplayState before, Interruption interruption) {
        DeletionReason cause = context.cause(turn, before);
        if (cause == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at()) + " " + interruption.words()
                            + ", although it was as the set wants it",
                    interruption.ended(),
                    before.state().orElse(turn.at()),
                    turn.at());
        } else if (cause != DeletionReason.OTHERS) {
            wentOn(interruption, turn, "was deleted");
        }
    }

    private void wentOn(Interruption interruption, PodTransition turn, String what) {
        boolean back = interruption
                .started()
                .filter(start -> start.index() < turn.at().index())
                .isPresent();
        if (back && over.add(interruption)) {
            deeds.add(Phrases.pod(turn.pod()) + " " + what + " " + Phrases.at(turn.at()));
        }
    }

    private void standsStill(Interruption interruption, ReplayState end) {
        Action since = interruption.started().orElse(interruption.ended());
        Optional<WaitedInVain> inVain = interruption.started().flatMap(start -> WaitedInVain.after(context, start));
        Optional<String> undone = inVain.flatMap(wait -> undone(wait, since, end));
        if (undone.isPresent()) {
            context.findings()
                    .broken(
                            undone.get() + ", " + interruption.words(),
                            interruption.ended(),
                            since,
                            inVain.get().control());
        } else {
            context.findings()
                    .open("nothing shows that the set went on " + interruption.words(), interruption.ended(), since);
        }
    }

    private Optional<String> undone(WaitedInVain inVain, Action since, ReplayState end) {
        Optional<StatefulSetView> set = end.set();
        OptionalInt missing =
                set.map(view -> end.firstMissing(view.start(), view.end())).orElse(OptionalInt.empty());
        if (missing.isPresent()) {
            return WaitedInVain.inTheWay(context, missing.getAsInt(), end).isPresent()
                    ? Optional.empty()
                    : Optional.of(Phrases.pod(missing.getAsInt()) + " was not created, " + inVain.words());
        }
        return set.filter(view -> view.strategy().rolling())
                .flatMap(view -> LeftAlone.of(
                        context, since, end, view.start() + view.strategy().partition()))
                .map(LeftAlone::words);
    }
}
