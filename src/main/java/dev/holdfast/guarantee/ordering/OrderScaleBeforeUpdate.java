package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A set that is to be scaled and updated is scaled first: no pod goes for the update while one is missing, or one too many.
 *
 * <p>No sentence of the documentation says it; it follows from pods being changed one at a time, each only when all others are healthy.
 */
public final class OrderScaleBeforeUpdate extends OrderGuarantee {
    public OrderScaleBeforeUpdate() {
        super(Promise.of(
                        "order.scale-before-update",
                        "With podManagementPolicy OrderedReady the controller MUST NOT delete a Pod for an update while a Pod that the"
                                + " StatefulSet wants is missing, or one that it does not want still exists")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A member is taken down for an update while the members that are to replace it are not there yet")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"
                                + " (podManagementPolicy)"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        ScaledAndUpdated both = new ScaledAndUpdated(context);
        context.follow(both::written, both::take);
        return context.findings()
                .verdict(
                        "each pod was deleted for an update only when the set had been scaled",
                        "no pod of " + context.name()
                                + " was deleted for an update that the set had been asked for together with scaling");
    }

    private static final class ScaledAndUpdated {
        private final JudgingContext context;
        /** The first spec that asked for both, as long as no pod was deleted for the update. */
        private Optional<Observation> both = Optional.empty();

        ScaledAndUpdated(JudgingContext context) {
            this.context = context;
        }

        void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && context.cause(turn, before) == DeletionReason.UPDATE) {
                updated(turn, before);
            }
        }

        void written(Observation written, ReplayState before) {
            StatefulSetView now = StatefulSetView.of(written);
            boolean same = before.state()
                    .filter(state ->
                            state.object().uid().equals(written.object().uid()))
                    .isPresent();
            if (!same || written.deleted() || written.object().terminating()) {
                both = Optional.empty();
            } else if (both.isEmpty() && now.ordered() && outdated(now, before) && toScale(now, before)) {
                both = Optional.of(written);
            }
        }

        private boolean outdated(StatefulSetView spec, ReplayState before) {
            int from = spec.start() + spec.strategy().partition();
            return spec.strategy().rolling()
                    && context.revisions()
                            .of(spec)
                            .filter(target -> before.firstOfOther(target, from, spec.end())
                                    .isPresent())
                            .isPresent();
        }

        private static boolean toScale(StatefulSetView spec, ReplayState before) {
            return before.firstMissing(spec.start(), spec.end()).isPresent()
                    || unwanted(spec, before).isPresent();
        }

        private void updated(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
            if (!specs.stream().allMatch(StatefulSetView::ordered)) {
                return;
            }
            StatefulSetView newest = specs.get(specs.size() - 1);
            if (specs.stream().allMatch(spec -> missing(spec, turn, before).isPresent())) {
                broken(turn, before, missing(newest, turn, before).getAsInt(), "wants");
            } else if (specs.stream().allMatch(spec -> known(spec, before).isPresent())) {
                broken(turn, before, known(newest, before).getAsInt(), "does not want");
            } else if (both.filter(asked -> asksFor(newest, asked)).isPresent()) {
                context.findings().judged();
                both = Optional.empty();
            }
        }

        private static boolean asksFor(StatefulSetView spec, Observation asked) {
            return spec.generation() >= StatefulSetView.of(asked).generation();
        }

        private void broken(PodTransition turn, ReplayState before, int other, String wish) {
            String state = wish.equals("wants") ? before.plight(other) : Phrases.pod(other) + " still existed";
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while " + state
                            + ", which the set " + wish,
                    before.state().orElse(turn.at()),
                    turn.at(),
                    before.evidence(other, turn.at()));
        }

        /** A pod that a spec wants and that is not there, by anything that the controller may have taken the pods for. */
        private OptionalInt missing(StatefulSetView spec, PodTransition turn, ReplayState before) {
            OptionalInt found = before.firstMissing(spec.start(), spec.end());
            while (found.isPresent() && !surelyMissing(found.getAsInt(), spec, turn, before)) {
                found = before.firstMissing(found.getAsInt() + 1, spec.end());
            }
            return found;
        }

        private boolean surelyMissing(int ordinal, StatefulSetView spec, PodTransition turn, ReplayState before) {
            return before.unhealthyWhenDeleting(
                            turn.ordinal(), ordinal, ordinal + 1, pod -> context.asksAgain(pod, spec))
                    .isPresent();
        }

        /** A pod that a spec does not want, and of which the controller knows. */
        private static OptionalInt known(StatefulSetView spec, ReplayState before) {
            OptionalInt found = unwanted(spec, before);
            while (found.isPresent() && !(before.knows(found.getAsInt()) && ofTheSet(found.getAsInt(), before))) {
                found = nextUnwanted(spec, before, found.getAsInt() + 1);
            }
            return found;
        }

        private static boolean ofTheSet(int ordinal, ReplayState before) {
            Optional<String> owner = before.slot(ordinal)
                    .map(OrdinalState::pod)
                    .flatMap(pod -> pod.lifetime().first().object().controllerUid());
            return owner.isPresent()
                    && owner.equals(before.state().map(state -> state.object().uid()))
                    && before.owns(ordinal);
        }

        private static OptionalInt unwanted(StatefulSetView spec, ReplayState before) {
            return nextUnwanted(spec, before, 0);
        }

        private static OptionalInt nextUnwanted(StatefulSetView spec, ReplayState before, int from) {
            OptionalInt found = before.firstExisting(from);
            return found.isPresent() && spec.wants(found.getAsInt()) ? before.firstExisting(spec.end()) : found;
        }
    }
}
