package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** A set whose controller does what it ought to do is never called broken, whatever users do and however late caches are. */
class FaultlessLivesTest {
    /** What the real controller is known to do otherwise than promised, as the simulated one does. */
    private static final Set<String> DEVIATIONS = Set.of(
            "order.scale-down-blocked",
            "order.scale-down-terminal",
            "ordinal.partition-index",
            "parallel.no-head-of-line",
            "parallel.scale-down-despite-refusal",
            "recreate.progressing",
            "recreate.type-change",
            "retention.orphan",
            "retention.stale-resumes",
            "retention.when-deleted",
            "retention.when-scaled",
            "update.max-unavailable-used",
            "update.midrollout-restore",
            "update.no-churn",
            "update.status-truth");

    @Example
    void ordinaryLivesAreNeverCalledBroken() {
        check(Trials.recorded(Lives.ordinary()));
    }

    // Only a bystander knows so little that watches may lag by more than is assumed of a scenario's.
    @Example
    void noSetIsCalledBrokenThatIsScaledAndUpdatedBeforeItHasComeToRest() {
        check(Trials.watched(Lives.scaledAndUpdated()));
    }

    @Example
    void noLifeIsEverCalledBroken() {
        check(Trials.recorded(Lives.any()));
    }

    @Example
    void noParallelSetIsEverCalledBroken() {
        check(Trials.recorded(Lives.parallel()));
    }

    @Example
    void noSetIsEverCalledBrokenWhoseControllerIsStartedAgain() {
        check(Trials.recorded(Lives.interrupted()));
    }

    @Example
    void noSetIsEverCalledBrokenThatRecreatesItsPods() {
        check(Trials.watched(Lives.recreating()));
    }

    private static void check(Arbitrary<Trial> trials) {
        Search search = Search.among(trials, FaultlessLivesTest::broken);
        System.out.println("called broken in " + Search.lives() + " lives without a fault: " + search.times());
        assertThat(search.other(none -> false)).isEmpty();
    }

    private static Map<String, String> broken(Trial trial) {
        History history = trial.history();
        Map<String, String> broken = new TreeMap<>();
        for (Judgement judgement : Judge.of(history, Runnable::run)) {
            String id = judgement.guarantee().id();
            boolean allowed = judgement.verdict().outcome() == Outcome.KNOWN_DEVIATION && DEVIATIONS.contains(id);
            if (calledBroken(judgement.verdict().outcome()) && !allowed) {
                broken.put(id, judgement.verdict().sentence());
            }
        }
        return broken;
    }

    private static boolean calledBroken(Outcome outcome) {
        return outcome == Outcome.FAILED || outcome == Outcome.KNOWN_DEVIATION;
    }
}
