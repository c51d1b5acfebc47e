package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pod that waits for a claim to go is created when the claim is gone.
 *
 * <p>Known deviation: the controller does not watch claims, and its waiting is no failure that it would try again after. So the pod
 * stays away until something else of the set or its pods changes, or the controller looks at everything again, which it does every
 * some hours. Seen with Kubernetes 1.37.2; no issue is known.
 */
public final class RetentionStaleResumes extends RetentionGuarantee {
    /** Where the waiting was introduced. */
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/pull/99728";

    public RetentionStaleResumes() {
        super(
                RetentionPolicy.WHEN_SCALED,
                Promise.of(
                                "retention.stale-resumes",
                                "A Pod that is scaled up again while the PersistentVolumeClaim of the one before is being deleted MUST be"
                                        + " created, with a new claim, once that is gone")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A StatefulSet that is scaled down and up again stays short of a member")
                        .documentedAt(RETENTION)
                        .knownDeviation(
                                "once the claim is gone, the Pod is created only when something else of the StatefulSet or its Pods changes",
                                ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Resumptions(context).verdict();
    }

    private static final class Resumptions {
        private final JudgingContext context;
        private final ControllerActivity activity;
        /** The ordinals that the controller comes to, when it has gone over the set twice, by the status that shows it. */
        private final Map<Observation, List<Integer>> looked = new HashMap<>();

        private final List<GoneClaims.Gone> gone;
        private final Map<Integer, Waiting> waiting = new TreeMap<>();
        private final List<Integer> resumed = new ArrayList<>();
        private int taken;

        /**
         * A pod that has nothing more to wait for.
         *
         * @param woken what somebody changed of the set or its other pods since, if anything
         */
        private record Waiting(Observation gone, Optional<Observation> woken) {}

        Resumptions(JudgingContext context) {
            this.context = context;
            this.activity = ControllerActivity.of(context.set());
            Standstills.of(
                    context, (at, situation) -> looked.put(at, Standstills.reached(StatefulSetView.of(at), situation)));
            this.gone = GoneClaims.withPods(context.set());
        }

        Verdict verdict() {
            ReplayState end = context.followEveryWrite(this::take);
            begin(Long.MAX_VALUE, end);
            waiting.forEach((ordinal, wait) -> context.findings()
                    .open(
                            Phrases.pod(ordinal)
                                    + " was not created until the recording ended, after its former claim was gone "
                                    + Phrases.at(wait.gone()),
                            wait.gone()));
            return context.findings()
                    .verdict(
                            "the pods " + Phrases.list(resumed) + " were created once their former claims were gone",
                            "no pod of " + context.name() + " had to wait for its former claim to go");
        }

        private void take(Transition moment, ReplayState before) {
            begin(moment.at().resourceVersion(), before);
            if (moment instanceof PodTransition turn) {
                pod(turn);
            } else if (moment instanceof SetWritten written) {
                written(written.at(), before);
            }
        }

        private void begin(long until, ReplayState situation) {
            while (taken < gone.size() && gone.get(taken).at().resourceVersion() < until) {
                GoneClaims.Gone next = gone.get(taken++);
                boolean stands = situation
                        .state()
                        .filter(set -> !set.object().terminating())
                        .isPresent();
                boolean wanted = stands
                        && situation.possible().stream()
                                .allMatch(spec -> spec.deletesClaimsWhenScaled() && spec.wants(next.ordinal()));
                // Who has to wait for a pod before it, too, is created only when that changes.
                boolean itsTurn = situation.possible().stream()
                        .noneMatch(spec -> spec.ordered()
                                && situation
                                        .firstUnhealthy(spec.start(), next.ordinal())
                                        .isPresent());
                if (wanted && !situation.exists(next.ordinal())) {
                    waiting.put(
                            next.ordinal(),
                            new Waiting(next.at(), itsTurn ? Optional.empty() : Optional.of(next.at())));
                }
            }
        }

        private void pod(PodTransition turn) {
            Waiting wait = waiting.get(turn.ordinal());
            if (wait != null && JudgingContext.createdByController(turn)) {
                waiting.remove(turn.ordinal());
                created(turn, wait);
            } else {
                waiting.replaceAll((ordinal, each) -> woken(each, turn.at()));
            }
        }

        private void created(PodTransition turn, Waiting wait) {
            Optional<Observation> control = wait.woken()
                    .flatMap(change -> activity.between(wait.gone().resourceVersion(), change.resourceVersion()));
            if (wait.woken().isEmpty()) {
                context.findings().judged();
                resumed.add(turn.ordinal());
            } else if (control.isPresent()) {
                context.findings()
                        .deviates(
                                Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                        + " only after something else had changed "
                                        + Phrases.at(wait.woken().get())
                                        + ", although its former claim was gone " + Phrases.at(wait.gone())
                                        + " and the controller was at work: " + Phrases.created(control.get())
                                        + ". Kubernetes does so, since it does not watch claims (" + ISSUE + ")",
                                wait.gone(),
                                control.get(),
                                wait.woken().get(),
                                turn.at());
            }
        }

        private void written(Observation state, ReplayState before) {
            if (state.deleted() || state.object().terminating()) {
                waiting.clear();
                return;
            }
            StatefulSetView view = StatefulSetView.of(state);
            waiting.keySet().removeIf(ordinal -> !view.wants(ordinal));
            boolean bySomebody = before.set()
                    .filter(last -> last.generation() == view.generation() && view.statusDiffers(last))
                    .isEmpty();
            if (bySomebody) {
                waiting.replaceAll((ordinal, each) -> woken(each, state));
            }
            for (int ordinal : looked.getOrDefault(state, List.of())) {
                Optional.ofNullable(waiting.remove(ordinal)).ifPresent(wait -> left(ordinal, wait, state));
            }
        }

        /** The controller has gone over the set twice, and left a pod uncreated. */
        private void left(int ordinal, Waiting wait, Observation looked) {
            String sentence = Phrases.pod(ordinal) + " had not been created when the controller had gone over the set"
                    + " twice until it wrote the status " + Phrases.at(looked)
                    + ", although its former claim was gone " + Phrases.at(wait.gone());
            if (Standstills.refusedAnything(context)) {
                context.findings()
                        .open(sentence + "; the controller said that it was refused something", wait.gone(), looked);
            } else if (taken(ordinal, looked)) {
                context.findings().open(sentence + "; the name was taken", wait.gone(), looked);
            } else {
                context.findings().broken(sentence, wait.gone(), looked);
            }
        }

        private boolean taken(int ordinal, Observation at) {
            return context
                    .history()
                    .lifetimesByName(Kinds.POD, context.subject().namespace())
                    .getOrDefault(context.name() + "-" + ordinal, List.of())
                    .stream()
                    .anyMatch(pod -> pod.existsAt(at.resourceVersion()));
        }

        private static Waiting woken(Waiting wait, Observation by) {
            return wait.woken().isPresent() ? wait : new Waiting(wait.gone(), Optional.of(by));
        }
    }
}
