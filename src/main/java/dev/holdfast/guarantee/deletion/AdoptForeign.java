package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Orphans;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pod that a set selects by its labels, but that has another controller, a name that the set does not give, or is being deleted, is not
 * adopted.
 *
 * <p>Known deviation: a number with zeros in front is read as the ordinal (kubernetes/kubernetes#141094).
 */
public final class AdoptForeign extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/141094";

    public AdoptForeign() {
        super(Promise.of(
                        "adopt.foreign",
                        "A StatefulSet MUST NOT adopt a Pod that another controller manages, that does not have the name"
                                + " $(statefulset name)-$(ordinal), or that is being deleted, although its labels match the selector")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A pod of somebody else is counted as a member, or deleted as one that is too many")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity")
                .knownDeviation(
                        "a Pod whose name ends in a number with zeros in front of it is adopted as one of that ordinal",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<String> uids = context.set().states().stream()
                .map(state -> state.object().uid())
                .collect(Collectors.toSet());
        for (Lifetime pod :
                context.history().lifetimes(Kinds.POD, context.subject().namespace())) {
            judge(context, pod, uids);
        }
        return context.findings()
                .verdict(
                        "no pod was adopted that another controller manages, that has another name or that was being deleted",
                        "no such pod had labels that match while the controller of " + context.name()
                                + " was seen to look");
    }

    private static void judge(JudgingContext context, Lifetime pod, Set<String> uids) {
        if (uids.size() == 1 && alwaysOwned(pod, uids)) {
            return;
        }
        boolean everMatched = context.set().specs().stream()
                .map(StatefulSetView::of)
                .anyMatch(set -> pod.states().stream().anyMatch(state -> Orphans.matches(state, set)));
        if (!everMatched) {
            return;
        }
        List<Observation> states = pod.states();
        for (int i = 1; i < states.size(); i++) {
            if (taken(context, states.get(i - 1), states.get(i))) {
                adopted(context, states.subList(0, i), states.get(i));
            }
        }
        leftAlone(context, pod);
    }

    /** Whether no other than these was ever the controller of the pod, as of nearly all pods of large sets. */
    private static boolean alwaysOwned(Lifetime pod, Set<String> uids) {
        return pod.states().stream()
                .allMatch(state ->
                        state.object().controllerUid().filter(uids::contains).isPresent());
    }

    /** Whether a set became the controller of the pod with this state. */
    private static boolean taken(JudgingContext context, Observation was, Observation now) {
        return !now.deleted()
                && context.set()
                        .stateAt(now.resourceVersion())
                        .filter(set -> ownedBy(set, now) && !ownedBy(set, was))
                        .isPresent();
    }

    private static boolean ownedBy(Observation set, Observation pod) {
        return pod.object().controlledBy(set.object().uid());
    }

    private static void adopted(JudgingContext context, List<Observation> before, Observation now) {
        Observation was = before.get(before.size() - 1);
        Optional<String> why = why(context.name(), was);
        if (why.isEmpty()) {
            return;
        }
        String sentence = "pod " + now.object().name() + " was adopted " + Phrases.at(now) + " although " + why.get();
        boolean free = was.object().controllerUid().isEmpty() && !was.object().terminating();
        if (free && zerosInFront(context.name(), now.object().name())) {
            context.findings()
                    .deviates(
                            sentence + ", as Kubernetes does where the number has zeros in front of it (" + ISSUE + ")",
                            was,
                            now);
        } else if (!Attribution.byUser(now) && knew(context, before, now)) {
            broken(context, sentence, was, now);
        }
    }

    private static void broken(JudgingContext context, String sentence, Observation was, Observation now) {
        if (context.attribution().allNotedBy(now)) {
            context.findings().broken(sentence, was, now);
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; nobody is on record for that, and it breaks the guarantee only if the set's controller did"
                                    + " it",
                            was,
                            now);
        }
    }

    /** Whether the controller cannot have taken the pod for one that it may adopt: it never was one since its deletion was asked for. */
    private static boolean knew(JudgingContext context, List<Observation> before, Observation now) {
        StatefulSetView set =
                StatefulSetView.of(context.set().stateAt(now.resourceVersion()).orElseThrow());
        for (int i = before.size() - 1; i >= 0; i--) {
            Observation state = before.get(i);
            boolean free = state.object().controllerUid().isEmpty() && Orphans.matches(state, set);
            if (!free) {
                return true;
            }
            if (why(context.name(), state).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Why a pod must not be adopted as it is, as a clause. */
    private static Optional<String> why(String set, Observation pod) {
        if (pod.object().terminating()) {
            return Optional.of("its deletion had been asked for");
        }
        if (pod.object().controller().isPresent()) {
            return pod.object().controller().map(owner -> owner.kind() + " " + owner.name() + " was its controller");
        }
        return Ordinal.of(set, pod.object().name()).isPresent()
                ? Optional.empty()
                : Optional.of("its name is not " + set + "-<ordinal>");
    }

    private static boolean zerosInFront(String set, String pod) {
        return Pattern.matches(Pattern.quote(set) + "-0[0-9]+", pod);
    }

    /** Judges that the controller looked at the set while the pod was there, with labels that match, and was not the set's. */
    private static void leftAlone(JudgingContext context, Lifetime pod) {
        Optional<QuietInterval> interval = Optional.empty();
        for (Observation state : context.set().states()) {
            // The pod was there by then, so that the controller looked with it from the state before on.
            boolean goesOn = foreign(context.name(), pod, state)
                    && interval.filter(quiet -> !quiet.endsWith(state)).isPresent();
            if (goesOn) {
                interval.get().written(state);
            } else {
                interval = Optional.of(new QuietInterval(state));
            }
            if (interval.get().looked()) {
                context.findings().judged();
                return;
            }
        }
    }

    /** Whether the pod was there as of a state of the set, and one that the set selects and must not adopt. */
    private static boolean foreign(String name, Lifetime pod, Observation set) {
        return !set.deleted()
                && !set.object().terminating()
                && pod.at(set.resourceVersion())
                        .filter(now -> !now.deleted()
                                && !ownedBy(set, now)
                                && why(name, now).isPresent()
                                && Orphans.matches(now, StatefulSetView.of(set)))
                        .isPresent();
    }
}
