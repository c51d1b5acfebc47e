package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A template that is set in the middle of an update takes the place of the one before: from then on no pod is made of that.
 *
 * <p>Which pods are replaced then, and in which order, is the matter of the other guarantees of an update. With podManagementPolicy
 * OrderedReady the controller waits for a pod of the superseded template to become Ready before it goes on
 * (kubernetes/kubernetes#67250).
 */
public final class UpdateSupersede extends Guarantee {
    public UpdateSupersede() {
        super(Promise.of(
                        "update.supersede",
                        "When the template is changed again in the middle of an update, the controller MUST create Pods from the latest"
                                + " template, and none from the one that it superseded")
                .otherwise(
                        Harm.ROLLOUT, "Members go on getting a version that was already withdrawn in favour of another")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new Superseding(context).follow();
        return context.findings()
                .verdict(
                        "each pod that was created after the template had been changed again was of the latest template",
                        "the template of " + context.name()
                                + " was not changed again in the middle of an update, or no pod was created after that");
    }

    private static final class Superseding {
        private final JudgingContext context;
        private final LatestTemplate latest;
        private final Set<String> current = new HashSet<>();
        private Optional<Observation> changed = Optional.empty();

        Superseding(JudgingContext context) {
            this.context = context;
            this.latest = new LatestTemplate(context);
        }

        void follow() {
            context.followEveryWrite(this::written, this::take);
        }

        private void take(PodTransition turn, ReplayState before) {
            if (changed.filter(template -> LatestTemplate.known(before, template))
                            .isPresent()
                    && JudgingContext.createdForTheSet(turn, before)) {
                created(turn, before);
            }
        }

        private void written(Observation written, ReplayState before) {
            StatefulSetView now = StatefulSetView.of(written);
            boolean going = written.deleted() || written.object().terminating();
            Optional<StatefulSetView> was = before.state()
                    .filter(state ->
                            state.object().uid().equals(written.object().uid()))
                    .map(StatefulSetView::of);
            if (going || was.isEmpty()) {
                changed = Optional.empty();
            } else if (!was.get().template().equals(now.template())) {
                current.clear();
                current.add(was.get().currentRevision());
                changed = Optional.of(written).filter(template -> inMidUpdate(was.get(), before));
            }
            current.add(now.currentRevision());
        }

        private boolean inMidUpdate(StatefulSetView was, ReplayState before) {
            return was.strategy().rolling() && Rollout.outdated(context, before, was, was.start(), was.end());
        }

        private void created(PodTransition turn, ReplayState before) {
            Optional<String> wrong = latest.otherThan(turn, before, current);
            if (wrong.isPresent()) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                + ", but not from the template that was set "
                                + Phrases.at(changed.orElseThrow()) + " in the middle of an update: " + wrong.get(),
                        changed.orElseThrow(),
                        turn.at());
            } else if (latest.isLatest(turn, before)) {
                context.findings().judged();
            }
        }
    }
}
