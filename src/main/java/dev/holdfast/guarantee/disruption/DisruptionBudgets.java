package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.BudgetView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The PodDisruptionBudgets of a namespace, and what each said and ought to have said of the pods of a set. */
final class DisruptionBudgets {
    private final SetTimeline set;
    private final List<Lifetime> budgets;
    private final List<Lifetime> pods;

    /**
     * A budget by which no pod might go, and whose controller knew that.
     *
     * @param state what it said
     * @param needed how many pods have to stay
     * @param healthy how many of its pods were healthy
     */
    record Exhausted(Observation state, int needed, int healthy) {

        /** "although PodDisruptionBudget web wants 2 healthy pods and had 2". */
        String words() {
            return "although PodDisruptionBudget " + state.object().name() + " wants " + needed + " healthy "
                    + (needed == 1 ? "pod" : "pods") + " and had " + healthy;
        }
    }

    /** Those of the namespace of the set that is judged. */
    DisruptionBudgets(JudgingContext context) {
        History history = context.history();
        this.set = context.set();
        this.budgets = history.lifetimes(Kinds.BUDGET, context.subject().namespace());
        this.pods = history.lifetimes(Kinds.POD, context.subject().namespace());
    }

    /** Whether one of them is ever about a pod of the set. */
    boolean concernTheSet() {
        return budgets.stream()
                .flatMap(budget -> budget.states().stream())
                .map(BudgetView::of)
                .anyMatch(budget -> set.incarnations().stream()
                        .map(pod -> PodView.of(pod.lifetime().first()).labels())
                        .anyMatch(budget::selects));
    }

    /**
     * The one budget that is about a pod.
     *
     * @param labels the labels of the pod
     * @param resourceVersion as of when
     * @return what it said then; nothing where there is none, or several, by which no pod can be evicted at all
     */
    Optional<Observation> of(Map<String, String> labels, long resourceVersion) {
        return single(budgets.stream().flatMap(budget -> budget.at(resourceVersion).stream()), labels);
    }

    /** The same as far as had arrived with an entry. */
    Optional<Observation> asOf(Map<String, String> labels, Entry entry) {
        return single(budgets.stream().flatMap(budget -> budget.asOf(entry.index()).stream()), labels);
    }

    private static Optional<Observation> single(Stream<Observation> budgets, Map<String, String> labels) {
        List<Observation> all =
                budgets.filter(state -> BudgetView.of(state).selects(labels)).toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /**
     * The budget by which a healthy pod must not be evicted: what it counts itself and what the pods and the set are say the same.
     * Where its controller had counted other pods, it may not have heard of all that had happened.
     *
     * @param pod the pod
     * @param eviction the state of the pod with which it was evicted
     */
    Optional<Exhausted> exhaustedAt(Incarnation pod, Observation eviction) {
        long before = eviction.resourceVersion() - 1;
        List<Observation> heeded = budgets.stream()
                .flatMap(budget -> beforeEviction(budget, pod.name(), before).stream())
                .filter(state ->
                        BudgetView.of(state).selects(PodView.of(eviction).labels()))
                .toList();
        return heeded.size() == 1 && healthySince(heeded.get(0), pod, before)
                ? exhausted(heeded.get(0), before)
                : Optional.empty();
    }

    /** Whether a pod was Ready all the time: of others the budget may have said something else in between. */
    private static boolean healthySince(Observation begin, Incarnation pod, long resourceVersion) {
        return pod.healthyAt(resourceVersion)
                && pod.ready().stream()
                        .anyMatch(stretch ->
                                stretch.contains(begin.resourceVersion()) && stretch.contains(resourceVersion));
    }

    /** What a budget said before an eviction, which notes in it the name of the pod. */
    private static Optional<Observation> beforeEviction(Lifetime budget, String pod, long resourceVersion) {
        if (!budget.existsAt(resourceVersion)) {
            return Optional.empty();
        }
        List<Observation> said = budget.states().stream()
                .filter(state -> state.resourceVersion() <= resourceVersion)
                .filter(state -> !BudgetView.of(state).evicted().contains(pod))
                .toList();
        return said.isEmpty() ? Optional.empty() : Optional.of(said.get(said.size() - 1));
    }

    private Optional<Exhausted> exhausted(Observation state, long resourceVersion) {
        BudgetView budget = BudgetView.of(state);
        Optional<StatefulSetView> spec = set.at(resourceVersion);
        List<Observation> selected = selected(budget, resourceVersion);
        boolean ofTheSet = selected.stream()
                .allMatch(pod -> set.withUid(pod.object().uid()).isPresent());
        if (spec.isEmpty() || !ofTheSet || !budget.counted()) {
            return Optional.empty();
        }
        int needed = budget.needed(spec.get().replicas());
        int healthy =
                (int) selected.stream().filter(pod -> PodView.of(pod).healthy()).count();
        boolean known = budget.desired() == needed && budget.healthy() == healthy;
        return known && healthy <= needed ? Optional.of(new Exhausted(state, needed, healthy)) : Optional.empty();
    }

    private List<Observation> selected(BudgetView budget, long resourceVersion) {
        return pods.stream()
                .flatMap(pod -> pod.at(resourceVersion).stream())
                .filter(state -> budget.selects(PodView.of(state).labels()))
                .toList();
    }
}
