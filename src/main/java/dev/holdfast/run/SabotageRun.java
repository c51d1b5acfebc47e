package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.fault.Fault;
import dev.holdfast.fault.SabotagedCluster;
import dev.holdfast.fault.Saboteur;
import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.fault.matrix.Wave;
import dev.holdfast.fault.matrix.WavePlan;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.ownership.Sweep;
import dev.holdfast.report.HoldfastVersion;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.sabotage.SabotageFacts;
import dev.holdfast.report.sabotage.SabotageFile;
import dev.holdfast.report.sabotage.SabotageLines;
import dev.holdfast.report.sabotage.SabotageReport;
import dev.holdfast.scenario.CurrentRun;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Tries faults, wave after wave: on one cluster, and on a new one where the last does not serve any more. When the process is told
 * to end in the middle, what was tried so far is told and saved, and the cluster goes away.
 */
public final class SabotageRun implements AutoCloseable {

    /** A cluster that breaks again and again shows nothing. */
    private static final int MOST_CLUSTERS = 3;

    /** How long the cluster may take to say whether all is as before. */
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final SabotageSettings settings;
    private final Terminal terminal;
    private final List<Fault> faults;
    private final List<SpecifiedScenario> scenarios;
    private final long begin = System.nanoTime();
    private final MatrixSoFar tried;
    private final ShutdownHook onShutdown = new ShutdownHook(this::interrupted);
    private volatile Optional<WaveRun> going = Optional.empty();
    private volatile Optional<String> brokeOff = Optional.empty();
    private volatile boolean interrupted;
    private volatile SabotagedCluster cluster;
    private Optional<SabotageReport> ended = Optional.empty();
    private int clusters;

    /**
     * Prepares a run.
     *
     * @param settings what it is to be like
     * @param terminal where people read
     * @param faults what is tried
     * @param scenarios all scenarios of the specification
     */
    public SabotageRun(
            SabotageSettings settings, Terminal terminal, List<Fault> faults, List<SpecifiedScenario> scenarios) {
        this.settings = settings;
        this.terminal = terminal;
        this.faults = faults;
        this.scenarios = scenarios;
        this.tried = new MatrixSoFar(
                faults,
                KillMatrix.toBeKilled(
                        scenarios.stream().map(SpecifiedScenario::name).toList(),
                        faults,
                        settings.allFaults().size()),
                KillMatrix.toBeBroken(settings.allFaults(), faults));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /**
     * Tries the faults, and says what came of it.
     *
     * @return what was found out, which is also in the report directory
     * @throws IOException when the report cannot be written
     */
    public SabotageReport run() throws IOException, InterruptedException {
        startCluster();
        List<Wave> plan = plan();
        tried.planned(plan);
        for (int i = 0; i < plan.size() && brokeOff.isEmpty(); i++) {
            terminal.progress("Wave " + (i + 1) + " of " + plan.size() + ": " + described(plan.get(i)));
            boolean serves = run(i + 1, plan.get(i));
            if (!serves && i + 1 < plan.size()) {
                replaceCluster();
            }
            save();
        }
        return end();
    }

    /** Should the process be killed, what is there says that it is not all. */
    private synchronized void save() throws IOException {
        if (ended.isEmpty()) {
            SabotageFile.write(settings.report(), report(Optional.of("the run had not ended when this was written")));
        }
    }

    /**
     * Writes and tells what came of everything. Ending twice is ending once, so that a run that is interrupted and a run that ends at
     * the same moment tell one story.
     */
    private synchronized SabotageReport end() throws IOException {
        if (ended.isEmpty()) {
            if (interrupted && going.isPresent()) {
                going.get().interrupt();
                tried.add(going.get().number(), going.get().cells(), going.get().controls());
            }
            SabotageReport report = report(brokeOff);
            ended = Optional.of(report);
            SabotageFile.write(settings.report(), report);
            terminal.result(new SabotageLines(terminal).summary(report, settings.report()));
        }
        return ended.get();
    }

    /** Where there are several reasons, the others follow from the first. */
    private synchronized void breakOff(String reason) {
        brokeOff = brokeOff.or(() -> Optional.of(reason));
    }

    /** Those that cannot be brought about are said to be so at once. */
    private List<Wave> plan() {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : faults) {
            Optional<String> objection = cluster.objection(fault).or(() -> noScenario(fault));
            objection.ifPresent(reason -> {
                terminal.progress("– " + fault.id() + " does not apply: " + reason);
                tried.notApplicable(fault, reason);
            });
            if (objection.isEmpty()) {
                possible.add(fault);
            }
        }
        return WavePlan.of(scenarios).waves(possible, settings.unbroken());
    }

    /** Why none of the scenarios that are to notice a fault can be run on the cluster, if that is so. */
    private Optional<String> noScenario(Fault fault) {
        List<Optional<String>> objections = scenarios.stream()
                .filter(scenario -> fault.scenarios().contains(scenario.name()))
                .map(scenario -> cluster.capabilities().objection(scenario.tags()))
                .toList();
        return !objections.isEmpty() && objections.stream().allMatch(Optional::isPresent)
                ? objections.get(0)
                : Optional.empty();
    }

    /** {@return whether the cluster serves for another wave} */
    private boolean run(int number, Wave wave) throws IOException, InterruptedException {
        cluster.assign(wave.faults());
        List<SpecifiedScenario> part = scenarios.stream()
                .filter(each -> wave.scenarios().contains(each.name()))
                .toList();
        int alone = (int) part.stream().filter(SpecifiedScenario::alone).count();
        // One of its own: a wave that is told to end must not end the waves after it.
        WaveRun run = new WaveRun(number, wave, settings.report(), terminal, CancellationToken.create());
        going = Optional.of(run);
        if (brokeOff.isPresent()) {
            return true;
        }
        run.run(
                new Specification(settings.home(), settings.features(), part),
                part.stream().map(SpecifiedScenario::title).toList(),
                cluster,
                settings.command(),
                WaveLimit.of(part.size() - alone, alone, settings.parallel(), settings.timeouts()));
        if (brokeOff.isPresent()) {
            return true;
        }
        tried.add(number, run.cells(), run.controls());
        cluster.assign(Map.of());
        if (run.stuck()) {
            breakOff("scenarios of wave " + number + " did not end when they were told to");
            return false;
        }
        List<String> found = cluster.failure().map(List::of).orElseGet(this::differences);
        // What is not as before when the process ends is how it ends.
        if (!found.isEmpty() && brokeOff.isEmpty()) {
            tried.notAsBefore(number, found);
            found.forEach(sentence -> terminal.progress("Not as before: " + sentence));
        }
        return found.isEmpty();
    }

    /** A cluster that hangs does not answer here either. */
    private List<String> differences() {
        CompletableFuture<List<String>> asked =
                CompletableFuture.supplyAsync(cluster::differences).orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS);
        try {
            return asked.join();
        } catch (CompletionException e) {
            return List.of("the cluster does not tell what is there: " + e.getCause());
        }
    }

    private void startCluster() {
        clusters++;
        Cluster whole = settings.cluster().start(terminal::progress);
        boolean prepared = false;
        try {
            cluster = Saboteur.prepare(whole, faults, terminal::progress);
            prepared = true;
        } finally {
            if (!prepared) {
                whole.close();
            }
        }
        RunningCluster.set(cluster);
    }

    private void replaceCluster() {
        if (cluster.outlivesRun()) {
            breakOff("the cluster was not as before, and this is not one that can be started anew");
            return;
        }
        if (clusters == MOST_CLUSTERS) {
            breakOff(MOST_CLUSTERS + " clusters, one after the other, did not serve to the end");
            return;
        }
        terminal.progress("The next wave gets a new cluster.");
        RunningCluster.clear();
        cluster.close();
        try {
            startCluster();
        } catch (ClusterFailedException e) {
            breakOff("a new cluster could not be started: " + e.getMessage());
        }
    }

    private SabotageReport report(Optional<String> unfinished) {
        return SabotageFile.report(
                tried.matrix(unfinished),
                scenarios,
                new SabotageFacts(
                        settings.command(),
                        Instant.now(),
                        HoldfastVersion.current(),
                        cluster.kubernetesVersion(),
                        cluster.distribution(),
                        cluster.nodes().size(),
                        Duration.ofNanos(System.nanoTime() - begin),
                        tried.waves()));
    }

    private static String described(Wave wave) {
        long faults =
                wave.cells().stream().map(cell -> cell.fault().id()).distinct().count();
        String unbroken = wave.controls().size() + " unbroken";
        return faults == 0
                ? unbroken
                : (faults == 1 ? "1 fault" : faults + " faults") + " in "
                        + wave.cells().size() + " scenarios, " + unbroken;
    }

    private void interrupted() {
        interrupted = true;
        breakOff("it was interrupted");
        try {
            if (cluster != null) {
                end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results", e);
        } finally {
            if (cluster != null && cluster.outlivesRun()) {
                CurrentRun.interrupt(Sweep.INTERRUPTED);
                cluster.close();
            }
        }
    }

    /** Ends the cluster, and returns when it is gone. */
    @Override
    public void close() {
        RunningCluster.clear();
        if (cluster != null) {
            cluster.close();
        }
        onShutdown.close();
    }
}
