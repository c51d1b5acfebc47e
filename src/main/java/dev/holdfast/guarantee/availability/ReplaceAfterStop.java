package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.ContainerRun;
import dev.holdfast.history.view.PodView;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A node calls a pod Failed or Succeeded only when its containers have stopped. The controller counts on it: such a pod it replaces
 * without waiting, and the API server lets it go at once.
 *
 * <p>Who else calls a pod so, as the pod garbage collector does with the pods of a lost node, says nothing of its containers.
 */
public final class ReplaceAfterStop extends Guarantee {
    private static final String KUBELET = "kubelet";
    private static final String GIVEN_UP = "DeletionByPodGC";

    public ReplaceAfterStop() {
        super(Promise.of(
                        "replace.after-stop",
                        "A Pod MUST be reported as Failed or Succeeded only when all of its containers have stopped, so that it"
                                + " can be replaced at once")
                .otherwise(Harm.DATA, "A member is replaced at once while its process still runs and writes")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase")
                .seenOnlyIn(Kinds.POD)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        int[] stopped = {0};
        for (Incarnation pod : context.set().incarnations()) {
            pod.ended()
                    .filter(state -> state.index() > pod.lifetime().first().index())
                    .filter(state -> byNode(state, context))
                    .ifPresent(state -> stopped[0] += judge(pod, state, context));
        }
        return context.findings()
                .verdict(
                        "the containers of " + Phrases.count(stopped[0], "pod") + " had stopped before "
                                + (stopped[0] == 1 ? "it was" : "they were") + " called Failed or Succeeded",
                        "no pod of " + context.name() + " with containers was called Failed or Succeeded by its node");
    }

    /** Judges the first state of a pod in which it was so, and tells how many pods were as promised. */
    private static int judge(Incarnation pod, Observation state, JudgingContext context) {
        PodView view = PodView.of(state);
        if (!view.running().isEmpty()) {
            String sentence = Phrases.pod(pod) + " was called " + view.phase() + " " + Phrases.at(state) + " while "
                    + Phrases.list(view.running()) + " still ran";
            Optional<Observation> later = toldToHaveEnded(pod, state, view.running());
            if (later.isEmpty()) {
                context.findings().broken(sentence, state);
            } else if (wereOver(pod, state, later.get(), view.running())) {
                context.findings().judged();
                return 1;
            } else {
                context.findings()
                        .open(
                                sentence + ", as its node said; but " + Phrases.at(later.get())
                                        + " it said that they had ended by the time at which it wrote that",
                                state,
                                later.get());
            }
            return 0;
        }
        if (view.reported()) {
            context.findings().judged();
            return 1;
        }
        return 0;
    }

    /**
     * The later state by which all these containers had ended when the node wrote that the pod has: what it says of containers may be
     * of an earlier moment than the phase.
     */
    private static Optional<Observation> toldToHaveEnded(
            Incarnation pod, Observation state, Collection<String> containers) {
        return NodeClock.written(state).flatMap(time -> pod.lifetime().states().stream()
                .filter(later -> containers.stream().allMatch(name -> hadEnded(name, state, later, time)))
                .findFirst());
    }

    private static boolean hadEnded(String container, Observation state, Observation later, Instant by) {
        return ContainerRun.of(state, container)
                .filter(run -> run.hadEnded(ContainerRun.of(later, container), by))
                .isPresent();
    }

    /** Whether these containers had ended before the node wrote that the pod has, however its clock differs from the API server's. */
    private static boolean wereOver(
            Incarnation pod, Observation state, Observation later, Collection<String> containers) {
        Instant write = NodeClock.written(state).orElseThrow();
        return NodeClock.behind(pod.lifetime().states())
                .filter(behind -> containers.stream()
                        .flatMap(name -> ContainerRun.of(later, name).flatMap(ContainerRun::ended).stream())
                        .allMatch(end -> NodeClock.isOver(end, write, behind)))
                .isPresent();
    }

    /** Whether its node said so: nobody else is on record, or nobody else ever wrote the status of the pod. */
    private static boolean byNode(Observation state, JudgingContext context) {
        if (PodView.of(state).disruption().filter(GIVEN_UP::equals).isPresent()) {
            return false;
        }
        if (state.request().isPresent()) {
            return state.request().filter(AuditedRequest::byKubelet).isPresent();
        }
        boolean onlyNode = state.object().writers().stream()
                .filter(writer -> writer.subresource().equals("status"))
                .allMatch(writer -> writer.manager().equals(KUBELET));
        return context.attribution().allNotedBy(state)
                || (onlyNode && !state.object().writers().isEmpty());
    }
}
