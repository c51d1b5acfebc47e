package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Judges a history by all guarantees, for every StatefulSet that was seen in it. */
public final class Judge {
    private Judge() {}

    /** What one guarantee says about one set. */
    public record Judgement(Subject subject, Guarantee guarantee, Verdict verdict) {
        /** Whether there was anything that the guarantee could judge: it decided, or something kept it from deciding. */
        public boolean concerned() {
            return !verdict.sawNothing() && verdict.outcome() != Outcome.NOT_APPLICABLE;
        }
    }

    /** The StatefulSets that were seen, by namespace and name. */
    public static List<Subject> subjects(History history) {
        Set<Subject> subjects = new LinkedHashSet<>();
        Resource last = null;
        for (Observation state : history.observations(Kinds.STATEFUL_SET)) {
            Resource set = state.object();
            if (last == null || !ofOneSet(set, last)) {
                subjects.add(Subject.of(set.namespace(), set.name()));
            }
            last = set;
        }
        return List.copyOf(subjects);
    }

    private static boolean ofOneSet(Resource one, Resource other) {
        return one.name().equals(other.name()) && one.namespace().equals(other.namespace());
    }

    /**
     * Judges every set by every guarantee.
     *
     * @param executor runs the judging of each guarantee; guarantees share nothing but the history, which never changes
     */
    public static List<Judgement> of(History recorded, Executor executor) {
        return by(Catalogue.all(), recorded, executor);
    }

    /**
     * Judges every set by some guarantees.
     *
     * @param guarantees these
     * @param executor runs the judging of each guarantee
     */
    public static List<Judgement> by(Collection<Guarantee> guarantees, History recorded, Executor executor) {
        History history = recorded.judged();
        List<CompletableFuture<Judgement>> judging = new ArrayList<>();
        for (Subject subject : subjects(history)) {
            for (Guarantee guarantee : guarantees) {
                judging.add(CompletableFuture.supplyAsync(
                        () -> new Judgement(subject, guarantee, guarantee.judge(history, subject)), executor));
            }
        }
        return judging.stream().map(CompletableFuture::join).toList();
    }
}
