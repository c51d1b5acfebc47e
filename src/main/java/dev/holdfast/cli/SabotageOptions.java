package dev.holdfast.cli;

import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.fault.Fault;
import dev.holdfast.fault.FaultFileException;
import dev.holdfast.fault.Faults;
import dev.holdfast.fault.Saboteur;
import dev.holdfast.fault.matrix.Unbroken;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.run.Parallelism;
import dev.holdfast.run.SabotageSettings;
import dev.holdfast.scenario.RunSettings;
import dev.holdfast.scenario.Timeouts;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import dev.holdfast.spelling.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What may be chosen about a run with faults. */
final class SabotageOptions {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    @HelpSection("Which faults")
    @Option(names = "--smoke", description = "Only a quick selection, which takes a few minutes.")
    private boolean smoke;

    @HelpSection("Which faults")
    @Option(
            names = "--fault",
            paramLabel = "ID",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "Only this fault, such as F01; `list faults` prints them. Repeatable.")
    private Set<String> chosen = new LinkedHashSet<>();

    @HelpSection("How they are tried")
    @Option(names = "--dry-run", description = "Start nothing, build nothing: list what would be tried in which wave.")
    private boolean dryRun;

    @HelpSection("How they are tried")
    @Option(
            names = "--unbroken",
            paramLabel = "N",
            description = "Run the whole specification N times unbroken, between the faults; 0: no scenario at all."
                    + " Default: up to five of its scenarios in each wave, beside the faults, as also with N.")
    private Integer unbroken;

    @HelpSection("How they are tried")
    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "How many scenarios run at once. Default: as many as this machine carries, 4 per processor, 16 at most.")
    private Integer parallel;

    @HelpSection("How they are tried")
    @Option(
            names = "--timeout-factor",
            paramLabel = "F",
            defaultValue = "0.25",
            description = "Multiplies every time limit. Default: ${DEFAULT-VALUE}, since what is broken is often waited"
                    + " for in vain.")
    private double timeoutFactor;

    @HelpSection("A cluster of yours")
    @Option(
            names = "--yes",
            description = "Install the faults on a cluster of yours. Without it, only say what they are.")
    private boolean yes;

    @HelpSection("Report")
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where the matrix and the runs go. Default: target/holdfast-sabotage in the project; in"
                    + " the current folder, if this is a distribution.")
    private Path report;

    @Mixin
    private ClusterChoice cluster = new ClusterChoice();

    /**
     * Checks what can be checked before anything is started, and tells logging and scenarios about it.
     *
     * @throws ParameterException when an option cannot be meant
     */
    void apply() {
        if (parallel != null && parallel < 1) {
            throw wrong("--parallel must be 1 or more, not " + parallel);
        }
        if (!(timeoutFactor > 0)) {
            throw wrong("--timeout-factor must be more than 0, not " + timeoutFactor);
        }
        if (unbroken != null && unbroken < 0) {
            throw wrong("--unbroken must be 0 or more, not " + unbroken);
        }
        ReportFolder.objection(report()).ifPresent(sentence -> {
            throw wrong(sentence);
        });
        System.setProperty(RunSettings.REPORT, report().toString());
        System.setProperty(RunSettings.TIMEOUT_FACTOR, Double.toString(timeoutFactor));
        System.setProperty(RunSettings.KEEP_FAILED, "false");
        System.setProperty(Parallelism.PROPERTY, Integer.toString(parallel()));
        cluster.preferEmbedded();
    }

    /**
     * Refuses to install faults on a cluster of the user's own, unless it was said that this is meant.
     *
     * @param faults what would be tried
     * @throws ParameterException when it was not said; the sentence says what would be installed
     */
    void requireConsent(List<Fault> faults) {
        if (cluster.isNamed() && !yes) {
            throw wrong("sabotage breaks the cluster that you named on purpose: " + Installed.by(faults)
                    + "; add --yes if that is meant");
        }
    }

    /** {@return whether a component is what is to be tried: the user's own, or one of another release} */
    boolean isOfComponent() {
        List<String> given = cluster.components().given();
        if (given.isEmpty()) {
            return false;
        }
        if (smoke || !chosen.isEmpty()) {
            throw wrong(given.get(0) + " is the fault itself, so neither --fault nor --smoke goes with it");
        }
        return true;
    }

    /** {@return the components that are to be tried, as one calls them in a sentence} */
    String components() {
        return cluster.components().inWords();
    }

    /**
     * The faults that were chosen.
     *
     * @return at least one
     * @throws ParameterException when there is no such fault, or the files of the faults cannot be read
     */
    List<Fault> faults() {
        if (smoke && !chosen.isEmpty()) {
            throw wrong("--smoke and --fault each say which faults are tried; give one of them");
        }
        List<Fault> all = allFaults();
        chosen.forEach(id -> requireKnown(id, all));
        List<Fault> faults = all.stream()
                .filter(fault -> smoke ? fault.smoke() : chosen.isEmpty() || chosen.contains(fault.id()))
                .toList();
        if (faults.isEmpty()) {
            throw wrong("there is no fault to be tried");
        }
        return faults;
    }

    /** {@return all faults that there are} */
    List<Fault> allFaults() {
        try {
            return Faults.read(VerifyOptions.home().resolve("manifests"));
        } catch (FaultFileException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private void requireKnown(String id, List<Fault> all) {
        if (all.stream().noneMatch(fault -> fault.id().equals(id))) {
            String meant = Suggestions.question(id, all.stream().map(Fault::id).toList());
            throw wrong("there is no fault " + id + "; `list faults` prints all" + meant);
        }
    }

    /**
     * All scenarios of the specification.
     *
     * @throws ParameterException when the features cannot be read
     */
    List<SpecifiedScenario> scenarios() {
        try {
            return FeatureFiles.read(features(), VerifyOptions.home());
        } catch (IOException e) {
            throw wrong(e.getMessage());
        }
    }

    /** {@return the folder of the features} */
    Path features() {
        return VerifyOptions.home().resolve("features");
    }

    /** {@return the folder that the matrix and the runs go to} */
    Path report() {
        return report == null ? Installation.report("holdfast-sabotage") : report.toAbsolutePath();
    }

    /** {@return whether nothing is to be started} */
    boolean dryRun() {
        return dryRun;
    }

    /** {@return how much of the specification runs unbroken} */
    Unbroken unbroken() {
        return unbroken == null ? Unbroken.A_FEW : Unbroken.whole(unbroken);
    }

    /** {@return how many scenarios run at once} */
    int parallel() {
        return parallel == null ? Parallelism.ofThisMachine() : parallel;
    }

    /** {@return how long each kind of waiting may take} */
    Timeouts timeouts() {
        return new Timeouts(timeoutFactor);
    }

    /** {@return what starts such a run again} */
    String typed() {
        return Typed.launcher(command.root().commandLine(), command);
    }

    /**
     * What the options say of a run with faults.
     *
     * @throws ParameterException when an option cannot be meant
     */
    SabotageSettings sabotage() {
        return on(sabotagedCluster());
    }

    /**
     * What the options say of a run on a cluster that is as it was asked for.
     *
     * @throws ParameterException when an option cannot be meant
     */
    SabotageSettings trial() {
        return on(cluster());
    }

    private SabotageSettings on(ClusterProvider provider) {
        return new SabotageSettings(
                report(),
                provider,
                typed(),
                VerifyOptions.home(),
                features(),
                allFaults(),
                unbroken(),
                parallel(),
                timeouts());
    }

    /** Where a cluster comes from on which faults can be brought about. */
    private ClusterProvider sabotagedCluster() {
        if (cluster.isEmbedded()) {
            Saboteur.EXTRA_ARGUMENTS.forEach(cluster::alsoPass);
        }
        return cluster();
    }

    private ClusterProvider cluster() {
        cluster.requireStartable();
        Path home = VerifyOptions.home();
        return cluster.provider(home, report(), new Preflight(home.resolve("manifests"), timeouts(), Optional.empty()));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
