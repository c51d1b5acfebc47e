package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Observation;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a guarantee needs to judge one set by the course of its history. */
final class Matter {
    private final History history;
    private final Subject subject;
    private final SetTimeline set;
    private final OwnDeletions deletions;
    private final Targets targets;
    private final Findings findings;

    /**
     * Opens a matter.
     *
     * @param kinds the kinds whose events the guarantee needs without a gap
     */
    Matter(History history, Subject subject, String... kinds) {
        this.history = history;
        this.subject = subject;
        this.set = history.set(subject.namespace(), subject.statefulSet());
        this.deletions = OwnDeletions.of(history, subject);
        this.targets = history.derived(
                Targets.class, subject.namespace() + "/" + subject.statefulSet(), () -> new Targets(set));
        this.findings = new Findings(history, kinds);
    }

    History history() {
        return history;
    }

    Subject subject() {
        return subject;
    }

    String name() {
        return subject.statefulSet();
    }

    SetTimeline set() {
        return set;
    }

    OwnDeletions deletions() {
        return deletions;
    }

    Targets targets() {
        return targets;
    }

    Findings findings() {
        return findings;
    }

    /** The verdict when the set was never seen. */
    Optional<Verdict> notSeen() {
        return set.states().isEmpty() ? Optional.of(Order.notSeen(subject)) : Optional.empty();
    }

    /** The verdict when the set was never seen or does not promise an order. */
    Optional<Verdict> notOrdered() {
        return Order.notPromised(set, subject);
    }

    /** The verdict when no spec of the set meets a condition, so that the promise does not concern it. */
    Optional<Verdict> never(String otherwise, Predicate<StatefulSetView> condition) {
        return set.specs().stream().map(StatefulSetView::of).anyMatch(condition)
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable("StatefulSet " + name() + " " + otherwise));
    }

    /** The pod that held the ordinal after this one. */
    Optional<Incarnation> next(Incarnation pod) {
        List<Incarnation> holders = set.incarnations(pod.ordinal());
        int position = holders.indexOf(pod);
        return position + 1 < holders.size() ? Optional.of(holders.get(position + 1)) : Optional.empty();
    }

    /** Whether the number of pods that the set wants was ever changed in such a way. */
    boolean scaled(Predicate<Scaling> condition) {
        List<Observation> specs = set.specs();
        for (int i = 1; i < specs.size(); i++) {
            Optional<Scaling> scaling = Scaling.between(specs.get(i - 1), specs.get(i));
            if (scaling.filter(condition).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Goes through the set's history. */
    Situation follow(BiConsumer<Moment, Situation> observer) {
        return Situation.follow(set, deletions, observer);
    }

    /** Why this pod's deletion may have been asked for. */
    Cause cause(PodTurn ending, Situation situation) {
        return Cause.of(ending, situation, targets, deletions);
    }

    /** Whether the pod was made from the template that the set has now; false when that is not known. */
    boolean upToDate(String revision, StatefulSetView spec) {
        return targets.of(spec).map(revision::equals).orElse(false);
    }
}
