package dev.holdfast.cli;

import dev.holdfast.cluster.UnreachableCluster;
import dev.holdfast.pages.ShownCommand;
import dev.holdfast.report.fixture.ReportDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a command that users are shown is tried where there is neither a cluster nor what the users have. */
final class Rehearsal {

    /** What is not run at all, and why; that it is understood is checked all the same. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "cluster", "starts a cluster as root, or needs one that runs",
            "cleanup", "asks a cluster",
            "observe", "watches a cluster",
            "explain", "asks a cluster",
            "image", "packs this machine's whole Java",
            "--in-cluster", "is for a pod",
            "--node-bundle", "takes a file that another machine has written");

    /** A line that each command prints. */
    private static final Map<String, Pattern> PRINTED = Map.ofEntries(
            Map.entry("verify", Pattern.compile("[0-9]+ scenarios? would run.*")),
            Map.entry("sabotage", Pattern.compile("Wave 1 of [0-9]+")),
            Map.entry("judge", Pattern.compile(" *✓ .*order\\.create.*")),
            Map.entry("report", Pattern.compile("Report: .*/report\\.html")),
            Map.entry("compare", Pattern.compile("\\d+ of \\d+ guarantees got worse, .*")),
            Map.entry("rbac", Pattern.compile("kind: (Cluster)?Role")),
            Map.entry("completion", Pattern.compile("#!/usr/bin/env bash")),
            Map.entry("list guarantees", Pattern.compile("[0-9]+ guarantees")),
            Map.entry("list scenarios", Pattern.compile("[0-9]+ scenarios")),
            Map.entry("list faults", Pattern.compile("F01 .*")),
            Map.entry("list tags", Pattern.compile("@storage\\.rebind .*")),
            Map.entry("list images", Pattern.compile("web .*")),
            Map.entry("--version", Pattern.compile("holdfast .*")),
            Map.entry("--help", Pattern.compile("Usage: holdfast.*")));

    private static final Path LIFE = Path.of("src/test/resources/dev/holdfast/lives/ordinary.jsonl.gz");
    private static final Path RENDERED = Path.of("src/test/resources/charts/nats.yaml");
    private static final Path AUDIT_LOG = Path.of("src/test/resources/dev/holdfast/audit/incident.log.gz");
    private static final Path PROGRAM = Path.of("/bin/true");

    private final Path kubeconfig;
    private final Path history;
    private final Path earlierRun;
    private final Path worseRun;
    private final Path failedRun;

    /**
     * Makes what users have.
     *
     * @param scratch an empty folder
     * @throws IOException when that cannot be made
     */
    Rehearsal(Path scratch) throws IOException {
        kubeconfig = Files.writeString(scratch.resolve("config"), UnreachableCluster.kubeconfig("staging", "none"));
        // A copy: some commands write beside it.
        history = Files.copy(LIFE, scratch.resolve("history.jsonl.gz"));
        earlierRun = ReportDirectory.passed(Files.createDirectory(scratch.resolve("before")));
        worseRun = ReportDirectory.failed(Files.createDirectory(scratch.resolve("upgraded")));
        failedRun = Files.createDirectory(scratch.resolve("failed-run"));
        Files.writeString(failedRun.resolve("results.json"), """
                {"outcome": "FAILED", "scenarios": [{
                  "feature": "Storage outlives the pod", "name": "A recreated pod finds its own data again",
                  "location": "features/storage.feature:1", "outcome": "FAILED"}]}
                """);
    }

    /**
     * Why a command is not run here.
     *
     * @param command a command of Holdfast
     * @return nothing, when it is
     */
    static Optional<String> reasonNotToRun(ShownCommand command) {
        String line = " " + String.join(" ", command.arguments()) + " ";
        return NOT_RUN.entrySet().stream()
                .filter(each -> line.contains(" " + each.getKey() + " ") && !line.contains(" --help "))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * A line that the command prints when it is run here.
     *
     * @param command a command of Holdfast
     */
    static Pattern printed(ShownCommand command) {
        List<String> words = command.arguments();
        // What a component is tried with is no fault in a wave.
        boolean trial = words.stream().anyMatch(word -> word.startsWith("--component"));
        List<String> names = words.contains("--help")
                ? List.of("--help")
                : trial
                        ? List.of("verify")
                        : List.of(String.join(" ", words.subList(0, Math.min(2, words.size()))), words.get(0));
        return names.stream()
                .filter(PRINTED::containsKey)
                .map(PRINTED::get)
                .findFirst()
                .orElseThrow(() -> new AssertionError("what does this print? " + command));
    }

    /**
     * The arguments of the command, so changed that it starts nothing and finds what users have.
     *
     * @param command a command of Holdfast
     */
    List<String> arguments(ShownCommand command) {
        List<String> arguments = new ArrayList<>();
        command.arguments().forEach(word -> arguments.add(hadHere(word)));
        boolean starts = List.of("verify", "sabotage").contains(arguments.get(0)) && !arguments.contains("--help");
        if (starts && !arguments.contains("--dry-run")) {
            arguments.add("--dry-run");
        }
        if (starts && arguments.contains("--context")) {
            arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        }
        if (starts && arguments.contains("--rerun-failed")) {
            arguments.addAll(List.of("--report", failedRun.toString()));
        }
        return arguments;
    }

    private String hadHere(String word) {
        if (word.matches("target/holdfast/histories/.*\\.jsonl")) {
            return history.toString();
        }
        if (List.of("before", "after", "target/holdfast").contains(word)) {
            return earlierRun.toString();
        }
        if (word.equals("node.bundle")) {
            return history.toString();
        }
        if (word.equals("rendered.yaml")) {
            return RENDERED.toString();
        }
        if (word.matches("audit.*\\.log(\\.gz)?")) {
            return AUDIT_LOG.toString();
        }
        if (List.of("incident", "histories").contains(word)) {
            return failedRun.resolveSibling(word).toString();
        }
        if (word.equals("upgraded")) {
            return worseRun.toString();
        }
        return word.matches(".*=/tmp/kube-[a-z-]+") ? word.replaceFirst("=.*", "=" + PROGRAM) : word;
    }
}
