package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fault was noticed by which scenario.
 *
 * @param faults the faults that were to be tried
 * @param scenarios the titles of the scenarios that are to be killed by one of them
 * @param guarantees the ids of the guarantees that are to be broken by one of them
 * @param cells what came of each cell
 * @param controls how the scenarios ended that no fault was at work in
 * @param differences what was not as before after a wave, by the number of the wave
 * @param brokeOff why not everything was tried, if it was not
 */
public record KillMatrix(
        List<Fault> faults,
        List<String> scenarios,
        List<String> guarantees,
        List<CellResult> cells,
        List<ControlResult> controls,
        Map<Integer, List<String>> differences,
        Optional<String> brokeOff) {

    /** Keeps its own copies. */
    public KillMatrix {
        faults = List.copyOf(faults);
        scenarios = List.copyOf(scenarios);
        guarantees = List.copyOf(guarantees);
        cells = List.copyOf(cells);
        controls = List.copyOf(controls);
        differences = Map.copyOf(differences);
    }

    /**
     * The scenarios that faults have to kill: all of them, if all faults are tried, else those that these are for.
     *
     * @param all the titles of all scenarios
     * @param faults the faults that are tried
     * @param every how many faults there are
     */
    public static List<String> toBeKilled(List<String> all, List<Fault> faults, int every) {
        if (faults.size() == every) {
            return all;
        }
        Set<String> targets = new LinkedHashSet<>();
        faults.forEach(fault -> targets.addAll(fault.scenarios()));
        return all.stream().filter(targets::contains).toList();
    }

    /**
     * The guarantees that have to be found broken: those of which all faults that break them are tried.
     *
     * @param all all faults
     * @param tried the faults that are tried
     * @return their ids, in the order of the alphabet
     */
    public static List<String> toBeBroken(List<Fault> all, List<Fault> tried) {
        Set<String> others = all.stream()
                .filter(fault -> tried.stream().noneMatch(each -> each.id().equals(fault.id())))
                .flatMap(fault -> fault.guarantees().stream())
                .collect(Collectors.toSet());
        return tried.stream()
                .flatMap(fault -> fault.guarantees().stream())
                .filter(id -> !others.contains(id))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return what came of a fault's cells} */
    public List<CellResult> of(Fault fault) {
        return cells.stream()
                .filter(each -> each.cell().fault().id().equals(fault.id()))
                .toList();
    }

    /** {@return whether a scenario noticed the fault as it ought to} */
    public boolean killed(Fault fault) {
        return of(fault).stream().anyMatch(each -> each.ending() == CellOutcome.KILLED);
    }

    /** {@return whether the fault could be brought about at all} */
    public boolean applies(Fault fault) {
        return of(fault).stream().anyMatch(each -> each.ending() != CellOutcome.NOT_APPLICABLE);
    }

    /** {@return whether the run ended before each scenario that has to notice the fault had done so or not} */
    public boolean notTried(Fault fault) {
        List<CellResult> tried = of(fault);
        return !killed(fault)
                && (tried.stream().anyMatch(KillMatrix::open) || (tried.isEmpty() && brokeOff.isPresent()));
    }

    /** {@return the faults that made the scenario fail as they ought to} */
    public List<Fault> killers(String scenario) {
        return cells.stream()
                .filter(each -> each.ending() == CellOutcome.KILLED)
                .filter(each -> each.cell().scenario().equals(scenario))
                .map(each -> each.cell().fault())
                .toList();
    }

    /** {@return the faults that made a verdict say that the guarantee is broken, as they ought to} */
    public List<Fault> breakers(String guarantee) {
        return faults.stream()
                .filter(fault ->
                        of(fault).stream().anyMatch(each -> each.broken().contains(guarantee)))
                .toList();
    }

    /** {@return the cells of which a step did not come true while no verdict said that a guarantee of the fault is broken} */
    public List<CellResult> byStepAlone() {
        return cells.stream()
                .filter(each -> each.ending() == CellOutcome.STEP_ALONE)
                .toList();
    }

    /** {@return the faults that were killed although everything was in the end as on a healthy cluster} */
    public List<Fault> unseenAtTheEnd() {
        return faults.stream()
                .filter(fault -> of(fault).stream().anyMatch(CellResult::unseenAtTheEnd))
                .toList();
    }

    /** {@return what was not noticed, faults first; nothing when the specification is what it should be} */
    public List<Survivor> survivors() {
        return Stream.of(survivingFaults(), survivingCells(), survivingScenarios(), survivingGuarantees())
                .flatMap(List::stream)
                .toList();
    }

    /** {@return the controls in which something was said to be broken} */
    public List<ControlResult> falseAlarms() {
        return controls.stream().filter(ControlResult::falseAlarm).toList();
    }

    /** {@return the controls that could not be judged} */
    public List<ControlResult> inconclusive() {
        return controls.stream().filter(ControlResult::inconclusive).toList();
    }

    /** {@return whether not all was tried or could be judged, and nothing worse is known} */
    public boolean partial() {
        boolean failed = !survivors().isEmpty() || !falseAlarms().isEmpty() || !differences.isEmpty();
        return brokeOff.isPresent() || (!failed && !inconclusive().isEmpty());
    }

    /** {@return whether all was noticed, nothing else was, and the cluster was after each wave what it was before} */
    public boolean acceptable() {
        return survivors().isEmpty()
                && falseAlarms().isEmpty()
                && inconclusive().isEmpty()
                && differences.isEmpty()
                && brokeOff.isEmpty();
    }

    private List<Survivor> survivingFaults() {
        return faults.stream()
                .filter(fault -> !killed(fault) && !notTried(fault))
                .filter(fault -> applies(fault) || of(fault).isEmpty())
                .map(fault -> new Survivor("fault", fault.id(), why(fault)))
                .toList();
    }

    private String why(Fault fault) {
        String each = of(fault).stream()
                .filter(result -> result.cell().expected())
                .map(result -> "\"" + result.cell().scenario() + "\" " + words(result))
                .collect(Collectors.joining("; "));
        return each.isEmpty() ? "it was not tried" : each;
    }

    private List<Survivor> survivingCells() {
        List<Survivor> survivors = new ArrayList<>();
        for (CellResult result : cells) {
            if (result.cell().expected()
                    && result.ending().missed()
                    && killed(result.cell().fault())) {
                survivors.add(new Survivor(
                        "cell",
                        result.cell().fault().id() + " in \"" + result.cell().scenario() + "\"",
                        words(result)));
            }
        }
        return survivors;
    }

    private List<Survivor> survivingScenarios() {
        return scenarios.stream()
                .filter(scenario -> killers(scenario).isEmpty() && !allInapplicable(scenario) && !mayFailYet(scenario))
                .map(scenario -> new Survivor("scenario", scenario, "no fault made it fail"))
                .toList();
    }

    private List<Survivor> survivingGuarantees() {
        return guarantees.stream()
                .filter(guarantee ->
                        breakers(guarantee).isEmpty() && !breaking(guarantee).isEmpty() && !mayBreakYet(guarantee))
                .map(guarantee -> new Survivor(
                        "guarantee",
                        guarantee,
                        "no verdict said that it is broken; " + String.join(" and ", breaking(guarantee))
                                + (breaking(guarantee).size() == 1 ? " is" : " are") + " to break it"))
                .toList();
    }

    /** The faults that are to break a guarantee, but for those that cannot be brought about. */
    private List<String> breaking(String guarantee) {
        return faults.stream()
                .filter(fault -> fault.guarantees().contains(guarantee))
                .filter(fault -> applies(fault) || of(fault).isEmpty())
                .map(Fault::id)
                .toList();
    }

    private boolean allInapplicable(String scenario) {
        List<CellResult> tried = cells.stream()
                .filter(each -> each.cell().expected() && each.cell().scenario().equals(scenario))
                .toList();
        return !tried.isEmpty() && tried.stream().allMatch(each -> each.ending() == CellOutcome.NOT_APPLICABLE);
    }

    /** Whether a fault was not tried that the scenario has to notice. */
    private boolean mayFailYet(String scenario) {
        return cells.stream()
                .filter(each -> each.cell().scenario().equals(scenario))
                .anyMatch(KillMatrix::open);
    }

    /** Whether a fault that breaks the guarantee was not tried on all scenarios that have to notice it. */
    private boolean mayBreakYet(String guarantee) {
        return cells.stream()
                .filter(each -> each.cell().fault().guarantees().contains(guarantee))
                .anyMatch(KillMatrix::open);
    }

    private static boolean open(CellResult result) {
        return result.cell().expected() && result.ending() == CellOutcome.NOT_TRIED;
    }

    private static String words(CellResult result) {
        return switch (result.ending()) {
            case KILLED -> "noticed it";
            case STEP_ALONE -> "noticed it by a step alone: " + result.seen();
            case SURVIVED -> "passed";
            case WRONG_REASON -> "failed for another reason: " + result.seen();
            case INCONCLUSIVE -> "could not be judged: " + result.seen();
            case TIMED_OUT -> "did not end in time: " + result.seen();
            case NOT_APPLICABLE -> "does not apply: " + result.seen();
            case NOT_TRIED -> "was not tried: " + result.seen();
        };
    }
}
