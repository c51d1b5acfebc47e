package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the time of a run went. */
class ScenarioTimesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T13:00:00Z");

    @Test
    void aStepIsLateByWhatItTookAfterTheLastEventItWaitedFor() {
        StepTimes steps = new StepTimes(at(0));
        steps.stepEnded(at(100));
        steps.stepEnded(at(1000));
        steps.stepEnded(at(1500));
        ScenarioTimes times = steps.of(
                Duration.ofSeconds(2),
                new Waited(Duration.ofSeconds(1), List.of(at(400), at(990), at(1470)), List.of(at(950))));
        assertThat(times.reactions()).containsExactly(Duration.ofMillis(10), Duration.ofMillis(30));
        assertThat(times.own()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStepThatThenAskedForAnAnswerDidNotEndBecauseOfAnEvent() {
        StepTimes steps = new StepTimes(at(0));
        steps.stepEnded(at(1000));
        ScenarioTimes times =
                steps.of(Duration.ofSeconds(2), new Waited(Duration.ofSeconds(1), List.of(at(400)), List.of(at(900))));
        assertThat(times.reactions()).isEmpty();
    }

    @Test
    void theCriticalPathIsWhatRanOnTheLastWorkerToBeDone() {
        ScenarioResult first = scenario("first", 0, 4000, "a");
        ScenarioResult second = scenario("second", 4000, 3000, "a");
        ScenarioResult beside = scenario("beside", 0, 6000, "b");
        CriticalPath path = CriticalPath.of(List.of(second, beside, first)).orElseThrow();
        assertThat(path.scenarios()).containsExactly(first, second);
        assertThat(path.workers()).isEqualTo(2);
        assertThat(path.took()).isEqualTo(Duration.ofSeconds(7));
        assertThat(path.cluster()).isEqualTo(Duration.ofMillis(3500));
        assertThat(path.longest()).isEqualTo(first);
    }

    @Test
    void theCriticalPathOfSeveralRoundsIsThatOfTheLast() {
        ScenarioResult before = scenario("before", 0, 4000, "a");
        ScenarioResult besideIt = scenario("before", 0, 3000, "b");
        ScenarioResult last = scenario("last", 5000, 2000, "c");
        ScenarioResult beside = scenario("beside", 5000, 1000, "d");
        CriticalPath path =
                CriticalPath.of(List.of(besideIt, before, beside, last)).orElseThrow();
        assertThat(path.scenarios()).containsExactly(last);
        assertThat(path.workers()).isEqualTo(2);
    }

    @Test
    void withoutScenariosThereIsNoCriticalPath() {
        assertThat(CriticalPath.of(List.of())).isEmpty();
    }

    @Test
    void aShareIsTakenByTheNearestRank() {
        Reactions hundred = new Reactions(
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());
        assertThat(hundred.within(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(hundred.within(99)).isEqualTo(Duration.ofMillis(99));
        assertThat(hundred.within(100)).isEqualTo(Duration.ofMillis(100));
        assertThat(new Reactions(List.of(Duration.ofMillis(7))).within(99)).isEqualTo(Duration.ofMillis(7));
    }

    private static ScenarioResult scenario(String name, long begin, long took, String worker) {
        return new ScenarioResult(
                "Feature",
                name,
                "a.feature:1",
                Set.of(),
                Outcome.PASSED,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ScenarioTimes(at(begin), Duration.ofMillis(took), worker, Duration.ofMillis(took / 2), List.of()));
    }

    private static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }
}
