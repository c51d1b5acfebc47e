package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pod that somebody else than the controller deleted comes back as a new one with the same identity, and no other pod is touched
 * for it. That it does not come back breaks the promise only when the controller was at work after it had been waited for, and nothing
 * stood in the way: the set still wants the pod, and with OrderedReady all pods before it were Ready.
 */
public final class ReplaceDeleted extends Guarantee {
    public ReplaceDeleted() {
        super(
                Promise.of(
                                "replace.deleted",
                                "When a Pod of a StatefulSet is deleted, the controller MUST create a new Pod with the same identity once the"
                                        + " old one is gone, and leave the other Pods alone")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member that was lost does not come back, or takes healthy members with it")
                        .documentedAt(
                                "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#using-stable-network-identities"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Replacements(context).verdict();
    }

    private static final class Replacements {
        private final JudgingContext context;
        private final Findings findings;
        /** The pods that were lost and have no successor yet that was Ready, by their ordinals. */
        private final Map<Integer, PodTransition> lost = new TreeMap<>();

        private final List<String> replaced = new ArrayList<>();

        Replacements(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            ReplayState end = context.follow((written, before) -> written(written), this::take);
            lost.values().forEach(loss -> notReplaced(loss, end));
            return findings.verdict(
                    Phrases.list(replaced) + " came back with a new uid and turned Ready, and no other pod was touched",
                    "nobody but the controller deleted a pod that " + context.name() + " wanted");
        }

        private void take(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case CREATED -> created(turn, before);
                case HEALTHY -> healthy(turn);
                default -> {}
            }
        }

        /** Whoever asks for less than before is not owed it any more. */
        private void written(Observation written) {
            if (written.deleted() || written.object().terminating()) {
                lost.clear();
            } else {
                lost.keySet().removeIf(ordinal -> !StatefulSetView.of(written).wants(ordinal));
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            boolean wanted = !before.possible().isEmpty()
                    && before.possible().stream().allMatch(spec -> spec.wants(turn.ordinal()));
            if (!wanted) {
                return;
            }
            if (context.cause(turn, before) == DeletionReason.NONE) {
                touched(turn, before);
            }
            DeletionActor actor = context.attribution().actor(turn.pod());
            if (actor != DeletionActor.CONTROLLER && actor != DeletionActor.OWNER_GONE) {
                lost.put(turn.ordinal(), turn);
            }
        }

        private void touched(PodTransition turn, ReplayState before) {
            others(turn.ordinal()).stream()
                    .findFirst()
                    .ifPresent(loss -> context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at()) + " while "
                                    + Phrases.pod(loss.ordinal()) + ", deleted by others " + Phrases.at(loss.at())
                                    + ", was being replaced",
                            loss.at(),
                            turn.at()));
        }

        private Collection<PodTransition> others(int ordinal) {
            return lost.values().stream()
                    .filter(loss -> loss.ordinal() != ordinal)
                    .toList();
        }

        private void created(PodTransition turn, ReplayState before) {
            if (lost.containsKey(turn.ordinal()) && before.exists(turn.ordinal())) {
                Incarnation old = lost.remove(turn.ordinal()).pod();
                findings.broken(
                        Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                + " while its predecessor (uid "
                                + old.uid() + ") still existed"
                                + old.deleted()
                                        .map(gone -> ": it was gone only " + Phrases.at(gone))
                                        .orElse(""),
                        old.deleted().map(gone -> new Entry[] {turn.at(), gone}).orElse(new Entry[] {turn.at()}));
            }
        }

        private void healthy(PodTransition turn) {
            PodTransition loss = lost.get(turn.ordinal());
            if (loss != null && loss.pod() != turn.pod()) {
                lost.remove(turn.ordinal());
                replaced.add(Phrases.pod(turn.ordinal()));
                findings.judged();
            }
        }

        private void notReplaced(PodTransition loss, ReplayState end) {
            Incarnation old = loss.pod();
            Optional<Observation> gone = old.deleted();
            Optional<Incarnation> next = context.next(old);
            if (gone.isEmpty()) {
                findings.open(Phrases.pod(old) + " was deleted by others, but it is not gone yet", loss.at());
            } else if (next.isPresent()) {
                Observation last = next.get().lifetime().last();
                findings.open(
                        Phrases.pod(next.get()) + " was created "
                                + Phrases.at(next.get().lifetime().first())
                                + " in place of a deleted pod, but it was not Ready until the recording ended: last seen "
                                + last.object().summary(),
                        next.get().lifetime().first(),
                        last);
            } else {
                notMade(loss, gone.get(), end);
            }
        }

        private void notMade(PodTransition loss, Observation gone, ReplayState end) {
            String wasGone = Phrases.pod(loss.pod()) + " was gone " + Phrases.at(gone);
            Optional<String> waitsFor = WaitedInVain.inTheWay(context, loss.ordinal(), end);
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, gone);
            if (inVain.isPresent() && waitsFor.isEmpty()) {
                findings.broken(
                        wasGone + ", but no new pod of that name was created, "
                                + inVain.get().words(),
                        loss.at(),
                        gone,
                        inVain.get().control());
            } else {
                findings.open(
                        wasGone + ", but no new pod of that name was created until the recording ended"
                                + waitsFor.map(plight -> ": it has to wait, since " + plight)
                                        .orElse(""),
                        loss.at(),
                        gone);
            }
        }
    }
}
