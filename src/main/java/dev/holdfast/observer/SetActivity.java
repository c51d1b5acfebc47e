package dev.holdfast.observer;

import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a set is doing, by what there is of it now.
 *
 * @param doing in one word
 * @param sentence the same with numbers and, where it is waited for something, what that is and for how long
 * @param topic what it is about without what changes by the mere lapse of time
 */
public record SetActivity(Doing doing, String sentence, String topic) {

    /** What a set can be doing. */
    public enum Doing {
        /** Everything is as it was asked for, and nothing is going on. */
        AT_REST,
        /** Pods are brought to the latest revision. */
        ROLLING,
        /** There are too few pods, or too many. */
        SCALING,
        /** Pods that are wanted are not available. */
        RECOVERING,
        /** It does not go on unless somebody does something. */
        STUCK,
        /** The set is being deleted. */
        ENDING,
        /** There is no such set any more. */
        GONE;

        /** {@return the word in lower case} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A set that is gone. */
    static final SetActivity GONE = new SetActivity(Doing.GONE, "gone", "gone");

    /** A set that does this, for no longer than it says. */
    SetActivity(Doing doing, String sentence) {
        this(doing, sentence, sentence);
    }

    /** Whether nothing is going on, so that its history can be cut here. */
    public boolean rests() {
        return doing == Doing.AT_REST || doing == Doing.GONE;
    }

    /** Whether it is about something else than another one. */
    boolean differsFrom(SetActivity other) {
        return doing != other.doing || !topic.equals(other.topic);
    }

    /** The same, in the words of an explanation. */
    SetActivity explained(Explanation explanation) {
        boolean stuck = explanation.answer() == Answer.CANNOT_GO_ON;
        Doing then = stuck && !rests() ? Doing.STUCK : doing;
        if (rests() && explanation.answer() != Answer.WAITS_FOR_SOMEBODY) {
            return this;
        }
        String obstacle = explanation.obstacles().stream()
                .findFirst()
                .map(each -> each.pod() + " " + each.kind())
                .orElse("");
        return new SetActivity(
                then,
                explanation.summary(),
                explanation.answer() + " " + explanation.activity().words() + " " + obstacle);
    }

    /**
     * What a set is doing.
     *
     * @param set its last state
     * @param pods the pods that it has, each in its last state
     * @param claims the claims of its pods, each in its last state
     */
    static SetActivity of(Observation set, Collection<Observation> pods, Collection<Observation> claims) {
        return new Look(StatefulSetView.of(set), set.object(), pods, claims).activity();
    }

    private record Look(
            StatefulSetView view, Resource set, Collection<Observation> pods, Collection<Observation> claims) {

        SetActivity activity() {
            int wanted = view.replicas();
            if (set.terminating()) {
                return new SetActivity(Doing.ENDING, "being deleted, " + pods.size() + " pods left");
            }
            if (!view.acknowledged()) {
                return new SetActivity(Doing.SCALING, "changed, and the controller has not looked at it yet");
            }
            long outside = pods.stream().filter(pod -> !wants(pod)).count();
            long missing = wanted - (pods.size() - outside);
            int old = outdated();
            if (old > 0 || (comesBack() && missing > 0)) {
                return new SetActivity(
                        Doing.ROLLING, "rolling: " + updated(old) + " of " + toUpdate() + " updated" + unready());
            }
            if (missing > 0 || outside > 0 || view.counters().replicas() != wanted) {
                return new SetActivity(Doing.SCALING, "scaling: " + pods.size() + " pods of " + wanted + unready());
            }
            return pending()
                    .map(why -> new SetActivity(Doing.RECOVERING, why))
                    .orElseGet(() -> new SetActivity(Doing.AT_REST, "at rest: " + wanted + " of " + wanted + " Ready"));
        }

        private Optional<String> pending() {
            Optional<Observation> unhealthy = firstUnhealthy();
            if (unhealthy.isPresent()) {
                return unhealthy.map(pod -> "pod " + pod.object().name() + " is " + phrase(pod));
            }
            StatefulSetView.Counters counted = view.counters();
            if (counted.ready() != view.replicas() || counted.available() != view.replicas()) {
                return Optional.of("the status says " + counted.available() + " of " + view.replicas() + " available");
            }
            if ((view.strategy().recreating()
                            || (view.strategy().rolling() && view.strategy().partition() == 0))
                    && !view.currentRevision().equals(view.updateRevision())) {
                return Optional.of("the status does not say that the update is complete");
            }
            return claims.stream()
                    .filter(claim -> claim.object().terminating())
                    .findFirst()
                    .map(claim -> "claim " + claim.object().name() + " is terminating");
        }

        /** How many pods are to be of the latest revision. */
        private int toUpdate() {
            return Math.max(
                    0,
                    view.replicas()
                            - (view.strategy().rolling() ? view.strategy().partition() : 0));
        }

        /** How many pods the controller is to update that are not of the latest revision. */
        private int outdated() {
            return view.strategy().rolling() || view.strategy().recreating()
                    ? (int) pods.stream()
                            .filter(this::wants)
                            .filter(pod -> !view.belowPartition(
                                    PodView.of(pod).ordinal(set.name()).orElse(-1)))
                            .filter(pod -> !PodView.of(pod).revision().equals(view.updateRevision()))
                            .count()
                    : 0;
        }

        /** How many pods have been updated; with Recreate, those that are gone have not come back yet. */
        private long updated(int old) {
            return view.strategy().recreating()
                    ? pods.stream()
                            .filter(this::wants)
                            .filter(pod -> PodView.of(pod).revision().equals(view.updateRevision()))
                            .count()
                    : toUpdate() - old;
        }

        /** Whether all pods were removed for an update, and are to come back in the next version. */
        private boolean comesBack() {
            return view.strategy().recreating() && !view.currentRevision().equals(view.updateRevision());
        }

        private String unready() {
            return firstUnhealthy()
                    .map(pod -> ", pod " + pod.object().name() + " is " + phrase(pod))
                    .orElse("");
        }

        private Optional<Observation> firstUnhealthy() {
            List<Observation> unhealthy =
                    pods.stream().filter(pod -> !PodView.of(pod).healthy()).toList();
            return unhealthy.stream()
                    .min((one, other) -> Integer.compare(
                            PodView.of(one).ordinal(set.name()).orElse(-1),
                            PodView.of(other).ordinal(set.name()).orElse(-1)));
        }

        private static String phrase(Observation pod) {
            return PodView.of(pod).terminating() ? "terminating" : pod.object().summary();
        }

        private boolean wants(Observation pod) {
            return PodView.of(pod).ordinal(set.name()).stream().anyMatch(view::wants);
        }
    }
}
