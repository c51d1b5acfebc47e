package dev.holdfast.report.violation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.report.fixture.Recordings;
import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.timeline.DecidingFields;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.FieldChange;
import dev.holdfast.report.timeline.Lane;
import dev.holdfast.report.timeline.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViolationsTest {

    @TempDir
    Path directory;

    @Test
    void tellsWhoBrokeAGuaranteeWhenAndForHowLong() throws IOException {
        Violation violation = only(ReportDirectory.failed(directory));
        Excerpt excerpt = violation.picture().orElseThrow().excerpt();
        Row deciding = excerpt.deciding();
        assertThat(violation.guarantee().id()).isEqualTo("order.waits-ready");
        assertThat(deciding.phrase()).isEqualTo("Pod nginx-statefulset-2 created");
        assertThat(deciding.author()).isEqualTo("kube-controller-manager");
        assertThat(excerpt.evidence())
                .extracting(Row::author)
                .containsExactly("kube-controller-manager", "kubelet (status)");
        assertThat(excerpt.violating().from()).isEqualTo(deciding.at());
        assertThat(excerpt.violating().to()).isEqualTo(excerpt.evidence().get(1).at());
        assertThat(excerpt.lanes())
                .extracting(Lane::name)
                .containsExactly("nginx-statefulset", "nginx-statefulset-1", "nginx-statefulset-2");
        assertThat(DecidingFields.of(excerpt.evidence().get(1), violation.seen()))
                .extracting(FieldChange::toString)
                .contains("status.conditions[Ready].status: \"False\" → \"True\"");
    }

    @Test
    void comesWithTheWorstHarmFirstAndShowsEachWhereThereIsLeastToSee() throws IOException {
        Recordings.Violation early = Recordings.outOfOrder();
        Map<String, History> histories = Map.of(
                "small.jsonl",
                early.recording().history(),
                "long.jsonl",
                Recordings.rolled().history());
        List<Violation> violations = Violations.of(
                SavedRun.parse("""
                        {"outcome": "FAILED", "holdfast": "1", "kubernetes": "v1",
                         "guarantees": [
                          {"id": "update.status-truth", "outcome": "FAILED", "consequence": {"harm": "INFORMATION", "sentence": "a"}},
                          {"id": "order.create", "outcome": "FAILED", "consequence": {"harm": "AVAILABILITY", "sentence": "b"}},
                          {"id": "amo.runtime", "outcome": "FAILED", "consequence": {"harm": "DATA", "sentence": "c"}},
                          {"id": "identity.name", "outcome": "PASSED", "consequence": {"harm": "DATA", "sentence": "d"}}],
                         "scenarios": [
                          {"name": "Long", "outcome": "FAILED", "history": "long.jsonl", "verdicts": [
                            {"guarantee": "order.create", "outcome": "FAILED", "sentence": "e", "evidence": [30, 900]},
                            {"guarantee": "identity.name", "outcome": "PASSED", "sentence": "f"}]},
                          {"name": "Small", "outcome": "FAILED", "history": "small.jsonl", "unmet": {"breaks": ["amo.runtime"]},
                           "reason": "promised: one\\nseen: two", "verdicts": [
                            {"guarantee": "amo.runtime", "outcome": "PASSED", "sentence": "h"},
                            {"guarantee": "order.create", "outcome": "FAILED", "sentence": "g", "evidence": [%d, %d]},
                            {"guarantee": "update.status-truth", "outcome": "FAILED", "sentence": "i", "evidence": [3]}]}]}
                        """.formatted(early.created(), early.ready())),
                new SavedTimelines(histories::get)::find);
        assertThat(violations)
                .extracting(each -> each.guarantee().id())
                .containsExactly("amo.runtime", "order.create", "update.status-truth");
        assertThat(violations.get(0).seen()).isEqualTo("two");
        assertThat(violations.get(0).picture()).isEmpty();
        assertThat(violations.get(1).scenario().name()).isEqualTo("Small");
        assertThat(violations.get(1).elsewhere())
                .extracting(each -> each.name())
                .containsExactly("Long");
    }

    @Test
    void tellsWithoutAPictureWhatHasNoHistory() throws IOException {
        SavedRun run = SavedRun.read(ReportDirectory.failed(directory));
        List<Violation> violations = Violations.of(run, new SavedTimelines(file -> {
            throw new IOException("it is gone");
        })::find);
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).picture()).isEmpty();
        assertThat(violations.get(0).guarantee().outcome()).isEqualTo(Outcome.FAILED);
    }

    private static Violation only(Path directory) throws IOException {
        List<Violation> violations = Violations.of(SavedRun.read(directory), SavedTimelines.in(directory)::find);
        assertThat(violations).hasSize(1);
        return violations.get(0);
    }
}
