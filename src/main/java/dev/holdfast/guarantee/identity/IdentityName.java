package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Applicability;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.Ordinal;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pods are named after their set and an ordinal in its range, belong to the set, and at rest the range is complete. */
public final class IdentityName implements Guarantee {
    @Override
    public String id() {
        return "identity.name";
    }

    @Override
    public String statement() {
        return "Each Pod of a StatefulSet with N replicas MUST have a unique ordinal from the set's range of N, and the name"
                + " $(statefulset name)-$(ordinal)";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = subject.timeline(history);
        if (set.states().isEmpty()) {
            return Applicability.notSeen(subject);
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.STATEFUL_SET);
        misnamed(set, findings);
        foreign(history, subject, set, findings);
        outOfRange(set, findings);
        SteadyStateOrdinals range = new SteadyStateOrdinals(set);
        range.judge(findings);
        if (!findings.anythingJudged()) {
            findings.open("StatefulSet " + set.name()
                    + " never came to rest with all its replicas Ready, so the names could not"
                    + " be compared with its range");
        }
        return findings.verdict(
                "whenever " + set.name() + " was at rest, its pods were exactly those of its range, last "
                        + range.last(),
                "no pod of " + set.name() + " was seen");
    }

    private static void misnamed(SetTimeline set, Findings findings) {
        for (Lifetime pod : set.misnamed()) {
            pod.created()
                    .ifPresent(added -> findings.brokenAlone(
                            "pod " + pod.name() + " was created " + Phrases.at(added) + " for StatefulSet " + set.name()
                                    + ", but its name is not " + set.name() + "-<ordinal>",
                            added));
        }
    }

    // Its name would be one of the set's, but the set does not own it, nor did the scenario make it.
    private static void foreign(History history, Subject subject, SetTimeline set, Findings findings) {
        Set<String> uids =
                set.specs().stream().map(state -> state.object().uid()).collect(Collectors.toSet());
        Set<String> own = history.actions(subject.namespace()).stream()
                .filter(action ->
                        action.kind().equals(Kinds.POD) && action.verb().equals(Action.CREATE))
                .map(Action::name)
                .collect(Collectors.toSet());
        for (Observation pod : history.observations(Kinds.POD)) {
            boolean foreign = pod.change() == Change.ADDED
                    && pod.object().namespace().equals(subject.namespace())
                    && pod.object().controllerUid().filter(uids::contains).isEmpty();
            if (foreign
                    && Ordinal.of(set.name(), pod.object().name()).isPresent()
                    && !own.contains(pod.object().name())) {
                findings.broken(
                        "pod " + pod.object().name() + " was created " + Phrases.at(pod) + " with "
                                + pod.object()
                                        .controller()
                                        .map(owner -> owner.kind() + " " + owner.name() + " (uid " + owner.uid() + ")")
                                        .orElse("nothing")
                                + " as its controller, not StatefulSet " + set.name() + " (uid " + Phrases.list(uids)
                                + ")",
                        pod);
            }
        }
    }

    private static void outOfRange(SetTimeline set, Findings findings) {
        for (Incarnation pod : set.incarnations()) {
            if (pod.added().isPresent() && !set.everWanted(pod.ordinal())) {
                Observation added = pod.added().get();
                findings.broken(
                        "pod " + pod.ordinal() + " was created " + Phrases.at(added) + ", but StatefulSet " + set.name()
                                + " never wanted that ordinal: its ranges were " + ranges(set),
                        added);
            }
        }
    }

    private static String ranges(SetTimeline set) {
        Set<String> ranges = new TreeSet<>();
        set.specs().forEach(state -> ranges.add(SteadyStateOrdinals.words(state)));
        return Phrases.list(ranges);
    }
}
