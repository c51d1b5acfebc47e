package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set that is created over pods without an owner takes those that fit as its own and does not restart them. */
public final class DeleteAdopt implements Guarantee {
    @Override
    public String id() {
        return "delete.adopt";
    }

    @Override
    public String statement() {
        return "A StatefulSet that is created again MUST adopt the Pods that match its selector and its names, without"
                + " restarting those that are of its template";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#non-cascading-delete";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notSeen().orElseGet(() -> judge(matter));
    }

    private static Verdict judge(JudgingContext matter) {
        Map<Incarnation, Observation> orphans = new LinkedHashMap<>();
        for (Observation set : matter.set().specs()) {
            if (set.change() == Change.ADDED) {
                matter.set().incarnations().stream()
                        .filter(pod -> orphan(pod, set))
                        .forEach(pod -> orphans.put(pod, set));
            }
        }
        Map<Incarnation, DeletionReason> causes = orphans.isEmpty() ? Map.of() : causes(matter);
        List<Integer> adopted = new ArrayList<>();
        orphans.forEach((pod, set) -> judge(matter, set, pod, causes, adopted));
        return matter.findings()
                .verdict(
                        "the set adopted the pods " + Phrases.list(adopted) + " as they were",
                        "no StatefulSet " + matter.name() + " was created over pods without an owner");
    }

    private static Map<Incarnation, DeletionReason> causes(JudgingContext matter) {
        Map<Incarnation, DeletionReason> causes = new HashMap<>();
        matter.follow((moment, before) -> {
            if (moment instanceof PodTransition turn && turn.is(PodChange.ENDING)) {
                causes.put(turn.pod(), matter.cause(turn, before));
            }
        });
        return causes;
    }

    private static boolean orphan(Incarnation pod, Observation set) {
        return pod.lifetime()
                .at(set.resourceVersion())
                .filter(state -> state.object().controllerUid().isEmpty()
                        && !state.object().terminating())
                .filter(state -> matches(state, StatefulSetView.of(set)))
                .isPresent();
    }

    private static boolean matches(Observation pod, StatefulSetView set) {
        return pod.object().labels().entrySet().containsAll(set.matchLabels().entrySet());
    }

    private static void judge(
            JudgingContext matter,
            Observation set,
            Incarnation pod,
            Map<Incarnation, DeletionReason> causes,
            List<Integer> adopted) {
        Findings findings = matter.findings();
        Optional<Observation> ending =
                pod.firstTerminating().filter(at -> at.resourceVersion() > set.resourceVersion());
        DeletionReason cause = causes.getOrDefault(pod, DeletionReason.OTHERS);
        if (ending.isPresent() && (cause == DeletionReason.NONE || untrueUpdate(matter, set, pod, cause))) {
            findings.broken(
                    Phrases.pod(pod) + " was deleted " + Phrases.at(ending.get())
                            + " instead of adopted by the set that was" + " created " + Phrases.at(set),
                    set,
                    ending.get());
            return;
        }
        Optional<Observation> owned = pod.lifetime().states().stream()
                .filter(state -> state.resourceVersion() > set.resourceVersion())
                .filter(state -> state.object()
                        .controllerUid()
                        .filter(set.object().uid()::equals)
                        .isPresent())
                .findFirst();
        if (owned.isPresent()) {
            restarted(pod, set, owned.get(), findings);
            adopted.add(pod.ordinal());
        } else if (ending.isEmpty()) {
            findings.open(
                    Phrases.pod(pod) + " had no owner when the set was created " + Phrases.at(set)
                            + ", and was not adopted until the recording ended",
                    set,
                    pod.lifetime().last());
        }
    }

    // An update is a reason only when the new set's template really is another.
    private static boolean untrueUpdate(JudgingContext matter, Observation set, Incarnation pod, DeletionReason cause) {
        return cause == DeletionReason.UPDATE && matter.upToDate(pod.revision(), StatefulSetView.of(set));
    }

    private static void restarted(Incarnation pod, Observation set, Observation owned, Findings findings) {
        Lifetime lifetime = pod.lifetime();
        int before = lifetime.at(set.resourceVersion())
                .map(state -> PodView.of(state).restarts())
                .orElse(0);
        if (PodView.of(owned).restarts() > before) {
            findings.broken(
                    "a container of " + Phrases.pod(pod) + " was restarted until the set adopted it "
                            + Phrases.at(owned),
                    set,
                    owned);
        } else {
            findings.judged();
        }
    }
}
