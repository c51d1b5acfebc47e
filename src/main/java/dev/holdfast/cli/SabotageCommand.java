package dev.holdfast.cli;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Wave;
import dev.holdfast.fault.matrix.WavePlan;
import dev.holdfast.report.sabotage.SabotageReport;
import dev.holdfast.run.ComponentTrial;
import dev.holdfast.run.ExitCode;
import dev.holdfast.run.SabotageRun;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast sabotage}: breaks promises on purpose, and shows which scenario notices. */
@Command(
        name = "sabotage",
        description = {
            "Breaks Kubernetes on purpose, one guarantee at a time, and shows which scenario notices.",
            "Each fault is at work in the namespaces of its scenarios only; others run unbroken beside them. A fault is"
                    + " killed when a verdict says that a guarantee is broken which the fault breaks. What survives is listed"
                    + " on top.",
            "With --component your own build of a component is the fault, and with --component-version one of another"
                    + " release: the whole specification runs on it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  holdfast sabotage --smoke                      a quick selection of faults",
            "  holdfast sabotage --fault F01 --fault F13      these two",
            "  holdfast sabotage --unbroken 20                everything, and 20 unbroken runs in between",
            "  holdfast sabotage --component kube-controller-manager=/tmp/kube-controller-manager",
        },
        sortOptions = false)
final class SabotageCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @Mixin
    private SabotageOptions options = new SabotageOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.apply();
        List<SpecifiedScenario> scenarios = options.scenarios();
        if (options.isOfComponent()) {
            ComponentTrial trial =
                    new ComponentTrial(options.trial(), options.components(), parent.terminal(), scenarios);
            return options.dryRun() ? trial.rehearse() : trial.run();
        }
        List<Fault> faults = options.faults();
        if (options.dryRun()) {
            parent.terminal().result(String.join(System.lineSeparator(), plan(faults, scenarios)));
            return ExitCode.KEPT;
        }
        options.requireConsent(faults);
        try (SabotageRun run = new SabotageRun(options.sabotage(), parent.terminal(), faults, scenarios)) {
            SabotageReport report = run.run();
            return switch (report.result()) {
                case "success" -> ExitCode.KEPT;
                case "partial" -> ExitCode.INCONCLUSIVE;
                default -> ExitCode.BROKEN;
            };
        }
    }

    private List<String> plan(List<Fault> faults, List<SpecifiedScenario> scenarios) {
        List<Wave> waves = WavePlan.of(scenarios).waves(faults, options.unbroken());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            lines.add("Wave " + (i + 1) + " of " + waves.size());
            waves.get(i).cells().stream()
                    .map(cell -> String.format(
                            "  %-9s %s%s",
                            cell.fault().id(), cell.scenario(), cell.expected() ? "" : " (need not notice)"))
                    .sorted()
                    .forEach(lines::add);
            waves.get(i).controls().forEach(scenario -> lines.add("  unbroken  " + scenario));
        }
        return lines;
    }
}
