package dev.holdfast.report.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.HoldfastVersion;
import dev.holdfast.report.conformance.Word;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run in short. The components are the fields of the document, in their order; of what is not known, the fields are left
 * out.
 *
 * @param apiVersion the version of this format
 * @param kind always {@value #KIND}
 * @param state how far the run came
 * @param verdict what it showed as a whole
 * @param reason why nothing was run
 * @param obstacles what stood in the way, one by one
 * @param holdfast what tested
 * @param kubernetes the version of the API server
 * @param command what starts such a run again
 * @param date when it ended, in UTC
 * @param scenarios how many scenarios came out how
 * @param guarantees how many guarantees came out how
 * @param findings what was found broken, then what could not be judged
 * @param leftOut how many findings there was no room for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunSummary(
        String apiVersion,
        String kind,
        RunProgress state,
        Optional<String> verdict,
        Optional<String> reason,
        List<String> obstacles,
        String holdfast,
        Optional<String> kubernetes,
        Optional<String> command,
        Optional<String> date,
        Map<String, Long> scenarios,
        Map<String, Long> guarantees,
        List<Finding> findings,
        Optional<Integer> leftOut) {

    /** The version of this format. */
    public static final String API_VERSION = "holdfast.dev/v1alpha1";

    /** The kind of document. */
    public static final String KIND = "RunSummary";

    /** Keeps its own copies. */
    public RunSummary {
        obstacles = List.copyOf(obstacles);
        scenarios = new LinkedHashMap<>(scenarios);
        guarantees = new LinkedHashMap<>(guarantees);
        findings = List.copyOf(findings);
    }

    /**
     * What speaks against the cluster, or against the run.
     *
     * @param guarantees the ids of the guarantees that it is about
     * @param verdict broken, or not to be judged
     * @param scenario the scenario that showed it
     * @param seen what was seen, as one sentence
     */
    public record Finding(List<String> guarantees, String verdict, String scenario, String seen) {}

    /**
     * Of a run that has just begun.
     *
     * @param command what starts such a run again
     */
    public static RunSummary begun(String command) {
        return early(RunProgress.RUNNING, command, Optional.empty(), List.of());
    }

    /**
     * Of a run that did not come about.
     *
     * @param command what starts such a run again
     * @param sentence why
     * @param obstacles what stood in the way, one by one
     */
    public static RunSummary refused(String command, String sentence, List<String> obstacles) {
        return early(RunProgress.REFUSED, command, Optional.of(sentence), obstacles);
    }

    private static RunSummary early(
            RunProgress state, String command, Optional<String> reason, List<String> obstacles) {
        return new RunSummary(
                API_VERSION,
                KIND,
                state,
                Optional.empty(),
                reason,
                obstacles,
                HoldfastVersion.current(),
                Optional.empty(),
                Optional.of(command),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    /**
     * Of a run that has ended.
     *
     * @param run its results
     */
    public static RunSummary of(SavedRun run) {
        Map<String, Long> scenarios =
                counted(run.scenarios().stream().map(SavedScenario::outcome).toList());
        scenarios.put("notRun", (long) run.notRun().size());
        return new RunSummary(
                API_VERSION,
                KIND,
                run.interrupted() ? RunProgress.INTERRUPTED : RunProgress.ENDED,
                Optional.of(Word.of(run.outcome())),
                Optional.empty(),
                List.of(),
                run.holdfast(),
                Optional.of(run.kubernetes()),
                run.command(),
                run.ended().map(ended -> ended.truncatedTo(ChronoUnit.SECONDS).toString()),
                scenarios,
                counted(run.guarantees().stream().map(SavedGuarantee::outcome).toList()),
                Stream.of(Outcome.FAILED, Outcome.INCONCLUSIVE)
                        .flatMap(outcome -> run.scenarios().stream()
                                .filter(scenario -> scenario.outcome() == outcome)
                                .flatMap(RunSummary::found))
                        .toList(),
                Optional.empty());
    }

    private static Map<String, Long> counted(List<Outcome> outcomes) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    Word.of(outcome),
                    outcomes.stream().filter(each -> each == outcome).count());
        }
        return counts;
    }

    private static Stream<Finding> found(SavedScenario scenario) {
        String verdict = Word.of(scenario.outcome());
        // Where a step did not come true or broke, that something could not be judged only follows from it.
        if (scenario.outcome() == Outcome.INCONCLUSIVE && scenario.seen().isPresent()) {
            return Stream.of(new Finding(
                    scenario.undecided(),
                    verdict,
                    scenario.title(),
                    scenario.seen().get()));
        }
        List<Finding> found = scenario.decisive().stream()
                .map(each -> new Finding(List.of(each.guarantee()), verdict, scenario.title(), each.sentence()))
                .collect(Collectors.toCollection(ArrayList::new));
        String seen = scenario.seen().orElse("");
        if (!scenario.brokenByStep().isEmpty()) {
            found.add(new Finding(scenario.brokenByStep(), verdict, scenario.title(), seen));
        } else if (found.isEmpty()) {
            found.add(new Finding(scenario.guarantees(), verdict, scenario.title(), seen));
        }
        return found.stream();
    }

    /**
     * The same with the first findings alone.
     *
     * @param kept how many of them
     */
    RunSummary shortened(int kept) {
        return new RunSummary(
                apiVersion,
                kind,
                state,
                verdict,
                reason,
                obstacles,
                holdfast,
                kubernetes,
                command,
                date,
                scenarios,
                guarantees,
                findings.subList(0, kept),
                Optional.of(findings.size() - kept));
    }
}
