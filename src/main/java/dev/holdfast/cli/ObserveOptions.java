package dev.holdfast.cli;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.ObservedSets;
import dev.holdfast.observer.SetSelector;
import dev.holdfast.observer.archive.HistoryArchive;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is observed, for how long, and for whom it is told. */
final class ObserveOptions extends OptionGroup {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>[-A-Za-z0-9.]*|\\[[0-9a-fA-F:]+])?:(?<port>\\d{1,5})");

    /** For whom it is told. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @HelpSection("Which sets")
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The sets of this namespace.")
    private String namespace;

    @HelpSection("Which sets")
    @Option(
            names = {"-A", "--all-namespaces"},
            description = "The sets of all namespaces. This is the default.")
    private boolean everywhere;

    @HelpSection("Which sets")
    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "The sets with these labels, such as app=web,tier!=test.")
    private String selector;

    @HelpSection("Which sets")
    @Option(names = "--set", paramLabel = "NAME", description = "The set of this name.")
    private String set;

    @HelpSection("Which sets")
    @Option(
            names = "--shard-index",
            paramLabel = "I",
            description =
                    "Which of several observers this one is, counted from 0 as the pods of a StatefulSet are: each namespace"
                            + " belongs to exactly one. Goes with --shard-count.")
    private Integer shardIndex;

    @HelpSection("Which sets")
    @Option(names = "--shard-count", paramLabel = "N", description = "How many observers share the namespaces.")
    private Integer shardCount;

    @HelpSection("For how long")
    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationReader.class,
            description = "End after this time, such as 30m. Default: at Ctrl-C.")
    private Duration time;

    @HelpSection("For how long")
    @Option(
            names = "--until-rest",
            paramLabel = "NS/SET",
            description =
                    "Observe this set alone, and end when it has come to rest after a change: for pipelines, beside what"
                            + " changes it.")
    private String untilRest;

    @HelpSection("For how long")
    @Option(
            names = "--begin-within",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationReader.class,
            description = "How long --until-rest waits for a change to begin, or for the set to be there."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration beginWithin = Duration.ofSeconds(30);

    @HelpSection("What is told")
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}: json is one object a line. Default: ${DEFAULT-VALUE}.")
    private Format output = Format.TEXT;

    @HelpSection("What is told")
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Draw report.html there at the end, with the timeline of each set.")
    private Path report;

    @HelpSection("What is told")
    @Option(
            names = "--serve",
            paramLabel = "ADDRESS",
            description =
                    "Serve a live page there, /metrics for Prometheus, /healthz and /findings, such as 127.0.0.1:8080.")
    private String serve;

    @HelpSection("What is kept")
    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "Keep there what happened to each set, cut where it rests, for `judge` and `report`.")
    private Path history;

    @HelpSection("What is kept")
    @Option(
            names = "--keep",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = DurationReader.class,
            description = "How long it is kept. Default: ${DEFAULT-VALUE}.")
    private Duration keep = Duration.ofDays(7);

    @HelpSection("What is kept")
    @Option(
            names = "--keep-size",
            paramLabel = "SIZE",
            defaultValue = "1GiB",
            converter = SizeReader.class,
            description = "How much is kept, the newest and what proves findings. Default: ${DEFAULT-VALUE}.")
    private Long keepSize = 1L << 30;

    /**
     * Which sets are observed.
     *
     * @throws ParameterException when that cannot be meant
     */
    ObservedSets sets() {
        refuse(ChosenOptions.objection(namespace));
        if (namespace != null && everywhere) {
            throw wrong("--namespace names one namespace and --all-namespaces all of them");
        }
        NamespaceShare share = share();
        Optional<Subject> one = untilRest();
        if (one.isPresent()) {
            if (namespace != null || everywhere || set != null || selector != null) {
                throw wrong("--until-rest names the set that is observed; it goes with none of --namespace,"
                        + " --all-namespaces, --selector and --set");
            }
            return new ObservedSets(
                    Optional.of(one.get().namespace()), Optional.of(one.get().statefulSet()), SetSelector.ANY);
        }
        return new ObservedSets(Optional.ofNullable(namespace), Optional.ofNullable(set), selector(), share);
    }

    private NamespaceShare share() {
        if ((shardIndex == null) != (shardCount == null)) {
            throw wrong("--shard-index and --shard-count go together: which observer, counted from 0, and of how many");
        }
        if (shardCount == null) {
            return NamespaceShare.WHOLE;
        }
        if (namespace != null || untilRest != null) {
            throw wrong("--shard-index and --shard-count share the namespaces of a cluster out; "
                    + (namespace != null ? "--namespace" : "--until-rest") + " is about one");
        }
        if (shardCount < 1 || shardIndex < 0 || shardIndex >= shardCount) {
            throw wrong("--shard-index must be less than --shard-count and 0 or more: there is no " + shardIndex
                    + " of " + shardCount);
        }
        return new NamespaceShare(shardIndex, shardCount);
    }

    private SetSelector selector() {
        try {
            return selector == null ? SetSelector.ANY : SetSelector.parse(selector);
        } catch (IllegalArgumentException notUnderstood) {
            throw wrong("--selector " + selector + ": " + notUnderstood.getMessage(), notUnderstood);
        }
    }

    /** {@return the set that is waited for, if one is} */
    Optional<Subject> untilRest() {
        if (untilRest == null) {
            return Optional.empty();
        }
        String[] parts = untilRest.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw wrong("--until-rest must be NAMESPACE/SET, not " + untilRest);
        }
        return Optional.of(Subject.of(parts[0], parts[1]));
    }

    /** {@return how long a set may take to begin to change} */
    Duration beginWithin() {
        return beginWithin;
    }

    /** {@return after which time to end, if after any} */
    Optional<Duration> time() {
        return Optional.ofNullable(time);
    }

    /** {@return for whom it is told} */
    Format output() {
        return output;
    }

    /**
     * Where the page is drawn, if it is.
     *
     * @throws ParameterException when it cannot be written there
     */
    Optional<Path> report() {
        Optional<Path> folder = Optional.ofNullable(report).map(Path::toAbsolutePath);
        refuse(folder.flatMap(ReportFolder::objection));
        return folder;
    }

    /**
     * Where a page is served, if it is.
     *
     * @throws ParameterException when that is no address
     */
    Optional<InetSocketAddress> serve() {
        if (serve == null) {
            return Optional.empty();
        }
        Matcher parts = ADDRESS.matcher(serve);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > 65_535) {
            throw wrong("--serve must be HOST:PORT, such as 127.0.0.1:8080, not " + serve);
        }
        String host = parts.group("host");
        InetSocketAddress address = host.isEmpty()
                ? new InetSocketAddress(Integer.parseInt(parts.group("port")))
                : new InetSocketAddress(host, Integer.parseInt(parts.group("port")));
        if (address.isUnresolved()) {
            throw wrong("--serve " + serve + ": there is no host " + host);
        }
        return Optional.of(address);
    }

    /**
     * Where histories are kept, if they are.
     *
     * @param complaints is told that they cannot be written
     * @throws ParameterException when they cannot be written there
     */
    Optional<HistoryArchive> archive(Consumer<String> complaints) {
        Optional<Path> folder = Optional.ofNullable(history).map(Path::toAbsolutePath);
        refuse(folder.flatMap(each -> ReportFolder.objection("--history", each)));
        return folder.map(each -> new HistoryArchive(each, keep, keepSize, complaints));
    }
}
