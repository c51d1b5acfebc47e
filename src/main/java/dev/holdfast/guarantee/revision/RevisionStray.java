package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A revision that somebody else made, that belongs to nobody and has the labels of a set, is taken by that set for one of its own; and
 * nothing comes of it, since the template that a set has now is in its spec.
 *
 * <p>One that keeps the very template of the set may be used for it and is not judged.
 */
public final class RevisionStray extends Guarantee {
    public RevisionStray() {
        super(Promise.of(
                        "revision.stray",
                        "A ControllerRevision that belongs to nobody and matches the selector of a StatefulSet MUST be adopted by it, and"
                                + " MUST NOT change updateRevision or any Pod")
                .otherwise(
                        Harm.ROLLOUT,
                        "A revision that was restored from a backup, or left by another set, rolls out a template that nobody asked for")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<Lifetime> strays = context
                .history()
                .lifetimes(Kinds.REVISION, context.subject().namespace())
                .stream()
                .filter(revision -> isStray(context, revision))
                .toList();
        List<String> names = new ArrayList<>();
        if (!strays.isEmpty()) {
            context.followDeletions((turn, before) -> {
                strays.forEach(stray -> ending(context, stray, turn, before));
            });
            strays.forEach(stray -> judge(context, stray, names));
        }
        return context.findings()
                .verdict(
                        "the set adopted ControllerRevision " + Phrases.list(names)
                                + ", which somebody else had made, and nothing came of it",
                        "nobody made a ControllerRevision for " + context.name() + " that belonged to nobody");
    }

    /** Whether a revision came that belonged to nobody, with the labels of the set and another template than that of the set. */
    private static boolean isStray(JudgingContext context, Lifetime revision) {
        Observation first = revision.first();
        return first.change() == Change.ADDED
                && first.object().controller().isEmpty()
                && context.set()
                        .at(first.resourceVersion())
                        .filter(set -> first.object()
                                .labels()
                                .entrySet()
                                .containsAll(set.matchLabels().entrySet()))
                        .filter(set -> !set.updateRevision().isEmpty() && set.acknowledged())
                        .filter(set -> !keepsTheSame(context, revision, set))
                        .isPresent();
    }

    private static boolean keepsTheSame(JudgingContext context, Lifetime stray, StatefulSetView set) {
        String data = RevisionView.of(stray.first()).data();
        return context.history().lifetimes(Kinds.REVISION, context.subject().namespace()).stream()
                .filter(revision -> revision.name().equals(set.updateRevision()))
                .anyMatch(revision -> RevisionView.of(revision.first()).data().equals(data));
    }

    /** The last state of the set in which it is still the same, with the template that it had when the revision came. */
    private static List<Observation> sameTemplate(JudgingContext context, Lifetime stray) {
        Observation since =
                context.set().stateAt(stray.first().resourceVersion()).orElseThrow();
        List<Observation> states = new ArrayList<>();
        for (Observation state : context.set().states()) {
            if (state.resourceVersion() > stray.first().resourceVersion()) {
                boolean same = !state.deleted()
                        && !state.object().terminating()
                        && state.object().uid().equals(since.object().uid())
                        && StatefulSetView.of(state)
                                .template()
                                .equals(StatefulSetView.of(since).template());
                if (!same) {
                    break;
                }
                states.add(state);
            }
        }
        return states;
    }

    private static void ending(JudgingContext context, Lifetime stray, PodTransition turn, ReplayState before) {
        String revision = PodView.of(turn.at()).revision();
        boolean ofTheTemplate = !before.possible().isEmpty()
                && before.possible().stream().allMatch(spec -> context.set()
                        .at(stray.first().resourceVersion())
                        .filter(then -> then.template().equals(spec.template())
                                && then.acknowledged()
                                && then.updateRevision().equals(revision))
                        .isPresent());
        DeletionReason cause = context.cause(turn, before);
        boolean forNothing = cause == DeletionReason.NONE || cause.isForTheTemplate();
        if (turn.at().resourceVersion() > stray.first().resourceVersion() && ofTheTemplate && forNothing) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " although it is of the template of the set, after somebody had made ControllerRevision "
                            + stray.name() + " " + Phrases.at(stray.first()),
                    stray.first(),
                    turn.at());
        }
    }

    private static void judge(JudgingContext context, Lifetime stray, List<String> names) {
        StatefulSetView then = context.set().at(stray.first().resourceVersion()).orElseThrow();
        List<Observation> states = sameTemplate(context, stray);
        Optional<Observation> named = states.stream()
                .filter(state -> StatefulSetView.of(state).updateRevision().equals(stray.name()))
                .findFirst();
        if (named.isPresent()) {
            context.findings()
                    .broken(
                            "the status of StatefulSet " + context.name() + " named ControllerRevision " + stray.name()
                                    + ", which somebody had made " + Phrases.at(stray.first()) + ", "
                                    + Phrases.at(named.get()) + " instead of " + then.updateRevision()
                                    + ", although the template was not changed",
                            stray.first(),
                            named.get());
            return;
        }
        Optional<Observation> looked = lookedTwice(context, stray, states);
        boolean adopted = stray.states().stream()
                .anyMatch(state -> state.object().controllerUid().equals(uid(context, stray)));
        if (adopted && looked.isPresent()) {
            names.add(stray.name());
            context.findings().judged();
        } else if (looked.isPresent()
                && stray.states().stream()
                        .anyMatch(state -> state.object().controller().isPresent())) {
            context.findings()
                    .open(
                            "ControllerRevision " + stray.name() + ", which somebody had made "
                                    + Phrases.at(stray.first()) + ", belongs to somebody else",
                            stray.first());
        } else if (looked.filter(at -> selected(stray, at)).isPresent()) {
            context.findings()
                    .missing(
                            "ControllerRevision " + stray.name() + ", which somebody had made "
                                    + Phrases.at(stray.first())
                                    + ", was not adopted although the controller had gone over the set twice until"
                                    + " resourceVersion " + looked.get().resourceVersion(),
                            stray.first(),
                            looked.get());
        } else {
            context.findings()
                    .open(
                            "nothing shows that the controller went over the set twice after somebody had made"
                                    + " ControllerRevision " + stray.name() + " " + Phrases.at(stray.first()),
                            stray.first());
        }
    }

    /** Whether a revision was there as of a state of the set, and had the labels that this selects by. */
    private static boolean selected(Lifetime stray, Observation set) {
        return stray.at(set.resourceVersion())
                .filter(state -> state.object()
                        .labels()
                        .entrySet()
                        .containsAll(StatefulSetView.of(set).matchLabels().entrySet()))
                .isPresent();
    }

    private static Optional<String> uid(JudgingContext context, Lifetime stray) {
        return context.set().stateAt(stray.first().resourceVersion()).map(state -> state.object()
                .uid());
    }

    private static Optional<Observation> lookedTwice(JudgingContext context, Lifetime stray, List<Observation> states) {
        QuietInterval interval = new QuietInterval(
                context.set().stateAt(stray.first().resourceVersion()).orElseThrow());
        for (Observation state : states) {
            interval = interval.endsWith(state) ? new QuietInterval(state) : interval;
            interval.written(state);
            if (interval.looked()) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
