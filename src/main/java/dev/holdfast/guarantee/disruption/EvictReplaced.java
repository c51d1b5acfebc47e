package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pod that was evicted has the time to end that it asks for, and comes back with its name and its claims. How much time others gave it
 * is theirs to say: an eviction may ask for another grace period, and only of the scenario's own is it known that none did.
 */
public final class EvictReplaced extends Guarantee {
    public EvictReplaced() {
        super(
                Promise.of(
                                "evict.replaced",
                                "An evicted Pod MUST be terminated with its terminationGracePeriodSeconds, and MUST be replaced by one with"
                                        + " the same identity and the same claims")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A node that is drained kills members in the middle of their work, or leaves the set without them")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Returns(context).verdict();
    }

    private static final class Returns {
        private final JudgingContext context;
        private final Findings findings;
        private final Evictions evictions;
        private final Claims claims;
        /** The pods that were evicted and have no successor yet that was Ready, by their ordinals. */
        private final Map<Integer, Incarnation> away = new TreeMap<>();

        private final Set<String> back = new TreeSet<>();

        Returns(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.evictions = new Evictions(context);
            this.claims = Claims.of(context.set());
        }

        Verdict verdict() {
            ReplayState end = context.follow((written, before) -> asked(written), this::take);
            away.values().forEach(pod -> notBack(pod, end));
            return findings.verdict(
                    Phrases.list(back) + " had the time to end and came back with the same claims",
                    "no pod of " + context.name() + " that it wanted was evicted");
        }

        private void take(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case CREATED -> created(turn);
                case HEALTHY -> healthy(turn);
                default -> {}
            }
        }

        /** Whoever asks for less than before is not owed it any more. */
        private void asked(Observation written) {
            if (written.deleted() || written.object().terminating()) {
                away.clear();
            } else {
                away.keySet().removeIf(ordinal -> !StatefulSetView.of(written).wants(ordinal));
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            boolean wanted = !before.possible().isEmpty()
                    && before.possible().stream().allMatch(spec -> spec.wants(turn.ordinal()));
            if (wanted && Evictions.of(turn.pod()).isPresent()) {
                away.put(turn.ordinal(), turn.pod());
                boolean byTheScenario = evictions.allowed(turn.pod())
                        && context.attribution().of(turn.pod()).isEmpty();
                // The server gives no time to a pod that runs nothing.
                boolean ran = turn.pod()
                        .lifetime()
                        .lastNotTerminating()
                        .filter(state -> PodView.of(state).phase().equals("Running"))
                        .isPresent();
                if (byTheScenario && ran) {
                    hasItsTime(turn);
                }
            }
        }

        private void hasItsTime(PodTransition turn) {
            PodView pod = PodView.of(turn.at());
            long own = pod.gracePeriodSeconds();
            Optional<Observation> gone = turn.pod().deleted();
            boolean shorter = turn.at().object().deletionGracePeriodSeconds().orElse(own) < own;
            boolean running = gone.filter(context.attribution()::allNotedBy)
                    .filter(last -> ForcedRemoval.by(
                                    context.history(), context.subject().namespace(), turn.pod(), last)
                            .isEmpty())
                    .filter(last -> !turn.pod().simulated()
                            && !PodView.of(last).running().isEmpty())
                    .isPresent();
            if (shorter) {
                findings.broken(
                        evicted(turn.pod(), turn.at()) + " with a grace period of "
                                + turn.at()
                                        .object()
                                        .deletionGracePeriodSeconds()
                                        .orElse(0) + " s instead of its own of "
                                + own + " s",
                        turn.at());
            } else if (running && own > 0) {
                findings.broken(
                        evicted(turn.pod(), turn.at()) + " and was gone " + Phrases.at(gone.orElseThrow())
                                + " while its containers were running when last reported",
                        turn.at(),
                        gone.get());
            }
        }

        private void created(PodTransition turn) {
            Incarnation old = away.get(turn.ordinal());
            if (old == null || old == turn.pod() || !JudgingContext.createdByController(turn)) {
                return;
            }
            // What else they mount is what the template or admission gives them.
            Map<String, String> had = claims.of(old);
            Map<String, String> has = claims.of(turn.pod());
            if (!has.entrySet().containsAll(had.entrySet())) {
                findings.broken(
                        Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                + " in place of one that was evicted, and had the claims "
                                + Phrases.list(new TreeSet<>(has.values())) + " instead of "
                                + Phrases.list(new TreeSet<>(had.values())),
                        old.lifetime().first(),
                        turn.at());
            }
        }

        private void healthy(PodTransition turn) {
            Incarnation old = away.get(turn.ordinal());
            if (old != null && old != turn.pod()) {
                away.remove(turn.ordinal());
                back.add(Phrases.pod(turn.ordinal()));
                findings.judged();
            }
        }

        private void notBack(Incarnation pod, ReplayState end) {
            Observation evicted = Evictions.of(pod).orElseThrow();
            Optional<Observation> gone = pod.deleted();
            Optional<Incarnation> next = context.next(pod);
            if (gone.isEmpty() || next.isPresent()) {
                findings.open(
                        evicted(pod, evicted)
                                + ", and no pod that was Ready came in its place until the recording ended",
                        evicted);
                return;
            }
            Optional<String> waitsFor = WaitedInVain.inTheWay(context, pod.ordinal(), end);
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, gone.get());
            String sentence = evicted(pod, evicted) + " and was gone " + Phrases.at(gone.get())
                    + ", but no other came in its place";
            if (inVain.isPresent() && waitsFor.isEmpty()) {
                findings.broken(
                        sentence + ", " + inVain.get().words(),
                        evicted,
                        gone.get(),
                        inVain.get().control());
            } else {
                findings.open(
                        sentence + " until the recording ended"
                                + waitsFor.map(plight -> ": it has to wait, since " + plight)
                                        .orElse(""),
                        evicted,
                        gone.get());
            }
        }

        private static String evicted(Incarnation pod, Observation at) {
            return Phrases.pod(pod) + " was evicted " + Phrases.at(at);
        }
    }
}
