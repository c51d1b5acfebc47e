package dev.holdfast.cli;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.ServedKind;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.LiveObservation;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.ObservedSets;
import dev.holdfast.observer.RestWait;
import dev.holdfast.observer.SetObserver;
import dev.holdfast.observer.WindowLimits;
import dev.holdfast.observer.archive.HistoryArchive;
import dev.holdfast.observer.output.NoticeJson;
import dev.holdfast.observer.output.NoticeOutput;
import dev.holdfast.observer.output.NoticeText;
import dev.holdfast.observer.output.ObservationReport;
import dev.holdfast.observer.output.ObservationSummary;
import dev.holdfast.observer.web.ObservationServer;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import dev.holdfast.scenario.Timeouts;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One observation, from its begin to its summary. */
final class ObservationRun {

    /** What is on its way when it ends is judged by then. */
    private static final Duration LAST = Duration.ofSeconds(20);

    private static final Duration LAST_WORDS = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final ObserveOptions options;
    private final Optional<Path> folder;
    private final String command;
    private final NoticeOutput output;
    private final ObservationReport report = new ObservationReport();
    private final Optional<ObservationScreen> screen;
    private Optional<HistoryArchive> archive = Optional.empty();
    private Optional<ObservationServer> server = Optional.empty();
    private final CompletableFuture<Optional<RestWait.Ended>> ended = new CompletableFuture<>();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private volatile SetObserver sets;
    private volatile LiveObservation running;

    ObservationRun(Terminal terminal, ObserveOptions options, Optional<Path> folder, String command) {
        this.terminal = terminal;
        this.options = options;
        this.folder = folder;
        this.command = command;
        this.output = isJson() ? new NoticeJson() : new NoticeText(terminal);
        this.screen = isJson() ? Optional.empty() : ObservationScreen.of(terminal);
    }

    /**
     * Observes until there is a reason to end.
     *
     * @return the exit code
     */
    int run(KubernetesClient client, ObservedSets which, Map<ServedKind, String> hidden) {
        Instant begin = Instant.now();
        archive = options.archive(this::complain);
        server = options.serve().map(address -> serve(address, which.share()));
        Optional<RestWait> wait = options.untilRest().map(set -> new RestWait(set, begin, options.beginWithin()));
        int result = ExitCode.INCONCLUSIVE;
        try (ShutdownHook onSignal = new ShutdownHook(this::interrupted);
                LiveObservation observation = LiveObservation.start(
                        client,
                        which,
                        WindowLimits.USUAL,
                        hidden,
                        this::tell,
                        this::closed,
                        now -> step(begin, wait, now),
                        new Timeouts(1))) {
            sets = observation.sets();
            running = observation;
            requireThere(which, hidden);
            begun(which);
            Optional<RestWait.Ended> reason = reason();
            boolean all = observation.settle(LAST);
            screen.ifPresent(ObservationScreen::close);
            archive.ifPresent(each -> sets.windows().forEach(each::keep));
            result = conclude(begin, wait.map(RestWait::set), reason, all);
            return result;
        } finally {
            screen.ifPresent(ObservationScreen::close);
            archive.ifPresent(HistoryArchive::close);
            server.ifPresent(ObservationServer::close);
            // Not before all is written: this process may end with it.
            code.complete(result);
        }
    }

    private void closed(ClosedWindow window) {
        folder.ifPresent(drawn -> report.closed(window));
        archive.ifPresent(each -> each.keep(window));
        server.ifPresent(each -> each.closed(window));
    }

    private ObservationServer serve(InetSocketAddress address, NamespaceShare share) {
        try {
            ObservationServer started = ObservationServer.start(
                    address, share, () -> running == null ? Duration.ZERO : running.totalAbsence());
            terminal.progress("serving " + started.address());
            return started;
        } catch (IOException refused) {
            throw new ClusterRefusedException("--serve " + address.getHostString() + ":" + address.getPort()
                    + " cannot be had: " + refused.getMessage());
        }
    }

    private void complain(String sentence) {
        tell(new Notice.Hole(Instant.now(), Optional.empty(), sentence));
    }

    private void requireThere(ObservedSets which, Map<ServedKind, String> hidden) {
        // What is not in this observer's namespaces may be in those of another one.
        if (options.untilRest().isPresent() || !which.share().equals(NamespaceShare.WHOLE)) {
            return;
        }
        which.namespace()
                .filter(name -> !hidden.containsKey(ServedKind.NAMESPACE) && !sets.hasNamespace(name))
                .ifPresent(name -> {
                    throw new ClusterRefusedException("there is no namespace " + name);
                });
        which.name().filter(name -> sets.reports().isEmpty()).ifPresent(name -> {
            throw new ClusterRefusedException("there is no StatefulSet " + name
                    + which.namespace().map(place -> " in namespace " + place).orElse(" in any namespace"));
        });
    }

    private void begun(ObservedSets which) {
        int there = sets.reports().size();
        terminal.progress("observing " + there + (there == 1 ? " set" : " sets")
                + which.namespace().map(name -> " of namespace " + name).orElse(" of all namespaces")
                + (which.share().equals(NamespaceShare.WHOLE)
                        ? ""
                        : " that are share " + which.share().index() + " of "
                                + which.share().count() + ", counted from 0")
                + (options.time().isPresent() || options.untilRest().isPresent() ? "" : "; Ctrl-C ends it"));
    }

    private void tell(Notice notice) {
        server.ifPresent(each -> each.take(notice));
        Optional<Path> proof =
                notice instanceof Notice.Finding finding ? archive.map(each -> each.keep(finding)) : Optional.empty();
        print(output.lines(notice, proof));
    }

    private void print(List<String> lines) {
        screen.ifPresentOrElse(each -> each.print(lines), () -> lines.forEach(terminal::result));
    }

    private void step(Instant begin, Optional<RestWait> wait, Instant now) {
        SetObserver known = sets;
        if (known == null) {
            return;
        }
        screen.ifPresent(each -> each.draw(known, now));
        server.ifPresent(each -> each.step(known, now));
        wait.flatMap(each -> each.ended(known, now)).ifPresent(reason -> ended.complete(Optional.of(reason)));
        options.time()
                .filter(time -> Duration.between(begin, now).compareTo(time) >= 0)
                .ifPresent(time -> ended.complete(Optional.empty()));
    }

    private Optional<RestWait.Ended> reason() {
        try {
            return ended.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int conclude(Instant begin, Optional<Subject> awaited, Optional<RestWait.Ended> reason, boolean all) {
        if (reason.equals(Optional.of(RestWait.Ended.NEVER_THERE))) {
            throw new ClusterRefusedException("there is no StatefulSet " + named(awaited.orElseThrow())
                    + ", and there was none within " + options.beginWithin().toSeconds() + " s");
        }
        ObservationSummary summary = new ObservationSummary(
                sets.reports(), sets.forgotten(), Duration.between(begin, Instant.now()), sets.entries());
        if (isJson()) {
            terminal.result(summary.json());
        } else {
            summary.text(terminal).forEach(terminal::result);
        }
        awaited.ifPresent(set -> terminal.progress(named(set)
                + switch (reason.map(Enum::name).orElse("")) {
                    case "AT_REST" -> " has come to rest";
                    case "UNCHANGED" -> " was at rest, and nobody changed it";
                    default -> " has not come to rest";
                }));
        if (!all) {
            terminal.progress("not everything that was heard of could be judged in the end");
        }
        folder.ifPresent(this::draw);
        int judged = ExitCode.of(summary.outcome());
        boolean open = !all || (awaited.isPresent() && reason.isEmpty());
        return judged == ExitCode.KEPT && open ? ExitCode.INCONCLUSIVE : judged;
    }

    private void draw(Path into) {
        try {
            terminal.progress("Report: " + report.write(into, sets.windows(), command));
        } catch (IOException e) {
            terminal.error("the report cannot be drawn: " + e.getMessage());
        }
    }

    /** On Ctrl-C: the summary, and the exit code that it calls for. */
    private void interrupted() {
        ended.complete(Optional.empty());
        try {
            Runtime.getRuntime().halt(code.get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            Runtime.getRuntime().halt(ExitCode.INCONCLUSIVE);
        }
    }

    private boolean isJson() {
        return options.output() == ObserveOptions.Format.JSON;
    }

    private static String named(Subject set) {
        return set.namespace() + "/" + set.statefulSet();
    }
}
