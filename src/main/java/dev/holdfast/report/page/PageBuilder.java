package dev.holdfast.report.page;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.gherkin.Messages;
import dev.holdfast.report.page.PageScenario.Finding;
import dev.holdfast.report.saved.RerunCommand;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.report.violation.SavedTimelines;
import dev.holdfast.report.violation.Violation;
import dev.holdfast.report.violation.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Puts the page together: a pure function of what a run left behind. */
final class PageBuilder {

    private final SavedRun run;
    private final Messages messages;
    private final SavedTimelines timelines;
    private final BiFunction<SavedScenario, Timeline, List<LogLine>> logs;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final IdentityHashMap<SavedScenario, PageScenario> scenarios = new IdentityHashMap<>();

    PageBuilder(
            SavedRun run,
            Messages messages,
            SavedTimelines timelines,
            BiFunction<SavedScenario, Timeline, List<LogLine>> logs) {
        this.run = run;
        this.messages = messages;
        this.timelines = timelines;
        this.logs = logs;
        run.guarantees().forEach(each -> statements.put(each.id(), each.statement()));
    }

    Page build() {
        List<PageScenario> all = new ArrayList<>();
        run.scenarios().forEach(each -> {
            PageScenario scenario = scenario(each);
            scenarios.put(each, scenario);
            all.add(scenario);
        });
        List<PageViolation> violations = Violations.of(
                        run, each -> scenarios.get(each).timeline())
                .stream()
                .map(this::violation)
                .toList();
        List<PageGuarantee> guarantees = run.guarantees().stream()
                .sorted(Comparator.comparing(each -> rank(each.outcome())))
                .map(each -> guarantee(each, all))
                .toList();
        all.sort(Comparator.comparing(each -> rank(each.result().outcome())));
        return new Page(run, violations, guarantees, all, Assets.load());
    }

    /** What is as promised stays in its order, whether it applies or not. */
    private static int rank(Outcome outcome) {
        return outcome == Outcome.NOT_APPLICABLE
                ? Outcome.worstFirst().indexOf(Outcome.PASSED)
                : Outcome.worstFirst().indexOf(outcome);
    }

    private PageScenario scenario(SavedScenario result) {
        Optional<Timeline> timeline = Optional.empty();
        String unreadable = "";
        try {
            timeline = timelines.read(result);
        } catch (IOException e) {
            unreadable = "Its history cannot be read: " + e.getMessage();
        }
        List<LogLine> logged = timeline.map(each -> logs.apply(result, each)).orElse(List.of());
        return new PageScenario(
                anchor(result.name()),
                result,
                RerunCommand.of(run.command(), result),
                messages.at(result.location()),
                timeline,
                unreadable,
                findings(result, timeline),
                timeline.map(each -> PageMoments.of(each, each.evidence(), sentences(result), logged))
                        .orElse(List.of()),
                logged);
    }

    private static String sentences(SavedScenario result) {
        return String.join(
                "; ", result.decisive().stream().map(SavedVerdict::sentence).toList());
    }

    private List<Finding> findings(SavedScenario result, Optional<Timeline> timeline) {
        List<Finding> findings = new ArrayList<>();
        for (String guarantee : result.concerned()) {
            Outcome outcome = result.about(guarantee).orElseThrow();
            Optional<SavedVerdict> verdict = result.verdicts().stream()
                    .filter(each -> each.guarantee().equals(guarantee) && each.outcome() == outcome)
                    .findFirst();
            findings.add(new Finding(
                    guarantee,
                    statements.getOrDefault(guarantee, ""),
                    outcome,
                    verdict.map(SavedVerdict::first).orElse(withoutVerdict(result, outcome)),
                    verdict.map(SavedVerdict::others).orElse(List.of()),
                    verdict.map(each -> letters(each, timeline)).orElse(List.of())));
        }
        findings.sort(Comparator.comparing(each -> Outcome.worstFirst().indexOf(each.outcome())));
        return findings;
    }

    private static String withoutVerdict(SavedScenario result, Outcome outcome) {
        return switch (outcome) {
            case FAILED -> result.seen().orElse("a step saw it broken");
            case NOT_APPLICABLE -> "the scenario does not apply";
            default ->
                result.unmet().isPresent()
                        ? "not shown: a step did not come true"
                        : "not judged: the scenario did not come that far";
        };
    }

    private static List<String> letters(SavedVerdict verdict, Optional<Timeline> timeline) {
        return timeline.stream()
                .flatMap(each -> verdict.evidence().stream().sorted().map(each::letter))
                .filter(letter -> !letter.isEmpty())
                .toList();
    }

    private PageViolation violation(Violation violation) {
        PageScenario scenario = scenarios.get(violation.scenario());
        return new PageViolation(
                violation,
                scenario,
                violation.picture().map(each -> new PageExcerpt(each.excerpt(), each.timeline())),
                violation
                        .picture()
                        .map(each -> PageMoments.of(
                                each.timeline(), each.excerpt().evidence(), violation.seen(), scenario.logs()))
                        .orElse(List.of()),
                violation.elsewhere().stream().map(scenarios::get).toList());
    }

    private PageGuarantee guarantee(SavedGuarantee result, List<PageScenario> all) {
        List<PageGuarantee.Link> links = new ArrayList<>();
        for (Outcome outcome : Outcome.worstFirst()) {
            Map<String, Integer> seen = new HashMap<>();
            for (String title : result.scenarios().getOrDefault(outcome, List.of())) {
                // Examples of one outline can share their title: the first mention is the first scenario.
                int times = seen.merge(title, 1, Integer::sum);
                all.stream()
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
