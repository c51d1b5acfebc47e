package dev.holdfast.report.page;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.report.gherkin.Messages;
import dev.holdfast.report.page.PageScenario.Evidence;
import dev.holdfast.report.page.PageScenario.Finding;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the page together: a pure function of what a run left behind. */
final class PageBuilder {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SavedRun run;
    private final Messages messages;
    private final Histories histories;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, Integer> anchors = new HashMap<>();

    /** Where the histories of scenarios come from. */
    @FunctionalInterface
    interface Histories {
        /**
         * Reads the history of a scenario.
         *
         * @throws IOException if it cannot be read
         */
        History read(String file) throws IOException;
    }

    PageBuilder(SavedRun run, Messages messages, Histories histories) {
        this.run = run;
        this.messages = messages;
        this.histories = histories;
        run.guarantees().forEach(each -> statements.put(each.id(), each.statement()));
    }

    Page build() {
        List<PageScenario> scenarios = new ArrayList<>();
        run.scenarios().forEach(each -> scenarios.add(scenario(each)));
        List<PageGuarantee> guarantees = run.guarantees().stream()
                .map(each -> guarantee(each, scenarios))
                .toList();
        scenarios.sort(Comparator.comparing(each -> each.open()
                ? Outcome.worstFirst().indexOf(each.result().outcome())
                : Outcome.worstFirst().size()));
        return new Page(run, guarantees, scenarios, Assets.load());
    }

    private PageScenario scenario(SavedScenario result) {
        Set<Long> named = new TreeSet<>();
        result.decisive().forEach(verdict -> named.addAll(verdict.evidence()));
        Optional<History> history = Optional.empty();
        String unreadable = "";
        if (result.history().isPresent()) {
            try {
                history = Optional.of(histories.read(result.history().get()));
            } catch (IOException | IllegalArgumentException e) {
                unreadable = "Its history cannot be read: " + e.getMessage();
            }
        }
        Optional<Timeline> timeline = history.map(each -> Timeline.of(each, named));
        List<Long> lettered = List.copyOf(named);
        return new PageScenario(
                anchor(result.name()),
                result,
                messages.at(result.location()),
                timeline,
                unreadable,
                findings(result, lettered),
                history.map(each ->
                                evidence(each, timeline.map(Timeline::evidence).orElse(List.of())))
                        .orElse(List.of()));
    }

    private List<Finding> findings(SavedScenario result, List<Long> lettered) {
        return result.verdicts().stream()
                .sorted(Comparator.comparing(verdict -> Outcome.worstFirst().indexOf(verdict.outcome())))
                .map(verdict -> new Finding(
                        verdict.guarantee(),
                        statements.getOrDefault(verdict.guarantee(), ""),
                        verdict.outcome(),
                        verdict.sentence(),
                        letters(verdict, lettered)))
                .toList();
    }

    private static List<String> letters(SavedVerdict verdict, List<Long> lettered) {
        return verdict.evidence().stream()
                .map(lettered::indexOf)
                .filter(position -> position >= 0)
                .sorted()
                .map(PageScenario::letter)
                .toList();
    }

    private static List<Evidence> evidence(History history, List<Row> rows) {
        List<Evidence> evidence = new ArrayList<>();
        for (Row row : rows) {
            Entry entry = history.entries().get((int) row.index());
            String heading = "+" + Seconds.at(row.at()) + " s"
                    + (row.resourceVersion().isEmpty() ? "" : "  rv " + row.resourceVersion()) + "  " + row.kind()
                    + " " + row.name() + "  " + row.change() + "  " + row.text();
            String json = entry instanceof Observation observation
                    ? JSON.writeValueAsString(observation.object().json())
                    : entry.toString();
            evidence.add(new Evidence(PageScenario.letter(evidence.size()), heading, json));
        }
        return evidence;
    }

    private PageGuarantee guarantee(SavedGuarantee result, List<PageScenario> scenarios) {
        List<PageGuarantee.Link> links = new ArrayList<>();
        for (Outcome outcome : Outcome.worstFirst()) {
            Map<String, Integer> seen = new HashMap<>();
            for (String title : result.scenarios().getOrDefault(outcome, List.of())) {
                // Examples of one outline can share their title: the first mention is the first scenario.
                int times = seen.merge(title, 1, Integer::sum);
                scenarios.stream()
                        .filter(each -> each.result().title().equals(title))
                        .skip(times - 1L)
                        .findFirst()
                        .ifPresent(each -> links.add(new PageGuarantee.Link(
                                each.anchor(),
                                each.result().name(),
                                outcome,
                                each.result().guarantees().contains(result.id()))));
            }
        }
        // Those that are about it come before those in which it merely held as well.
        links.sort(Comparator.comparing(
                        (PageGuarantee.Link link) -> Outcome.worstFirst().indexOf(link.outcome()))
                .thenComparing(link -> link.about() ? 0 : 1));
        return new PageGuarantee(result, links);
    }

    /** A place on the page that has the same name in every run, as long as the scenario has its title. */
    private String anchor(String name) {
        String first = Anchor.of(name);
        int times = anchors.merge(first, 1, Integer::sum);
        return first + (times == 1 ? "" : "-" + times);
    }
}
