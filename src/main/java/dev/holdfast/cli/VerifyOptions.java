package dev.holdfast.cli;

import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.Need;
import dev.holdfast.cluster.chosen.Examination;
import dev.holdfast.cluster.chosen.PodAccess;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.program.ProgramName;
import dev.holdfast.report.summary.AnnouncedExamination;
import dev.holdfast.report.summary.SummaryConfigMap;
import dev.holdfast.run.VerifySettings;
import dev.holdfast.specification.SpecifiedScenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What may be chosen about a run of the specification. {@link OptionDefaults} says where else than on a command
 * line they are given, the Maven build among others.
 */
public final class VerifyOptions extends OptionGroup {

    /** The log file in the report directory. */
    static final String LOG = "holdfast.log";

    /** What the suite of the Maven build does not do. */
    private static final List<String> LAUNCHER_ONLY = List.of(
            "--set",
            "--set-name",
            "--replicas",
            "--next",
            "--scenario",
            "--profile",
            "--shard",
            "--shard-index",
            "--shards",
            "--summary-configmap",
            "--rerun-failed",
            "--dry-run",
            "--preflight-only",
            "--repeat",
            "--fail-fast",
            "--keep-failed",
            "--step");

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private SetOptions set = new SetOptions();

    @Mixin
    private ExecutionOptions course = new ExecutionOptions();

    @HelpSection("Report")
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where histories, results and logs go. Default: target/holdfast in the project; in the"
                    + " current folder, if this is a distribution.")
    private Path report;

    @Mixin
    private SummaryOptions summary = new SummaryOptions();

    @HelpSection("A cluster of yours")
    @Option(
            names = "--preflight-only",
            description =
                    "Look whether your cluster is fit for a run, say what the run will do there, and run nothing.")
    private boolean preflightOnly;

    private String typed;

    @Mixin
    private ClusterChoice cluster = new ClusterChoice();

    /**
     * The options of a run that has no command line.
     *
     * @return what the environment, the system properties and the file with options say, else the defaults
     * @throws ParameterException when an option is set that the Maven build does not have
     */
    public static VerifyOptions ofSystemProperties() {
        VerifyOptions options = new VerifyOptions();
        OptionDefaults defaults = OptionDefaults.ofProcess();
        CommandLine commandLine =
                new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)));
        commandLine.setDefaultValueProvider(defaults);
        commandLine.parseArgs();
        for (String name : LAUNCHER_ONLY) {
            defaults.setting(commandLine.getCommandSpec().findOption(name)).ifPresent(setting -> {
                throw options.wrong(name + " is for `" + ProgramName.with("verify")
                        + "`: the Maven build runs everything, once (from " + setting.from() + ")");
            });
        }
        options.typed = Typed.maven(commandLine.getCommandSpec());
        // Cucumber would run nothing where a tag was mistyped, and the build would be green.
        options.scenarios();
        // A build is to be the same on every machine.
        options.cluster.preferEmbedded();
        return options;
    }

    /**
     * Checks what can be checked before anything is started, and tells logging and scenarios about the report directory
     * and the time limits.
     *
     * @throws ParameterException when an option cannot be meant
     */
    void apply() {
        if (preflightOnly && !cluster.isNamed()) {
            throw wrong("--preflight-only looks at a cluster of yours; name it with --context");
        }
        if (summary.isMeant() && !cluster.isNamed()) {
            throw summary.withoutCluster();
        }
        set.requireOwnNamespaces(cluster.namespace());
        summary();
        refuse(ReportFolder.objection(report()));
        System.setProperty("holdfast.report", report().toString());
        System.setProperty("holdfast.manifests", home().resolve("manifests").toString());
        course.apply();
    }

    /**
     * What the options say of the run itself.
     *
     * @throws ParameterException when an option cannot be meant
     */
    public VerifySettings settings() {
        apply();
        cluster.requireStartable();
        return new VerifySettings(report(), cluster(), typed(), course.failFast(), summary(), set());
    }

    /** {@return what starts a run with the same options} */
    String typed() {
        return typed != null ? typed : Typed.launcher(command().root().commandLine(), command());
    }

    /** {@return the log file of the command that is running} */
    static Path reportLog() {
        return Path.of(System.getProperty("holdfast.report", "target/holdfast"), LOG);
    }

    /** {@return the folder of the project or of a distribution} */
    static Path home() {
        return Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath();
    }

    /** {@return the folder of the features} */
    Path features() {
        return selection.features();
    }

    /**
     * The scenarios that were chosen.
     *
     * @return at least one
     * @throws ParameterException when an option cannot be meant, or nothing is left
     */
    List<SpecifiedScenario> scenarios() {
        Optional<SetManifests> own = set();
        List<SpecifiedScenario> selected = selection.select(report(), own.isPresent());
        return own.map(manifests -> selected.stream()
                        .map(scenario -> scenario.withReplicas(manifests.replicas()))
                        .map(scenario -> manifests.claims() ? scenario : scenario.without(Need.STORAGE_CLASS))
                        .toList())
                .orElse(selected);
    }

    /**
     * The set that the scenarios run on.
     *
     * @return nothing when it is the project's own
     * @throws ParameterException when it cannot be run
     */
    Optional<SetManifests> set() {
        return set.read();
    }

    /** {@return how they run} */
    ExecutionOptions course() {
        return course;
    }

    /** {@return the folder that histories, results and logs go to} */
    Path report() {
        return report == null ? Installation.report("holdfast") : report.toAbsolutePath();
    }

    /** {@return whether the cluster is only to be looked at} */
    boolean preflightOnly() {
        return preflightOnly;
    }

    /**
     * Where the cluster comes from that was asked for.
     *
     * @throws ParameterException when an option cannot be meant
     */
    ClusterProvider cluster() {
        if (course.keepFailed() || course.step()) {
            cluster.alsoBuild("kubectl");
        }
        return cluster.provider(home(), report(), examination());
    }

    private Examination examination() {
        Examination preflight = new Preflight(home().resolve("manifests"), course.timeouts(), set());
        return preflightOnly
                ? preflight
                : summary()
                        .<Examination>map(map -> new AnnouncedExamination(preflight, map, typed()))
                        .orElse(preflight);
    }

    /**
     * Where in the cluster a summary is kept.
     *
     * @return nothing when that was not asked for
     * @throws ParameterException when an option cannot be meant
     */
    Optional<SummaryConfigMap> summary() {
        return summary.read(selection.part(), new PodAccess(System.getenv()).namespace());
    }

    /**
     * What was chosen about an embedded cluster.
     *
     * @throws ParameterException when an option cannot be meant
     */
    EmbeddedClusterOptions embedded() {
        return cluster.embedded(home(), report());
    }
}
