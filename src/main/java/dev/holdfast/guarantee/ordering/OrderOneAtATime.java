package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Applicability;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The controller changes one pod at a time: it begins nothing new while a pod that it created is not Ready yet, or one that it
 * deleted is not gone. Standing.
 */
public final class OrderOneAtATime implements Guarantee {
    @Override
    public String id() {
        return "order.one-at-a-time";
    }

    @Override
    public String statement() {
        return "With podManagementPolicy OrderedReady the controller MUST NOT change more than one Pod at any time";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"
                + " (podManagementPolicy)";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = subject.timeline(history);
        Optional<Verdict> notOrdered =
                Applicability.orderNotPromised(set, subject).or(() -> severalAllowed(set));
        if (notOrdered.isPresent()) {
            return notOrdered.get();
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.STATEFUL_SET);
        Attribution deletions = Attribution.of(set);
        Map<Integer, Step> changing = new LinkedHashMap<>();
        int changes = 0;
        for (Step step : steps(set, deletions)) {
            if (step.ends()) {
                changing.remove(step.pod().ordinal());
                continue;
            }
            if (!step.forced()) {
                changes++;
                findings.judged();
                changing.values().stream()
                        .filter(other -> !(step.deletes() && condemned(other, set, step)))
                        .findFirst()
                        .ifPresent(other -> findings.broken(sentence(step, other), other.at(), step.at()));
            }
            changing.put(step.pod().ordinal(), step);
        }
        return findings.verdict(
                changes + (changes == 1 ? " change was" : " changes were")
                        + " made by the controller, never two at once",
                "the controller created or deleted no pod of " + subject.statefulSet());
    }

    /** The beginning or the end of a change; a change is forced when it follows from a deletion that was not the controller's. */
    private record Step(
            Incarnation pod, Observation at, long resourceVersion, boolean deletes, boolean ends, boolean forced) {
        Step(Incarnation pod, Observation at, boolean deletes, boolean ends, boolean forced) {
            this(pod, at, at.resourceVersion(), deletes, ends, forced);
        }

        static int compare(Step one, Step other) {
            return Long.compare(one.resourceVersion, other.resourceVersion);
        }
    }

    private static List<Step> steps(SetTimeline set, Attribution deletions) {
        List<Step> steps = new ArrayList<>();
        // The ordinals whose last pod was ended by others: the next one replaces it.
        Set<Integer> lost = new HashSet<>();
        for (Incarnation pod : set.incarnations()) {
            addCreation(steps, pod, lost.remove(pod.ordinal()));
            if (deletions.explain(pod)) {
                lost.add(pod.ordinal());
            } else {
                addDeletion(steps, pod);
            }
        }
        // Only the end of a creation and the deletion that cut it short share a revision; they stay in that order.
        steps.sort(Step::compare);
        return steps;
    }

    private static void addCreation(List<Step> steps, Incarnation pod, boolean forced) {
        Optional<Observation> added = pod.added();
        if (added.isPresent()) {
            steps.add(new Step(pod, added.get(), false, false, forced));
            Stream.concat(pod.firstReady().stream(), pod.firstTerminating().stream())
                    .min(Comparator.comparingLong(Observation::resourceVersion))
                    .ifPresent(end -> steps.add(new Step(pod, end, false, true, false)));
        }
    }

    private static void addDeletion(List<Step> steps, Incarnation pod) {
        Optional<Observation> ending = pod.firstTerminating();
        if (ending.isPresent() && !ending.get().deleted()) {
            steps.add(new Step(pod, ending.get(), true, false, false));
            pod.deleted().ifPresent(gone -> steps.add(new Step(pod, gone, true, true, false)));
        }
    }

    // A pod that the set does not want any more does not keep the controller from deleting others that it does not
    // want.
    private static boolean condemned(Step other, SetTimeline set, Step step) {
        return !other.deletes()
                && set.at(step.at().resourceVersion())
                        .map(view -> !view.wants(other.pod().ordinal()))
                        .orElse(false);
    }

    private static String sentence(Step step, Step other) {
        String begun = Phrases.pod(step.pod().ordinal())
                + (step.deletes() ? " was deleted " : " was created ")
                + Phrases.at(step.at());
        String pod = Phrases.pod(other.pod().ordinal());
        Optional<Observation> end =
                other.deletes() ? other.pod().deleted() : other.pod().firstReady();
        String still = other.deletes()
                ? " while " + pod + ", deleted " + Phrases.at(other.at()) + ", was not gone"
                : " while " + pod + ", created " + Phrases.at(other.at()) + ", was not Ready";
        return begun
                + still
                + end.map(observation -> " until resourceVersion " + observation.resourceVersion())
                        .orElse(" until the recording ended");
    }

    private static Optional<Verdict> severalAllowed(SetTimeline set) {
        return set.specs().stream()
                .map(StatefulSetView::of)
                .flatMap(view -> view.maxUnavailable().stream())
                .filter(most -> !most.equals("1"))
                .findFirst()
                .map(most -> Verdict.notApplicable("StatefulSet " + set.name() + " allows maxUnavailable " + most
                        + ", so more than one pod may change"));
    }
}
