package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod leaves the API only after its node has said that its containers stopped, so that the next pod of that ordinal cannot run
 * beside it. This is what the API tells of it; a node may lie.
 *
 * <p>A kubelet takes a pod out of the API only when it has ended, so that whatever is gone while it is reported to run was deleted by
 * force. Where that was the will of the scenario, of a user or of the pod garbage collector, which gives up the pods of a lost node,
 * nothing is judged but who it was is said. Where nobody but the scenario acts, and it did not, the promise is broken. In a history
 * that somebody recorded who does not know what others did, it may have been anybody: the controller says that it deleted a pod also
 * when somebody else had done so by force just before.
 */
public final class AmoRuntime extends Guarantee {
    public AmoRuntime() {
        super(Promise.of(
                        "amo.runtime",
                        "At any time there MUST be at most one running Pod with a given identity: a Pod is replaced only when its"
                                + " containers have stopped, unless somebody deletes it by force")
                .otherwise(Harm.DATA, "Two processes act as the same member and write to the same volume")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations")
                .seenOnlyIn(Kinds.POD)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Successions(context).verdict();
    }

    private static final class Successions {
        private final History history;
        private final SetTimeline set;
        private final Findings findings;
        private final Attribution attribution;
        private final List<String> forced = new ArrayList<>();
        private int stopped;

        Successions(JudgingContext context) {
            this.history = context.history();
            this.set = context.set();
            this.findings = context.findings();
            this.attribution = context.attribution();
        }

        Verdict verdict() {
            for (int ordinal : set.ordinals()) {
                Optional<Incarnation> before = Optional.empty();
                for (Incarnation pod : set.incarnations(ordinal)) {
                    before.ifPresent(old -> oneAfterTheOther(old, pod));
                    pod.deleted().ifPresent(gone -> gone(pod, gone));
                    before = Optional.of(pod);
                }
            }
            String byForce = forced.isEmpty() ? "" : "; by force went " + Phrases.list(forced);
            return findings.verdict(
                    Phrases.count(stopped, "pod") + " had stopped before " + (stopped == 1 ? "it was" : "they were")
                            + " gone, and no ordinal had two pods at once" + byForce,
                    "no pod of " + set.name() + " was gone that had run and was to end in its time" + byForce);
        }

        private void gone(Incarnation pod, Observation gone) {
            if (pod.simulated()) {
                return;
            }
            PodView last = PodView.of(gone);
            boolean runs = !last.running().isEmpty();
            if (!runs && (last.phase().isEmpty() || last.phase().equals("Pending"))) {
                return;
            }
            boolean untold = !last.reported() && last.phase().equals("Running");
            if (!runs && !untold) {
                findings.judged();
                stopped++;
                return;
            }
            Optional<String> by = forcedBy(pod, gone);
            if (by.isPresent()) {
                forced.add(Phrases.pod(pod) + " " + by.get());
            } else if (!runs) {
                findings.open(
                        wasGone(pod, gone)
                                + " in phase Running without containerStatuses, so whether its containers had stopped is"
                                + " not known",
                        gone);
            } else {
                running(pod, gone, last);
            }
        }

        /** By whom other than the controller the pod was taken away by force; empty when that is not known. */
        private Optional<String> forcedBy(Incarnation pod, Observation gone) {
            Optional<String> named = ForcedRemoval.by(history, set.namespace(), pod, gone);
            if (named.isPresent()) {
                return named;
            }
            DeletionActor actor = attribution.actor(pod);
            boolean others = actor == DeletionActor.FORCED
                    || ((actor == DeletionActor.DISRUPTION || actor == DeletionActor.USER) && otherGrace(pod));
            return others
                    ? Optional.of("by somebody who asked for another grace period than the pod's own")
                    : Optional.empty();
        }

        private void running(Incarnation pod, Observation gone, PodView last) {
            String sentence = wasGone(pod, gone) + " while " + stillRunning(last);
            if (askedForNoGrace(pod)) {
                findings.open(
                        sentence
                                + "; the set's template asks for a grace period of 0, which gives them no time to stop",
                        ending(pod, gone));
            } else if ((!history.actions().isEmpty() || gone.request().isPresent())
                    && pod.added().isPresent()) {
                findings.broken(sentence, ending(pod, gone));
            } else {
                findings.open(
                        sentence
                                + "; somebody deleted it by force, or its grace period is 0, and nobody is on record for"
                                + " that",
                        ending(pod, gone));
            }
        }

        /** Whether the pod has no grace period because the user of the set wanted none. */
        private boolean askedForNoGrace(Incarnation pod) {
            return PodView.of(pod.lifetime().first()).gracePeriodSeconds() == 0
                    && set.podSpecs()
                            .map(spec -> spec.path("terminationGracePeriodSeconds"))
                            .anyMatch(grace -> grace.isNumber() && grace.asLong() == 0);
        }

        private static String stillRunning(PodView last) {
            return last.running().size() == 1
                    ? "container " + Phrases.list(last.running()) + " was still running when last reported"
                    : "containers " + Phrases.list(last.running()) + " were still running when last reported";
        }

        /** The request for the deletion says how long the containers were given, which is the cause when it was too short. */
        private static Observation[] ending(Incarnation pod, Observation gone) {
            return pod.firstTerminating()
                    .map(asked -> new Observation[] {asked, gone})
                    .orElse(new Observation[] {gone});
        }

        /** Whether the first to ask for the deletion wanted another grace period than the pod's own. */
        private static boolean otherGrace(Incarnation pod) {
            return pod.firstTerminating()
                    .filter(ending ->
                            ending.object().deletionGracePeriodSeconds().isPresent())
                    .filter(ending ->
                            ending.object().deletionGracePeriodSeconds().getAsLong()
                                    != PodView.of(ending).gracePeriodSeconds())
                    .isPresent();
        }

        private static String wasGone(Incarnation pod, Observation gone) {
            return Phrases.pod(pod) + " was gone " + Phrases.at(gone);
        }

        private void oneAfterTheOther(Incarnation pod, Incarnation next) {
            Observation begun = next.lifetime().first();
            boolean before = pod.deleted()
                    .map(gone -> gone.resourceVersion() < begun.resourceVersion())
                    .orElse(false);
            if (!before) {
                findings.broken(
                        Phrases.pod(next) + " was seen " + Phrases.at(begun)
                                + " while the pod that held the ordinal before (uid " + pod.uid() + ") was not gone",
                        pod.deleted().orElse(pod.lifetime().last()),
                        begun);
            }
        }
    }
}
