package dev.holdfast.report.sabotage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.Survivor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fault was noticed by which scenario. The components are the fields of the file, in their order.
 *
 * @param apiVersion the version of this format
 * @param kind always {@value #KIND}
 * @param date when the run ended, in UTC
 * @param result {@code success} when every fault and every scenario was killed and nothing else was noticed, {@code partial}
 *     when not everything was tried, else {@code failure}
 * @param brokeOff why not everything was tried, if it was not
 * @param holdfast what tested
 * @param tested what was tested
 * @param reproduce what starts such a run again
 * @param seconds how long it took, the start of the cluster included
 * @param statistics how much there was of what
 * @param survivors what was not noticed
 * @param falseAlarms the scenarios in which something was said to be broken although nothing was done to them
 * @param inconclusive the scenarios that could not be judged although nothing was done to them
 * @param differences what was not as before after a wave
 * @param faults the faults, each with the scenarios it was at work in
 * @param scenarios the scenarios, each with the faults that made it fail
 * @param guarantees the guarantees that had to be broken, each with the faults that broke it
 * @param controls how the scenarios ended that nothing was done to
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SabotageReport(
        String apiVersion,
        String kind,
        String date,
        String result,
        Optional<String> brokeOff,
        Holdfast holdfast,
        Tested tested,
        String reproduce,
        double seconds,
        Statistics statistics,
        List<Survivor> survivors,
        List<ControlReport> falseAlarms,
        List<ControlReport> inconclusive,
        List<Difference> differences,
        List<FaultReport> faults,
        List<ScenarioReport> scenarios,
        List<GuaranteeReport> guarantees,
        List<ControlReport> controls) {

    /** Keeps its own copy of what reports of earlier versions do not have. */
    public SabotageReport {
        inconclusive = inconclusive == null ? List.of() : List.copyOf(inconclusive);
    }

    /** The version of this format. */
    public static final String API_VERSION = "holdfast.dev/v1alpha1";

    /** The kind of document. */
    public static final String KIND = "SabotageReport";

    /**
     * What tested.
     *
     * @param version its version
     */
    public record Holdfast(String version) {}

    /**
     * What was tested.
     *
     * @param kubernetes the version of the API server
     * @param distribution what made the cluster, if that is known
     * @param nodes how many nodes pods could run on
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Tested(String kubernetes, Optional<String> distribution, int nodes) {}

    /**
     * How much there was of what.
     *
     * @param faults the faults
     * @param faultsKilled those of which a verdict said that they broke a guarantee
     * @param faultsByStepAlone those that were noticed only by a step that did not come true
     * @param faultsNotApplicable those that could not be brought about
     * @param faultsNotTried those that had not been tried on all scenarios that have to notice them when the run ended, and
     *     were not killed
     * @param faultsUnseenAtTheEnd those that were killed although everything was in the end as on a healthy cluster
     * @param scenarios the scenarios that had to be killed
     * @param scenariosKilled those that were
     * @param guarantees the guarantees that had to be broken
     * @param guaranteesBroken those that were
     * @param controls how often a scenario ran that nothing was done to
     * @param controlsPassed how often of these it passed, or did not apply
     * @param waves how many waves there were
     */
    public record Statistics(
            long faults,
            long faultsKilled,
            long faultsByStepAlone,
            long faultsNotApplicable,
            long faultsNotTried,
            long faultsUnseenAtTheEnd,
            long scenarios,
            long scenariosKilled,
            long guarantees,
            long guaranteesBroken,
            long controls,
            long controlsPassed,
            long waves) {}

    /**
     * What was not as before.
     *
     * @param wave after which wave
     * @param what what was not, one sentence each
     */
    public record Difference(int wave, List<String> what) {}

    /**
     * A fault.
     *
     * @param id its id
     * @param breaks what is done, as one sentence
     * @param guarantees the guarantees that it breaks
     * @param result {@code killed}, {@code survived}, {@code notApplicable} or {@value #NOT_TRIED}
     * @param unseenAtTheEnd whether it was killed although everything was in the end as on a healthy cluster
     * @param cells the scenarios that it was at work in
     */
    public record FaultReport(
            String id,
            String breaks,
            List<String> guarantees,
            String result,
            boolean unseenAtTheEnd,
            List<CellReport> cells) {

        static final String NOT_TRIED = "notTried";

        /** {@return the cell of a scenario, if the fault was at work in it} */
        @JsonIgnore
        public Optional<CellReport> cell(String scenario) {
            return cells.stream()
                    .filter(each -> each.scenario().equals(scenario))
                    .findFirst();
        }

        /** {@return the cells that say what came of it} */
        @JsonIgnore
        public List<CellReport> kills() {
            return cells.stream()
                    .filter(each -> each.ending() == CellOutcome.KILLED)
                    .toList();
        }

        /** {@return the other cells} */
        @JsonIgnore
        public List<CellReport> others() {
            return cells.stream()
                    .filter(each -> each.ending() != CellOutcome.KILLED)
                    .toList();
        }
    }

    /**
     * A fault at work in a scenario.
     *
     * @param scenario the title of the scenario
     * @param expected whether the scenario has to notice it; else it is a sample of those that need not
     * @param ending what became of the fault
     * @param guarantee the first of the guarantees in {@code broken}, where the fault was killed
     * @param broken the guarantees of the fault that a verdict of the scenario says are broken
     * @param seen what the scenario saw, or why it saw nothing
     * @param endState {@code healthy}, or the first difference, if it was recorded
     * @param seconds how long the scenario took
     * @param wave the number of its wave, from 1; 0 when it was not tried
     * @param timeline where the scenario's timeline is, as seen from this file
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record CellReport(
            String scenario,
            boolean expected,
            CellOutcome ending,
            Optional<String> guarantee,
            List<String> broken,
            String seen,
            Optional<String> endState,
            double seconds,
            int wave,
            Optional<String> timeline) {}

    /**
     * A scenario.
     *
     * @param name its title
     * @param feature the title of its feature
     * @param location where it is written, as {@code file:line}
     * @param killedBy the ids of the faults that it noticed
     */
    public record ScenarioReport(String name, String feature, String location, List<String> killedBy) {}

    /**
     * A guarantee.
     *
     * @param id its id
     * @param brokenBy the ids of the faults that made a verdict say that it is broken
     */
    public record GuaranteeReport(String id, List<String> brokenBy) {}

    /**
     * A scenario that nothing was done to.
     *
     * @param wave the number of its wave
     * @param scenario its title
     * @param outcome how it ended
     * @param reason why, where it did not pass
     * @param timeline where its timeline is, as seen from this file
     */
    public record ControlReport(int wave, String scenario, String outcome, String reason, String timeline) {}

    /** {@return whether the scenario had to fail by faults, all of which were tried} */
    public boolean hadToFail(String scenario) {
        List<CellReport> had = faults.stream()
                .flatMap(fault -> fault.cell(scenario).stream())
                .filter(CellReport::expected)
                .toList();
        return survivors.stream().anyMatch(each -> each.name().equals(scenario))
                || (!had.isEmpty() && had.stream().noneMatch(each -> each.ending() == CellOutcome.NOT_TRIED));
    }

    /** {@return whether the guarantee was found broken by no fault, although all that break it and apply were tried} */
    public boolean survived(GuaranteeReport guarantee) {
        return survivors.stream()
                .anyMatch(each -> each.kind().equals("guarantee") && each.name().equals(guarantee.id()));
    }

    /** {@return the ids of the faults that were not killed, and not tried on all scenarios that have to notice them} */
    @JsonIgnore
    public List<String> notTried() {
        return faults.stream()
                .filter(fault -> fault.result().equals(FaultReport.NOT_TRIED))
                .map(FaultReport::id)
                .toList();
    }

    /** {@return the survivors by what they are} */
    @JsonIgnore
    public Map<String, List<Survivor>> survivorsByKind() {
        return Survivors.byKind(survivors);
    }
}
