package dev.holdfast.report;

import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results of a run for programs: {@value #NAME} in the report directory. */
record ResultsFile(Path directory) {

    static final String NAME = "results.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Outcome outcome, List<ScenarioResult> scenarios, RunFacts facts) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("outcome", outcome);
        root.put("interrupted", facts.interrupted());
        root.put("ended", facts.ended().toString());
        root.put("command", facts.command());
        root.put("holdfast", facts.holdfast());
        root.put("kubernetes", facts.kubernetes());
        root.put("nodes", facts.nodes());
        root.put("cluster", cluster(facts.cluster()));
        Map<String, Object> seconds = new LinkedHashMap<>();
        facts.startedIn().forEach((phase, took) -> seconds.put(phase, seconds(took)));
        seconds.put("scenarios", seconds(facts.scenarios()));
        root.put("seconds", seconds);
        root.put("guarantees", GuaranteeResult.of(scenarios));
        root.put("scenarios", scenarios.stream().map(this::scenario).toList());
        root.put("rounds", facts.plan().rounds());
        root.put("notRun", List.copyOf(facts.plan().missing(scenarios).keySet()));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(NAME), JSON.writeValueAsString(root) + "\n");
    }

    private static Map<String, Object> cluster(RunFacts.ClusterFacts facts) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        if (!facts.components().isEmpty()) {
            cluster.put("components", new TreeMap<>(facts.components()));
        }
        facts.distribution().ifPresent(name -> cluster.put("distribution", name));
        facts.network().ifPresent(name -> cluster.put("network", name));
        facts.storageClass().ifPresent(name -> cluster.put("storageClass", name));
        cluster.put("images", new TreeMap<>(facts.images()));
        cluster.put("packages", new TreeMap<>(facts.packages()));
        return cluster;
    }

    private Map<String, Object> scenario(ScenarioResult result) {
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("feature", result.feature());
        scenario.put("name", result.name());
        scenario.put("location", result.location());
        scenario.put("outcome", result.outcome());
        result.reason().ifPresent(reason -> scenario.put("reason", reason));
        result.unmet()
                .ifPresent(step -> scenario.put(
                        "unmet",
                        Map.of("breaks", step.breaks().stream().sorted().toList())));
        scenario.put("seconds", seconds(result.times().took()));
        scenario.put("secondsOfCluster", seconds(result.times().cluster()));
        scenario.put("guarantees", result.guarantees().stream().sorted().toList());
        List<Map<String, Object>> verdicts = new ArrayList<>();
        for (ReportedVerdict each : result.verdicts()) {
            Map<String, Object> verdict = new LinkedHashMap<>();
            verdict.put("guarantee", each.guarantee());
            verdict.put("outcome", each.verdict().outcome());
            verdict.put("sentence", each.verdict().sentence());
            verdict.put("evidence", indexes(each.verdict()));
            List<Map<String, Object>> others = each.verdict().others().stream()
                    .map(other -> Map.<String, Object>of("sentence", other.sentence(), "evidence", indexes(other)))
                    .toList();
            if (!others.isEmpty()) {
                verdict.put("others", others);
            }
            verdicts.add(verdict);
        }
        scenario.put("verdicts", verdicts);
        result.history().ifPresent(file -> scenario.put("history", relative(file)));
        result.diagnosis().ifPresent(saved -> scenario.put("diagnosis", diagnosis(saved)));
        return scenario;
    }

    private static List<Long> indexes(Verdict verdict) {
        return verdict.evidence().stream().map(Entry::index).toList();
    }

    private Map<String, Object> diagnosis(SavedDiagnosis saved) {
        Map<String, Object> diagnosis = new LinkedHashMap<>();
        diagnosis.put("folder", relative(saved.folder()));
        diagnosis.put("files", saved.files());
        diagnosis.put("missing", saved.missing());
        return diagnosis;
    }

    /** Beside the results, so that the directory can be moved as a whole. */
    private String relative(Path file) {
        Path base = directory.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute).toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
