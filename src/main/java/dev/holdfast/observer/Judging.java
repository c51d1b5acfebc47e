package dev.holdfast.observer;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A window of a set that is to be judged, by all guarantees. */
public final class Judging implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

    private final SetObserver observer;
    private final WatchedSet set;
    private final History history;
    private final Instant since;

    /**
     * What came of it.
     *
     * @param took how long it took
     */
    record Result(List<Judgement> judgements, Duration took) {}

    /**
     * Judges nothing yet.
     *
     * @param since when the first thing arrived that had not been judged
     */
    Judging(SetObserver observer, WatchedSet set, History history, Instant since) {
        this.observer = observer;
        this.set = set;
        this.history = history;
        this.since = since;
    }

    WatchedSet set() {
        return set;
    }

    /** {@return when the first thing arrived that had not been judged} */
    Instant since() {
        return since;
    }

    /** {@return the history that is judged} */
    History history() {
        return history;
    }

    /** Judges, and tells the observer. */
    @Override
    public void run() {
        long begin = System.nanoTime();
        List<Judgement> judgements = judge(history.judged(), set.subject());
        observer.judged(this, new Result(judgements, Duration.ofNanos(System.nanoTime() - begin)), Instant.now());
    }

    private static List<Judgement> judge(History judged, Subject subject) {
        List<Judgement> judgements = new ArrayList<>();
        for (Guarantee guarantee : Catalogue.all()) {
            judgements.add(new Judgement(subject, guarantee, verdict(guarantee, judged, subject)));
        }
        return judgements;
    }

    // One that cannot cope with what it sees must not keep the others from judging for weeks.
    private static Verdict verdict(Guarantee guarantee, History judged, Subject subject) {
        try {
            return guarantee.judge(judged, subject);
        } catch (RuntimeException failed) {
            LOG.error("{} could not judge {}", guarantee.id(), subject, failed);
            return Verdict.inconclusive(
                    "it could not be judged, because of a defect of Holdfast: " + failed, List.of());
        }
    }
}
