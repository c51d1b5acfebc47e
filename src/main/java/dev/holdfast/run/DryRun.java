package dev.holdfast.run;

import dev.holdfast.report.Terminal;
import dev.holdfast.specification.SpecifiedScenario;
import java.util.ArrayList;
import java.util.List;

/** Says what a run would do, without doing it. */
public final class DryRun {

    private final Terminal terminal;

    /** Says it there. */
    public DryRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Lists the scenarios, and checks that each of their steps is defined.
     *
     * @param specification the specification
     * @param scenarios those of its scenarios that would run
     * @param rounds how many times they would
     * @return the exit code
     */
    public int of(Specification specification, List<SpecifiedScenario> scenarios, int rounds) {
        List<Throwable> objections = specification.rehearse();
        List<String> lines = new ArrayList<>();
        for (SpecifiedScenario scenario : scenarios) {
            lines.add(scenario.title() + "  (" + scenario.file() + ":" + scenario.line() + ")");
        }
        lines.add("");
        lines.add((scenarios.size() == 1 ? "1 scenario" : scenarios.size() + " scenarios") + " would run"
                + (rounds == 1 ? "" : ", " + rounds + " times each"));
        terminal.result(String.join(System.lineSeparator(), lines));
        objections.forEach(
                thrown -> terminal.error(thrown.getMessage().lines().findFirst().orElse("a scenario cannot run")));
        return objections.isEmpty() ? ExitCode.KEPT : ExitCode.REFUSED;
    }
}
