package dev.holdfast.guarantee;

import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ControllerKnowledge;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.UpdateRevisions;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a guarantee needs to judge one set by the course of its history. */
public final class JudgingContext {
    private final History history;
    private final Subject subject;
    private final SetTimeline set;
    private final Attribution attribution;
    private final UpdateRevisions revisions;
    private final ControllerKnowledge knowledge;
    private final Findings findings;

    /**
     * Begins to judge a set.
     *
     * @param kinds the kinds whose events the guarantee needs without a gap
     */
    public JudgingContext(History history, Subject subject, String... kinds) {
        this.history = history;
        this.subject = subject;
        this.set = subject.timeline(history);
        this.attribution = Attribution.of(set);
        this.revisions = history.derived(
                UpdateRevisions.class,
                subject.namespace() + "/" + subject.statefulSet(),
                () -> new UpdateRevisions(set));
        this.knowledge = history.derived(
                ControllerKnowledge.class,
                subject.namespace() + "/" + subject.statefulSet(),
                () -> new ControllerKnowledge(set));
        this.findings = new Findings(history, kinds);
    }

    /** All that is judged by. */
    public History history() {
        return history;
    }

    /** Which set is judged. */
    public Subject subject() {
        return subject;
    }

    /** The name of the set. */
    public String name() {
        return subject.statefulSet();
    }

    /** The set over time. */
    public SetTimeline set() {
        return set;
    }

    /** Who deleted what. */
    public Attribution attribution() {
        return attribution;
    }

    /** Which revision belongs to which spec. */
    public UpdateRevisions revisions() {
        return revisions;
    }

    /**
     * Whether the controller knows all that it wrote itself when it looks at the set: since Kubernetes 1.36 it waits to see that; before,
     * it may act as if it had not written it yet.
     */
    public boolean knowsItsOwnWrites() {
        return knowledge.ofCreations();
    }

    /** Where is noted what was found. */
    public Findings findings() {
        return findings;
    }

    /** The verdict when the set was never seen. */
    public Optional<Verdict> notSeen() {
        return set.states().isEmpty() ? Optional.of(Applicability.notSeen(subject)) : Optional.empty();
    }

    /** The verdict when the set was never seen or never promised an order. */
    public Optional<Verdict> notOrdered() {
        return Applicability.orderNotPromised(set, subject);
    }

    /** The verdict when the set was never seen or never promised storage. */
    public Optional<Verdict> storageNotPromised() {
        return Applicability.storageNotPromised(set, subject);
    }

    /** Whether the controller created a pod, and did not adopt it. */
    public static boolean createdByController(PodTransition creation) {
        return creation.is(PodChange.CREATED) && creation.pod().createdBySet().isPresent();
    }

    /**
     * Whether the controller created a pod for the set as it is at that moment: what it still makes for one of that name before, of
     * whose end it has not heard, says nothing of this one.
     */
    public static boolean createdForTheSet(PodTransition creation, ReplayState before) {
        return createdByController(creation)
                && creation.at().object().controllerUid().equals(before.state().map(state -> state.object()
                        .uid()))
                && before.state().isPresent();
    }

    /**
     * A pod was created or began to end as the controller should not have done. It is broken only if all is known that it depends on:
     * by whom the pod was ended, and by which specs the controller may have been acting.
     */
    public void broken(PodTransition act, ReplayState before, String sentence, Entry... evidence) {
        if (act.is(PodChange.ENDING) && attribution.actor(act.pod()) == DeletionActor.UNKNOWN) {
            findings.open(
                    sentence
                            + "; nobody is on record for having deleted it, and it breaks the guarantee only if the controller did",
                    evidence);
        } else if (!before.specsKnown()) {
            findings.open(
                    sentence
                            + "; the controller had not seen the spec that was found when the recording began, and may have"
                            + " acted on the one before",
                    evidence);
        } else {
            findings.broken(sentence, evidence);
        }
    }

    /** A claim, a volume or something else was deleted that has to stay. It is broken only if the cluster did it. */
    public void deleted(String kind, Lifetime object, String sentence, Entry... evidence) {
        byActor(ObjectAttribution.of(set).actor(kind, object), sentence, evidence);
    }

    /** A claim was replaced by another of its name that has to stay. It is broken only if the cluster did it. */
    public void replaced(Lifetime claim, Lifetime by, String sentence, Entry... evidence) {
        byActor(ObjectAttribution.of(set).replaced(claim, by), sentence, evidence);
    }

    private void byActor(DeletionActor actor, String sentence, Entry... evidence) {
        switch (actor) {
            case CONTROLLER -> findings.broken(sentence, evidence);
            case UNKNOWN ->
                findings.open(
                        sentence
                                + "; nobody is on record for the deletion, and it breaks the guarantee only if the cluster did it",
                        evidence);
            default -> {
                // Somebody else was free to do it.
            }
        }
    }

    /** The verdict when the set had no pod but on simulated nodes, for what only real containers show. */
    Optional<Verdict> simulated() {
        return Applicability.simulated(set);
    }

    /** The verdict when no spec of the set meets a condition, so that the promise does not concern it. */
    public Optional<Verdict> never(String otherwise, Predicate<StatefulSetView> condition) {
        return set.specs().stream().map(StatefulSetView::of).anyMatch(condition)
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable("StatefulSet " + name() + " " + otherwise));
    }

    /** The pod that held the ordinal after this one. */
    public Optional<Incarnation> next(Incarnation pod) {
        List<Incarnation> holders = set.incarnations(pod.ordinal());
        int position = holders.indexOf(pod);
        return position + 1 < holders.size() ? Optional.of(holders.get(position + 1)) : Optional.empty();
    }

    /** Whether the number of pods that the set wants was ever changed in such a way. */
    public boolean scaled(Predicate<Scaling> condition) {
        List<Observation> specs = set.specs();
        for (int i = 1; i < specs.size(); i++) {
            Optional<Scaling> scaling = Scaling.between(specs.get(i - 1), specs.get(i));
            if (scaling.filter(condition).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Goes through what the set was asked for and what became of its pods. */
    public ReplayState follow(BiConsumer<Transition, ReplayState> observer) {
        return ReplayState.follow(set, attribution, knowledge, observer);
    }

    /**
     * The same, by what it is that happens.
     *
     * @param asked gets the states of the set in which what it asks for, or how much of that the controller knows, may have changed
     * @param pods gets what becomes of its pods
     */
    public ReplayState follow(BiConsumer<Observation, ReplayState> asked, BiConsumer<PodTransition, ReplayState> pods) {
        return follow(byKind(asked, pods));
    }

    /** Goes through what became of the pods of the set. */
    public ReplayState followPods(BiConsumer<PodTransition, ReplayState> pods) {
        return follow((asked, before) -> {}, pods);
    }

    /** Goes through the set's history, also through the writes at which the controller only reported what it counted. */
    public ReplayState followEveryWrite(BiConsumer<Transition, ReplayState> observer) {
        return ReplayState.followEveryWrite(set, attribution, knowledge, observer);
    }

    /**
     * The same, by what it is that happens.
     *
     * @param written gets every state of the set
     * @param pods gets what becomes of its pods
     */
    public ReplayState followEveryWrite(
            BiConsumer<Observation, ReplayState> written, BiConsumer<PodTransition, ReplayState> pods) {
        return followEveryWrite(byKind(written, pods));
    }

    private static BiConsumer<Transition, ReplayState> byKind(
            BiConsumer<Observation, ReplayState> set, BiConsumer<PodTransition, ReplayState> pods) {
        return (moment, before) -> {
            if (moment instanceof PodTransition turn) {
                pods.accept(turn, before);
            } else {
                set.accept(moment.at(), before);
            }
        };
    }

    /** Goes through the pods that the controller created for the set as it was then, as {@link #createdForTheSet} tells. */
    public void followCreations(BiConsumer<PodTransition, ReplayState> observer) {
        followPods((turn, before) -> {
            if (createdForTheSet(turn, before)) {
                observer.accept(turn, before);
            }
        });
    }

    /** Goes through the pods whose deletion was asked for. */
    public ReplayState followDeletions(BiConsumer<PodTransition, ReplayState> observer) {
        return followPods((turn, before) -> {
            if (turn.is(PodChange.ENDING)) {
                observer.accept(turn, before);
            }
        });
    }

    /** Goes through the pods that may have been deleted for an update. */
    public void followUpdates(BiConsumer<PodTransition, ReplayState> observer) {
        followDeletions((turn, before) -> {
            if (cause(turn, before) == DeletionReason.UPDATE) {
                observer.accept(turn, before);
            }
        });
    }

    /** Why this pod's deletion may have been asked for. */
    public DeletionReason cause(PodTransition ending, ReplayState situation) {
        return DeletionReason.of(ending, situation, revisions, attribution);
    }

    /** The specs by which the controller may have been acting and would have asked for this pod's deletion for that reason. */
    public List<StatefulSetView> specsFor(DeletionReason cause, PodTransition ending, ReplayState situation) {
        return situation.possible().stream()
                .filter(spec -> DeletionReason.by(spec, ending, revisions) == cause)
                .toList();
    }

    /**
     * Whether the controller, acting by a spec, asks for the deletion of a pod again as long as it has not heard that it did so; false
     * when that is not known.
     */
    public boolean asksAgain(Incarnation pod, StatefulSetView spec) {
        PodTransition ending = new PodTransition(
                PodChange.ENDING,
                pod,
                pod.firstTerminating().orElse(pod.lifetime().last()));
        return switch (DeletionReason.by(spec, ending, revisions)) {
            case NONE -> false;
            case UPDATE, RECREATE -> revisions.of(spec).isPresent();
            default -> true;
        };
    }

    /** Whether the pod was made from the template that the set has now; false when that is not known. */
    public boolean upToDate(String revision, StatefulSetView spec) {
        return revisions.of(spec).map(revision::equals).orElse(false);
    }
}
