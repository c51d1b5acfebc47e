package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MaxUnavailable;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Incarnation.Interval;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A rolling update takes down as many pods at once as maxUnavailable allows, where all are available. The controller deletes them in one
 * pass, at the end of which it writes the status.
 *
 * <p>Known deviation: of a percentage it takes down fewer, since it rounds down what the documentation says is rounded up.
 */
public final class UpdateMaxUnavailableUsed extends Guarantee {
    private static final String KEP = "https://github.com/kubernetes/enhancements/issues/961";

    public UpdateMaxUnavailableUsed() {
        super(Promise.of(
                        "update.max-unavailable-used",
                        "When all Pods are available, an update MUST take down as many of them together as maxUnavailable allows; a"
                                + " percentage is rounded up")
                .otherwise(Harm.ROLLOUT, "An update of many members takes several times as long as it was given")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods")
                .knownDeviation("a percentage is rounded down, to 1 at least", KEP));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> new MaxUnavailable(context)
                .never(" of more than 1", spec -> Unavailability.allowed(spec) > 1));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Batches batches = new Batches(context);
        context.followEveryWrite(batches::written, batches::take);
        return context.findings()
                .verdict(
                        "as many pods were taken down together as maxUnavailable allows: "
                                + Phrases.list(batches.sizes),
                        "no update of " + context.name() + " began while all pods were available");
    }

    /**
     * The pods that the controller takes down in one pass.
     *
     * @param due how many were to be updated when it began
     * @param deleted those that it has deleted
     * @param unattributed those that began to end meanwhile and for which nobody is on record, so that it may have been the controller
     * @param others those that somebody else ended meanwhile: the controller counts them if it finds that out only when it asks for that
     */
    private record Batch(
            StatefulSetView spec,
            String target,
            int due,
            List<PodTransition> deleted,
            List<PodTransition> unattributed,
            List<PodTransition> others) {
        int most() {
            return Math.min(due, Unavailability.allowed(spec));
        }

        int least() {
            return Math.min(due, Unavailability.roundedDown(spec));
        }
    }

    private static final class Batches {
        private final JudgingContext context;
        private final MaxUnavailable limit;
        private final List<Integer> sizes = new ArrayList<>();
        private Optional<Batch> batch = Optional.empty();

        Batches(JudgingContext context) {
            this.context = context;
            this.limit = new MaxUnavailable(context);
        }

        void written(Observation written, ReplayState before) {
            boolean counted = !written.deleted()
                    && before.set()
                            .filter(StatefulSetView.of(written)::statusDiffers)
                            .isPresent();
            batch.filter(begun -> counted).ifPresent(begun -> ended(begun, written, before));
            batch = Optional.empty();
        }

        void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && context.attribution().explain(turn.pod())) {
                batch.ifPresent(begun -> begun.others().add(turn));
            } else if (turn.is(PodChange.ENDING) && context.cause(turn, before) == DeletionReason.UPDATE) {
                DeletionActor actor = context.attribution().actor(turn.pod());
                if (actor == DeletionActor.UNKNOWN) {
                    batch.ifPresent(begun -> begun.unattributed().add(turn));
                } else if (actor == DeletionActor.CONTROLLER && batch.isPresent()) {
                    batch.get().deleted().add(turn);
                } else if (actor == DeletionActor.CONTROLLER) {
                    batch = begun(turn, before);
                }
            }
        }

        /** The batch that begins with a deletion, if all pods were available as the controller knew. */
        private Optional<Batch> begun(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
            StatefulSetView spec = specs.get(specs.size() - 1);
            if (!before.specsKnown() || !specs.stream().allMatch(spec::asksForTheSame)) {
                return Optional.empty();
            }
            Optional<String> target = context.revisions().of(spec);
            boolean judged = limit.limits(spec, before)
                    && target.isPresent()
                    && spec.minReadySeconds() == 0
                    && Unavailability.allowed(spec) > 1;
            for (int ordinal = spec.start(); judged && ordinal < spec.end(); ordinal++) {
                judged =
                        ordinal == turn.ordinal() ? ready(turn.pod(), turn.at(), before) : ready(ordinal, turn, before);
            }
            if (!judged) {
                return Optional.empty();
            }
            int due = 1
                    + old(spec, target.get(), before, turn.at(), turn.ordinal()).size();
            return Optional.of(new Batch(
                    spec, target.get(), due, new ArrayList<>(List.of(turn)), new ArrayList<>(), new ArrayList<>()));
        }

        private static boolean ready(int ordinal, PodTransition turn, ReplayState before) {
            return before.healthy(ordinal)
                    && before.knows(ordinal)
                    && ready(before.slot(ordinal).orElseThrow().pod(), turn.at(), before);
        }

        private static boolean ready(Incarnation pod, Observation at, ReplayState before) {
            List<Interval> ready = pod.ready();
            return pod.healthyAt(at.resourceVersion() - 1)
                    && before.heardOf(ready.get(ready.size() - 1).from());
        }

        /** The pods that are to be updated and stand, beside one. */
        private static List<Integer> old(
                StatefulSetView spec, String target, ReplayState situation, Observation at, int except) {
            List<Integer> old = new ArrayList<>();
            OptionalInt next = situation.firstOfOther(
                    target, spec.start() + spec.strategy().partition(), spec.end());
            while (next.isPresent()) {
                Incarnation pod = situation.slot(next.getAsInt()).orElseThrow().pod();
                if (next.getAsInt() != except && !pod.saidToBeOf(target, at.resourceVersion())) {
                    old.add(next.getAsInt());
                }
                next = situation.firstOfOther(target, next.getAsInt() + 1, spec.end());
            }
            return old;
        }

        private void ended(Batch ended, Observation status, ReplayState situation) {
            int taken = ended.deleted().size();
            PodTransition first = ended.deleted().get(0);
            List<Integer> left = old(ended.spec(), ended.target(), situation, status, -1);
            if (taken >= ended.most() || left.isEmpty()) {
                sizes.add(taken);
                context.findings().judged();
                return;
            }
            String sentence = Phrases.count(taken, "pod") + (taken == 1 ? " was" : " were")
                    + " deleted together for an update from resourceVersion "
                    + first.at().resourceVersion() + " on, although maxUnavailable "
                    + ended.spec().maxUnavailable().orElse("") + " of "
                    + Phrases.count(ended.spec().replicas(), "replica") + " allows " + ended.most()
                    + " and " + Phrases.pod(left.get(left.size() - 1)) + " was to be updated, too";
            if (!ended.unattributed().isEmpty()) {
                PodTransition other = ended.unattributed().get(0);
                context.findings()
                        .open(
                                sentence + "; but nobody is on record for having deleted "
                                        + Phrases.pod(other.ordinal())
                                        + ", and the controller may have done it",
                                first.at(),
                                other.at(),
                                status);
            } else if (!ended.others().isEmpty()) {
                PodTransition other = ended.others().get(0);
                context.findings()
                        .open(
                                sentence + "; but somebody else ended " + Phrases.pod(other.ordinal())
                                        + " meanwhile, and the controller may have counted that",
                                first.at(),
                                other.at(),
                                status);
            } else if (taken >= ended.least()) {
                sizes.add(taken);
                context.findings()
                        .deviates(
                                sentence + ", as Kubernetes does, which rounds a percentage down (" + KEP + ")",
                                first.at(),
                                status);
            } else if (refused()) {
                context.findings().open(sentence + "; but the deletion of a pod was refused", first.at(), status);
            } else {
                context.broken(first, situation, sentence, first.at(), status);
            }
        }

        private boolean refused() {
            return context.history().observations(Kinds.EVENT).stream()
                    .map(EventView::of)
                    .anyMatch(event -> event.about().name().equals(context.name())
                            && event.reason().equals("FailedDelete"));
        }
    }
}
