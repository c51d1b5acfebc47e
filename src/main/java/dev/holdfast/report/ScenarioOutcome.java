package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides how a scenario ended, from what was judged on its history and from how its steps went. It failed only where
 * something is proven: by a verdict, or by what a step saw. A scenario of which a step did not come true, that broke, or that
 * judged nothing it is about, is never passed.
 *
 * @param outcome the decision
 * @param reason why, where no verdict says so
 */
record ScenarioOutcome(Outcome outcome, Optional<String> reason) {

    /**
     * Decides.
     *
     * @param guarantees the guarantees that the scenario is about
     * @param verdicts what was judged
     * @param course how its steps went
     * @param clusterFailure why the cluster ended before the scenario did, if it did
     */
    static ScenarioOutcome of(
            Set<String> guarantees, List<ReportedVerdict> verdicts, Course course, Optional<String> clusterFailure) {
        if (any(verdicts, Outcome.FAILED)) {
            return new ScenarioOutcome(Outcome.FAILED, course.unmet().map(UnmetStep::sentence));
        }
        if (clusterFailure.isPresent()) {
            return new ScenarioOutcome(Outcome.INCONCLUSIVE, clusterFailure);
        }
        if (course.unmet().isPresent()) {
            UnmetStep step = course.unmet().get();
            return new ScenarioOutcome(
                    step.breaks().isEmpty() ? Outcome.INCONCLUSIVE : Outcome.FAILED, Optional.of(step.sentence()));
        }
        if (any(verdicts, Outcome.INCONCLUSIVE)) {
            // Where a step broke, that nothing could be judged only follows from it.
            return new ScenarioOutcome(Outcome.INCONCLUSIVE, course.brokenStep());
        }
        Optional<String> broken = course.brokenStep().or(course::brokenHook);
        if (broken.isPresent()) {
            return new ScenarioOutcome(Outcome.INCONCLUSIVE, broken);
        }
        if (course.skipped().isPresent()) {
            return new ScenarioOutcome(Outcome.NOT_APPLICABLE, course.skipped());
        }
        return judged(guarantees, verdicts);
    }

    private static ScenarioOutcome judged(Set<String> guarantees, List<ReportedVerdict> verdicts) {
        Set<String> missing = new TreeSet<>(guarantees);
        verdicts.forEach(each -> missing.remove(each.guarantee()));
        if (!missing.isEmpty()) {
            return new ScenarioOutcome(
                    Outcome.INCONCLUSIVE,
                    Optional.of("it did not judge what it is about: " + String.join(", ", missing)));
        }
        if (verdicts.isEmpty()) {
            return new ScenarioOutcome(Outcome.INCONCLUSIVE, Optional.of("it judged nothing"));
        }
        if (any(verdicts, Outcome.KNOWN_DEVIATION)) {
            return new ScenarioOutcome(Outcome.KNOWN_DEVIATION, Optional.empty());
        }
        boolean applies = verdicts.stream()
                .filter(each -> guarantees.isEmpty() || guarantees.contains(each.guarantee()))
                .anyMatch(each -> each.verdict().outcome() != Outcome.NOT_APPLICABLE);
        return new ScenarioOutcome(applies ? Outcome.PASSED : Outcome.NOT_APPLICABLE, Optional.empty());
    }

    private static boolean any(List<ReportedVerdict> verdicts, Outcome outcome) {
        return verdicts.stream().anyMatch(each -> each.verdict().outcome() == outcome);
    }

    /**
     * How the steps of a scenario went.
     *
     * @param unmet the first step, if it did not come true
     * @param brokenStep why a step could not be carried out
     * @param brokenHook why what is around the steps could not be carried out
     * @param skipped why the scenario does not apply to this cluster
     */
    record Course(
            Optional<UnmetStep> unmet,
            Optional<String> brokenStep,
            Optional<String> brokenHook,
            Optional<String> skipped) {}
}
