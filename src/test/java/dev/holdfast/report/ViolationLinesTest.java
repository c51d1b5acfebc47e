package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.violation.SavedTimelines;
import dev.holdfast.report.violation.Violation;
import dev.holdfast.report.violation.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The card of a guarantee that was broken many times, on a cluster whose controller took every pod for Ready. */
class ViolationLinesTest {

    private static final Path RECORDED = Path.of("src/test/resources/dev/holdfast/report/adds-while-unready.jsonl.gz");

    private static final PrintStream NOWHERE = new PrintStream(new ByteArrayOutputStream());

    private History history;

    @BeforeEach
    void read() throws IOException {
        history = HistoryFile.read(RECORDED);
    }

    @Test
    void tellsTheFirstFewOfTheOtherTimes() throws IOException {
        assertThat(card(5, 0)).containsSequence(others(5)).noneMatch(line -> line.contains("more, in the report"));
        assertThat(card(7, 0)).containsSequence(others(5)).contains("    and:      2 more, in the report");
    }

    @Test
    void tellsTheFirstFewOfTheOtherScenarios() throws IOException {
        assertThat(card(0, 5)).containsSequence(elsewhere(5)).noneMatch(line -> line.contains("more, in the report"));
        assertThat(card(0, 7)).containsSequence(elsewhere(5)).contains("    also in:  2 more, in the report");
    }

    @Test
    void drawsTheLastActionsBeforeItAndABarWhileItLasts() throws IOException {
        List<String> timeline =
                card(0, 0).stream().filter(line -> line.startsWith("      ")).toList();
        assertThat(timeline)
                .containsExactly(
                        "       A       8.746  Pod nginx-statefulset-0 changed, by kubelet (status)",
                        "                      status.conditions[Ready].status: \"True\" → \"False\"",
                        "               8.782  scenario: delete Pod another-statefulset-1-0",
                        "               8.843  scenario: raise revisionHistoryLimit of StatefulSet nginx-statefulset by 1, so that"
                                + " the controller looks at it (no Pod changes)",
                        "               8.900  scenario: scale StatefulSet nginx-statefulset to 3 replicas",
                        "       B       8.914  StatefulSet nginx-statefulset changed, by fabric8-kubernetes-client",
                        "                      spec.replicas: 2 → 3",
                        "       C ┃     8.925  Pod nginx-statefulset-2 created, by kube-controller-manager",
                        "         ┃            status.phase: not set → \"Pending\"",
                        "         ┃            metadata.labels.controller-revision-hash: not set → \"nginx-statefulset-5658d68dfc\"");
    }

    private List<String> card(int others, int elsewhere) throws IOException {
        String verdict = """
                {"guarantee": "order.scale-up-blocked-by-unready", "outcome": "FAILED",
                 "sentence": "pod 2 was created at resourceVersion 912 while pod 0 was not Ready", "evidence": [%s],
                 "others": [%s]}""".formatted(
                        evidence(),
                        IntStream.rangeClosed(1, others)
                                .mapToObj(i -> "{\"sentence\": \"time " + i + "\", \"evidence\": []}")
                                .collect(Collectors.joining(",")));
        String scenarios = IntStream.rangeClosed(0, elsewhere)
                .mapToObj(i -> """
                        {"feature": "Order", "name": "Scenario %d", "outcome": "FAILED", "location": "a.feature:%d"%s, "verdicts": [%s]}""".formatted(i, i, i == 0 ? ", \"history\": \"a.jsonl\"" : "", verdict))
                .collect(Collectors.joining(","));
        SavedRun run = SavedRun.parse("""
                {"outcome": "FAILED", "holdfast": "1", "kubernetes": "v1",
                 "guarantees": [{"id": "order.scale-up-blocked-by-unready", "outcome": "FAILED", "statement": "It MUST wait"}],
                 "scenarios": [%s]}""".formatted(scenarios));
        List<Violation> violations = Violations.of(run, new SavedTimelines(file -> history)::find);
        assertThat(violations).hasSize(1);
        return new ViolationLines(new Terminal(NOWHERE, NOWHERE, false), Optional.empty()).of(violations.get(0));
    }

    /** The entries in which pod 2 was created, and pod 0 had ceased to be Ready. */
    private String evidence() {
        return Judge.of(history, Runnable::run).stream()
                .filter(each -> each.guarantee().id().equals("order.scale-up-blocked-by-unready"))
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .flatMap(each -> each.verdict().evidence().stream())
                .map(entry -> Long.toString(entry.index()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> others(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "    and:      time " + i)
                .toList();
    }

    private static List<String> elsewhere(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "    also in:  Order › Scenario " + i)
                .toList();
    }
}
