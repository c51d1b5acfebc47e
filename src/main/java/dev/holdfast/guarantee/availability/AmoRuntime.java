package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
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
        private final SetTimeline set;
        private final Findings findings;
        private final RunningRemoval removal;
        private int stopped;

        Successions(JudgingContext context) {
            this.set = context.set();
            this.findings = context.findings();
            this.removal = new RunningRemoval(context);
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
            return findings.verdict(
                    Phrases.count(stopped, "pod") + " had stopped before " + (stopped == 1 ? "it was" : "they were")
                            + " gone, and no ordinal had two pods at once" + removal.words(),
                    "no pod of " + set.name() + " was gone that had run and was to end in its time" + removal.words());
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
            if (removal.note(pod, gone)) {
                return;
            }
            if (!runs) {
                findings.open(
                        wasGone(pod, gone)
                                + " in phase Running without containerStatuses, so whether its containers had stopped is"
                                + " not known",
                        gone);
            } else {
                // The request says how long the containers were given, which is the cause when it was too short.
                removal.judge(
                        wasGone(pod, gone) + " while " + RunningRemoval.stillRunning(last),
                        pod,
                        gone,
                        pod.firstTerminating().orElse(gone),
                        gone);
            }
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
