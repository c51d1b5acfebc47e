package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.conformance.ConformanceReport;
import dev.holdfast.report.conformance.ConformanceReport.GuaranteeReport;
import dev.holdfast.report.conformance.Word;
import dev.holdfast.report.gherkin.Messages;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.violation.SavedTimelines;
import dev.holdfast.report.violation.Violation;
import dev.holdfast.report.violation.Violations;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The box of a scenario, the table, the cards and the conformance report say the same of each guarantee. */
class AgreementTest {

    /** A step that saw identity.hostname broken, which the history shows kept; order.create judged broken beside it; and more. */
    private static final String RUN = """
            {"outcome": "FAILED", "holdfast": "1", "kubernetes": "v1",
             "guarantees": [
              {"id": "identity.hostname", "outcome": "FAILED", "scenarios": {"FAILED": ["A"], "PASSED": ["B"]}},
              {"id": "order.create", "outcome": "FAILED", "scenarios": {"FAILED": ["A"]}},
              {"id": "identity.dns", "outcome": "INCONCLUSIVE", "scenarios": {"INCONCLUSIVE": ["A", "B"]}},
              {"id": "storage.rebind", "outcome": "PASSED", "scenarios": {"PASSED": ["A"]}},
              {"id": "order.scale-up", "outcome": "INCONCLUSIVE", "scenarios": {"INCONCLUSIVE": ["C"]}}],
             "scenarios": [
              {"name": "A", "outcome": "FAILED", "guarantees": ["identity.dns", "storage.rebind"],
               "reason": "promised: blue\\nseen: red", "unmet": {"breaks": ["identity.hostname"]},
               "verdicts": [
                {"guarantee": "identity.hostname", "outcome": "PASSED", "sentence": "a"},
                {"guarantee": "order.create", "outcome": "FAILED", "sentence": "b", "evidence": []},
                {"guarantee": "storage.rebind", "outcome": "PASSED", "sentence": "c"}]},
              {"name": "B", "outcome": "INCONCLUSIVE", "guarantees": ["identity.dns"],
               "reason": "promised: one\\nseen: none", "unmet": {"breaks": []},
               "verdicts": [{"guarantee": "identity.hostname", "outcome": "PASSED", "sentence": "d"}]},
              {"name": "C", "outcome": "INCONCLUSIVE", "guarantees": ["order.scale-up"],
               "verdicts": [{"guarantee": "order.scale-up", "outcome": "INCONCLUSIVE", "sentence": "e"}]}]}
            """;

    @Test
    void allSaySoOfEachGuarantee() throws IOException {
        SavedRun run = SavedRun.parse(RUN);
        Page page = page(run);
        Map<String, Outcome> table = new TreeMap<>(page.guarantees().stream()
                .collect(Collectors.toMap(
                        each -> each.result().id(), each -> each.result().outcome())));
        assertThat(worstInBoxes(page)).isEqualTo(table);
        assertThat(conformance(run))
                .isEqualTo(table.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> Word.of(each.getValue()))));
        assertThat(page.violations())
                .extracting(each -> each.violation().guarantee().id())
                .containsExactlyInAnyOrder("identity.hostname", "order.create");
        assertThat(Violations.of(run, any -> Optional.empty()))
                .extracting(Violation::seen)
                .containsExactlyInAnyOrder("red", "b");
    }

    @Test
    void whatAStepLeftOpenIsNeitherBrokenNorJudged() throws IOException {
        Page page = page(SavedRun.parse(RUN));
        assertThat(page.notShown()).extracting(each -> each.result().name()).containsExactly("B");
        assertThat(page.undecided()).extracting(each -> each.result().name()).containsExactly("C");
        assertThat(page.notShown().get(0).result().undecided()).containsExactly("identity.dns");
    }

    @Test
    void aFailureIsNotExplainedByWhatFollowsFromIt() throws IOException {
        PageScenario box = page(SavedRun.parse(RUN)).scenarios().get(0);
        assertThat(box.decisive())
                .extracting(PageScenario.Finding::guarantee)
                .containsExactlyInAnyOrder("order.create", "identity.hostname");
    }

    @Test
    void aReasonIsShownLineByLine() throws IOException {
        String because = "promised: blue\\nseen: red";
        assertThat(RUN).contains(because);
        String run = RUN.replace(because, because + "\\n    why: shop/web cannot go on: no image");
        assertThat(page(SavedRun.parse(run)).scenarios().get(0).reasons())
                .containsExactly(
                        new PageScenario.Reason("promised", "blue"),
                        new PageScenario.Reason("seen", "red"),
                        new PageScenario.Reason("why", "shop/web cannot go on: no image"));
    }

    private static Page page(SavedRun run) {
        SavedTimelines none = new SavedTimelines(file -> {
            throw new IOException("none");
        });
        return new PageBuilder(run, Messages.none(), none, (scenario, timeline) -> List.of()).build();
    }

    private static Map<String, Outcome> worstInBoxes(Page page) {
        Map<String, Outcome> worst = new TreeMap<>();
        page.scenarios().stream()
                .flatMap(box -> box.findings().stream())
                .forEach(finding -> worst.merge(
                        finding.guarantee(),
                        finding.outcome(),
                        (one, other) -> Outcome.worstFirst().indexOf(one)
                                        < Outcome.worstFirst().indexOf(other)
                                ? one
                                : other));
        return worst;
    }

    private static Map<String, String> conformance(SavedRun run) {
        return ConformanceReport.of(run, List.of()).areas().stream()
                .flatMap(area -> area.guarantees().stream())
                .collect(Collectors.toMap(GuaranteeReport::id, GuaranteeReport::verdict));
    }
}
