package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.Mutation;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.report.ReportedVerdict;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.ScenarioTimes;
import dev.holdfast.report.UnmetStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Faults and results for tests. */
public final class FaultExamples {

    private FaultExamples() {}

    /** A fault that breaks an order, for these scenarios. */
    public static Fault fault(String id, String... scenarios) {
        return fault(id, Set.of("order.create", "order.waits-ready"), scenarios);
    }

    /** A fault that breaks these guarantees, for these scenarios. */
    public static Fault fault(String id, Set<String> guarantees, String... scenarios) {
        return new Fault(
                id,
                "Pods come in any order.",
                guarantees,
                Arrays.asList(scenarios),
                true,
                false,
                false,
                List.of(new Mutation(List.of("CREATE pods"), Optional.empty(), "[]")),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same fault, which suffers no other beside it. */
    public static Fault alone(Fault fault) {
        return new Fault(
                fault.id(),
                fault.breaks(),
                fault.guarantees(),
                fault.scenarios(),
                fault.healthyInTheEnd(),
                fault.smoke(),
                true,
                fault.admission(),
                fault.view(),
                fault.actors(),
                fault.dns());
    }

    /** A scenario about order.create that ended so, with these verdicts. */
    public static ScenarioResult result(String name, Outcome outcome, ReportedVerdict... verdicts) {
        return result(name, outcome, Optional.empty(), verdicts);
    }

    /** The same, for a reason that no verdict tells. */
    public static ScenarioResult result(
            String name, Outcome outcome, Optional<String> reason, ReportedVerdict... verdicts) {
        return result(name, outcome, reason, Optional.empty(), verdicts);
    }

    private static ScenarioResult result(
            String name,
            Outcome outcome,
            Optional<String> reason,
            Optional<UnmetStep> unmet,
            ReportedVerdict... verdicts) {
        return new ScenarioResult(
                "Sets",
                name,
                "features/sets.feature:3",
                Set.of("order.create"),
                outcome,
                reason,
                unmet,
                Arrays.asList(verdicts),
                Optional.empty(),
                Optional.empty(),
                new ScenarioTimes(
                        Instant.parse("2026-11-24T13:02:00Z"),
                        Duration.ofMillis(4200),
                        "worker-1",
                        Duration.ofSeconds(3),
                        List.of()));
    }

    /** A scenario about order.create of which a step did not come true, with these verdicts. */
    public static ScenarioResult unmet(String name, UnmetStep step, ReportedVerdict... verdicts) {
        return result(
                name,
                step.breaks().isEmpty() ? Outcome.INCONCLUSIVE : Outcome.FAILED,
                Optional.of(step.sentence()),
                Optional.of(step),
                verdicts);
    }

    /** A guarantee that was found broken. */
    public static ReportedVerdict broken(String guarantee, String sentence) {
        return new ReportedVerdict(guarantee, Verdict.failed(sentence, List.of()));
    }

    /** A guarantee that was found kept. */
    public static ReportedVerdict kept(String guarantee) {
        return new ReportedVerdict(guarantee, Verdict.passed("as promised"));
    }

    /** A guarantee that could not be judged. */
    public static ReportedVerdict open(String guarantee, String sentence) {
        return new ReportedVerdict(guarantee, Verdict.inconclusive(sentence, List.of()));
    }
}
