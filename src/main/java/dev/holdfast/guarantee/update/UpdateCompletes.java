package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.LeftAlone;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When the controller says that a rolling update is complete, every pod is what the new template says: by its label, and by what
 * its containers run, since the controller itself believes a label.
 */
public final class UpdateCompletes extends Guarantee {
    public UpdateCompletes() {
        super(Promise.of(
                        "update.completes",
                        "A rolling update MUST bring every Pod to the updated template; then currentRevision is updateRevision and"
                                + " updatedReplicas is replicas")
                .otherwise(
                        Harm.ROLLOUT,
                        "Members keep running the old version, and a rollout that is waited for never ends")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never rolled updates out to all of its pods",
                        view -> view.strategy().rolling() && view.strategy().partition() == 0));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new FullRollout(context).verdict();
    }

    private static final class FullRollout {
        private final JudgingContext context;
        private final Templates templates;
        private Optional<Observation> begun = Optional.empty();

        FullRollout(JudgingContext context) {
            this.context = context;
            this.templates = new Templates(context.set());
        }

        Verdict verdict() {
            ReplayState end = context.followEveryWrite(this::written, (turn, before) -> {});
            begun.filter(template -> toAllPods()).ifPresent(template -> incomplete(template, end));
            return context.findings()
                    .verdict(
                            "every pod was what the new template says when the update was complete",
                            "the template of " + context.name()
                                    + " was not changed while it rolls updates out to all pods");
        }

        private void incomplete(Observation template, ReplayState end) {
            String changed = "the template was changed " + Phrases.at(template);
            Optional<LeftAlone> left = end.set().flatMap(view -> LeftAlone.of(context, template, end, view.start()));
            if (left.isPresent()) {
                context.findings()
                        .broken(
                                changed + ", but " + left.get().words(),
                                template,
                                left.get().inVain().control());
            } else {
                context.findings()
                        .open(
                                changed + ", but the update was not complete when the recording ended"
                                        + ControllerActivity.of(context.set())
                                                .inVainAfter(template)
                                                .map(ControllerActivity.InVain::clause)
                                                .orElse(""),
                                template);
            }
        }

        /** Whether the set, as it was seen last, rolls updates out to all of its pods. */
        private boolean toAllPods() {
            return context.set()
                    .last()
                    .filter(view -> view.strategy().rolling() && view.strategy().partition() == 0)
                    .isPresent();
        }

        private void written(Observation written, ReplayState before) {
            if (written.deleted()
                    || written.object().terminating()
                    || StatefulSetView.of(written).replicas() == 0) {
                begun = Optional.empty();
                return;
            }
            StatefulSetView now = StatefulSetView.of(written);
            boolean changed = before.set()
                    .filter(view -> sameSet(before, written) && !view.template().equals(now.template()))
                    .isPresent();
            if (changed) {
                begun = now.strategy().rolling() ? Optional.of(written) : Optional.empty();
            }
            if (begun.isPresent() && complete(now, StatefulSetView.of(begun.get())) && !others(now, written, before)) {
                judge(written, now, before);
                begun = Optional.empty();
            }
        }

        private static boolean sameSet(ReplayState before, Observation written) {
            return before.state()
                    .map(state -> state.object().uid().equals(written.object().uid()))
                    .orElse(false);
        }

        private static boolean complete(StatefulSetView now, StatefulSetView begun) {
            return now.acknowledged()
                    && now.observedGeneration() >= begun.generation()
                    && now.currentRevision().equals(now.updateRevision())
                    && now.counters().updated() == now.replicas();
        }

        /** Whether the controller may have counted pods that the set does not want: it counts those of any ordinal. */
        private boolean others(StatefulSetView now, Observation written, ReplayState before) {
            return context.set().incarnations().stream()
                    .filter(pod -> !now.wants(pod.ordinal()))
                    .filter(pod -> pod.lifetime().first().resourceVersion() < written.resourceVersion())
                    .anyMatch(pod ->
                            pod.deleted().map(gone -> !before.heardOf(gone)).orElse(true));
        }

        private void judge(Observation written, StatefulSetView now, ReplayState before) {
            for (int ordinal = now.start(); ordinal < now.end(); ordinal++) {
                Optional<Observation> pod = before.slot(ordinal)
                        .filter(OrdinalState::standing)
                        .map(slot -> slot.pod().lifetime())
                        .map(pods -> pods.at(written.resourceVersion()).orElse(pods.first()));
                if (pod.isEmpty() || !revision(pod.get()).equals(now.updateRevision())) {
                    if (!wasUpdated(ordinal, now.updateRevision(), written, before)) {
                        notUpdated(ordinal, pod, now, written, before);
                        return;
                    }
                    continue;
                }
                Optional<Observation> made =
                        before.slot(ordinal).map(slot -> slot.pod().lifetime()).flatMap(UpdateCompletes::made);
                Optional<String> wrong =
                        made.flatMap(each -> templates.difference(PodView.of(each), now.updateRevision()));
                if (wrong.isPresent()) {
                    notOfItsLabel(ordinal, made.get(), wrong.get(), now, written);
                    return;
                }
            }
            if (templates.knows(now.updateRevision())) {
                context.findings().judged();
            } else {
                context.findings()
                        .open(
                                "the template of ControllerRevision " + now.updateRevision() + " was not observed",
                                written);
            }
        }

        /** Whether the controller may still take the ordinal for one with a pod that is updated. */
        private boolean wasUpdated(int ordinal, String revision, Observation written, ReplayState before) {
            return context.set().incarnations(ordinal).stream()
                    .map(pod -> pod.lifetime().states())
                    .anyMatch(states -> IntStream.range(0, states.size())
                            .filter(i -> states.get(i).resourceVersion() < written.resourceVersion())
                            .filter(i -> i + 1 == states.size() || !before.heardOf(states.get(i + 1)))
                            .mapToObj(states::get)
                            .anyMatch(state -> !state.object().terminating()
                                    && revision(state).equals(revision)));
        }

        private void notUpdated(
                int ordinal, Optional<Observation> pod, StatefulSetView now, Observation written, ReplayState before) {
            if (pod.isPresent()) {
                broken(ordinal, pod.get(), "it is of revision " + Phrases.quote(revision(pod.get())), now, written);
            } else if (before.knewOfPlight(ordinal)) {
                context.findings()
                        .broken(
                                "StatefulSet " + context.name() + " said " + Phrases.at(written)
                                        + " that all its pods are updated, but " + before.plight(ordinal),
                                before.evidence(ordinal, written),
                                written);
            }
        }

        /** Judges a pod that runs something else than its label says, which anybody may have changed. */
        private void notOfItsLabel(
                int ordinal, Observation made, String wrong, StatefulSetView now, Observation written) {
            Optional<Observation> relabelled = context
                    .set()
                    .withUid(made.object().uid())
                    .stream()
                    .flatMap(pod -> pod.lifetime().states().stream())
                    .filter(state -> revision(state).equals(now.updateRevision()))
                    .findFirst()
                    .filter(state ->
                            !state.equals(made) && !context.attribution().allNotedBy(state));
            if (relabelled.isPresent()) {
                context.findings()
                        .open(
                                sentence(ordinal, made, wrong, now, written)
                                        + "; its label says so only since resourceVersion "
                                        + relabelled.get().resourceVersion()
                                        + ", and nobody is on record for that",
                                relabelled.get(),
                                written);
            } else {
                broken(ordinal, made, wrong, now, written);
            }
        }

        private void broken(int ordinal, Observation pod, String wrong, StatefulSetView now, Observation written) {
            context.findings().broken(sentence(ordinal, pod, wrong, now, written), pod, written);
        }

        private String sentence(int ordinal, Observation pod, String wrong, StatefulSetView now, Observation written) {
            String words =
                    context.set().withUid(pod.object().uid()).map(Phrases::pod).orElse(Phrases.pod(ordinal));
            return "StatefulSet " + context.name() + " said " + Phrases.at(written)
                    + " that all its pods are of revision " + now.updateRevision() + ", but " + words + " is not: "
                    + wrong;
        }

        private static String revision(Observation pod) {
            return PodView.of(pod).revision();
        }
    }

    /** A pod as the controller made it. Its images may be changed afterwards, which anybody may do. */
    private static Optional<Observation> made(Lifetime pod) {
        return Optional.of(pod.first()).filter(first -> first.change() == Change.ADDED);
    }
}
