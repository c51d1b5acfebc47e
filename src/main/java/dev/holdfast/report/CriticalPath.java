package dev.holdfast.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What decided how long the scenarios took: those that ran one after another on the worker that was the last to be done. Of
 * several rounds it is the last one's.
 *
 * @param scenarios the scenarios, in the order in which they ran
 * @param workers how many workers there were beside each other
 */
record CriticalPath(List<ScenarioResult> scenarios, int workers) {

    /**
     * Finds it.
     *
     * @param all all scenarios of a run
     * @return the path, or nothing when there was no scenario
     */
    static Optional<CriticalPath> of(List<ScenarioResult> all) {
        return all.stream()
                .max(Comparator.comparing(each -> each.times().ended()))
                .map(last -> endingWith(last, all));
    }

    private static CriticalPath endingWith(ScenarioResult last, List<ScenarioResult> all) {
        List<ScenarioResult> path = all.stream()
                .filter(each -> each.times().worker().equals(last.times().worker()))
                .sorted(Comparator.comparing(each -> each.times().began()))
                .toList();
        Instant begin = path.get(0).times().began();
        // Each round of a run has workers of its own.
        long workers = all.stream()
                .map(ScenarioResult::times)
                .filter(each -> each.ended().isAfter(begin))
                .map(ScenarioTimes::worker)
                .distinct()
                .count();
        return new CriticalPath(path, Math.toIntExact(workers));
    }

    /** {@return how long its scenarios took} */
    Duration took() {
        return sum(ScenarioTimes::took);
    }

    /** {@return how much of it was waiting for the cluster} */
    Duration cluster() {
        return sum(ScenarioTimes::cluster);
    }

    /** {@return the one of its scenarios that took longest} */
    ScenarioResult longest() {
        return scenarios.stream()
                .max(Comparator.comparing(each -> each.times().took()))
                .orElseThrow();
    }

    private Duration sum(Function<ScenarioTimes, Duration> part) {
        return scenarios.stream().map(ScenarioResult::times).map(part).reduce(Duration.ZERO, Duration::plus);
    }
}
