package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What somebody finds who looks at a set only once everything is over: whether its pods, its status and its claims are those
 * of a healthy set. How it came to that is not looked at, which is what tells this from every guarantee.
 *
 * @param difference the first thing that is not as on a healthy cluster, as a clause; empty when there is none
 */
public record EndState(Optional<String> difference) {

    /**
     * Looks at the end of a history.
     *
     * @param history what was recorded
     * @param subject the set
     */
    public static EndState of(History history, Subject subject) {
        return new EndState(new Look(history, subject).difference());
    }

    /**
     * Looks at the set that a scenario was about: the first that it made. Those that it makes later only show that the
     * controller is at work, and their pods are never started. Where it is not on record for any, it is the first that was not
     * there before.
     *
     * @param recorded what was recorded
     */
    public static EndState of(History recorded) {
        History history = recorded.judged();
        return history.observations(Kinds.STATEFUL_SET).stream()
                .min(Comparator.comparingLong((Observation set) -> made(set, history.actions()))
                        .thenComparing(set -> set.change() == Change.LISTED)
                        .thenComparing(Observation::index))
                .map(Observation::object)
                .map(set -> Subject.of(set.namespace(), set.name()))
                .map(subject -> of(history, subject))
                .orElseGet(() -> new EndState(Optional.of("there never was a StatefulSet")));
    }

    /** When the scenario asked for it: after everything else, if it never did. */
    private static long made(Observation set, List<Action> actions) {
        return actions.stream()
                .filter(action -> action.verb().equals(Action.CREATE)
                        && action.kind().equals(Kinds.STATEFUL_SET)
                        && action.isIn(set.object().namespace())
                        && action.name().equals(set.object().name()))
                .mapToLong(Action::index)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** {@return whether everything is as on a healthy cluster} */
    public boolean healthy() {
        return difference.isEmpty();
    }

    private static final class Look {

        private final SetTimeline set;
        private final EndClaims claims;
        private final Templates templates;
        private final List<Observation> pods;
        private final StatefulSetView view;

        Look(History history, Subject subject) {
            set = subject.timeline(history);
            claims = new EndClaims(set);
            templates = new Templates(set);
            pods = Stream.concat(set.incarnations().stream().map(Incarnation::lifetime), set.misnamed().stream())
                    .map(Lifetime::last)
                    .filter(pod -> !pod.deleted() && pod.object().controller().isPresent())
                    .toList();
            view = set.stateAt(Long.MAX_VALUE).map(StatefulSetView::of).orElse(null);
        }

        Optional<String> difference() {
            if (set.states().isEmpty()) {
                return Optional.of("there never was a StatefulSet " + set.name());
            }
            if (view == null) {
                return pods.stream()
                        .findFirst()
                        .map(pod -> "the set is gone, but " + pod.object().name() + " is not")
                        .or(() -> set.last().flatMap(claims::lost));
            }
            return Stream.<Supplier<Optional<String>>>of(
                            this::strayPod, this::wrongPod, this::wrongStatus, this::wrongRevision, this::wrongClaim)
                    .flatMap(look -> look.get().stream())
                    .findFirst();
        }

        private Optional<String> strayPod() {
            return pods.stream()
                    .map(pod -> pod.object().name())
                    .filter(name ->
                            PodView.of(pod(name)).ordinal(set.name()).stream().noneMatch(view::wants))
                    .findFirst()
                    .map(name -> "there is a pod " + name + " that the set does not want");
        }

        private Optional<String> wrongPod() {
            for (int ordinal = view.start(); ordinal < view.end(); ordinal++) {
                String name = set.name() + "-" + ordinal;
                Observation pod = pod(name);
                if (pod == null) {
                    return Optional.of("there is no pod " + name);
                }
                Optional<String> wrong = wrong(PodView.of(pod), ordinal);
                if (wrong.isPresent()) {
                    return wrong.map(clause -> "pod " + name + " " + clause);
                }
            }
            return Optional.empty();
        }

        private Optional<String> wrong(PodView pod, int ordinal) {
            if (!pod.healthy()) {
                return Optional.of("is " + pod.summary());
            }
            boolean updated = pod.revision().equals(view.updateRevision());
            boolean mayBeOld = view.strategy().onDelete() || view.belowPartition(ordinal);
            if (!updated && !(mayBeOld && pod.revision().equals(view.currentRevision()))) {
                return Optional.of("is of revision " + Phrases.quote(pod.revision()));
            }
            return templates.difference(pod, pod.revision()).map(clause -> "differs from its template: " + clause);
        }

        private Optional<String> wrongStatus() {
            if (!view.acknowledged()) {
                return Optional.of("the status is of an earlier spec");
            }
            Map<String, Integer> said = Map.of(
                    "replicas", view.counters().replicas(),
                    "readyReplicas", view.counters().ready(),
                    "availableReplicas", view.counters().available(),
                    "updatedReplicas", view.counters().updated(),
                    "currentReplicas", view.counters().current());
            int all = pods.size();
            Map<String, Integer> counted = Map.of(
                    "replicas", all,
                    "readyReplicas", all,
                    "availableReplicas", all,
                    "updatedReplicas", ofRevision(view.updateRevision()),
                    "currentReplicas", ofRevision(view.currentRevision()));
            return counted.keySet().stream()
                    .sorted()
                    .filter(count -> !said.get(count).equals(counted.get(count)))
                    .findFirst()
                    .map(count -> "the status says that " + count + " is " + said.get(count) + ", and it is "
                            + counted.get(count));
        }

        private int ofRevision(String revision) {
            return (int) pods.stream()
                    .filter(pod -> PodView.of(pod).revision().equals(revision))
                    .count();
        }

        /** Once every pod was updated, the set has no other revision any more. */
        private Optional<String> wrongRevision() {
            boolean all = view.strategy().recreating()
                    || (view.strategy().rolling() && view.strategy().partition() == 0);
            boolean complete =
                    all && view.replicas() > 0 && !view.currentRevision().equals(view.updateRevision());
            return complete ? Optional.of("the status does not say that the update is complete") : Optional.empty();
        }

        private Optional<String> wrongClaim() {
            Map<String, PodView> byName = new HashMap<>();
            pods.forEach(pod -> byName.put(pod.object().name(), PodView.of(pod)));
            return claims.wrong(view, byName);
        }

        private Observation pod(String name) {
            return pods.stream()
                    .filter(pod -> pod.object().name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }
}
