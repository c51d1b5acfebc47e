package dev.holdfast.report;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.report.page.ReportPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page of saved histories: each set of each history is shown as a scenario of a run is. */
public final class JudgementReport {

    private JudgementReport() {}

    /**
     * Writes {@code results.json} and the page. The histories stay where they are.
     *
     * @param directory the folder that they go to
     * @param histories what was judged
     * @param command what judges them again
     * @return the page
     * @throws IOException when the results or the page cannot be written
     */
    public static Path write(Path directory, List<JudgedHistory> histories, String command) throws IOException {
        List<ScenarioResult> results = new ArrayList<>();
        histories.forEach(each -> results.addAll(results(each)));
        Outcome outcome = Outcome.worstFirst().stream()
                .filter(each -> histories.stream().anyMatch(history -> history.outcome() == each))
                .findFirst()
                .orElse(Outcome.INCONCLUSIVE);
        new ResultsFile(directory).write(outcome, results, facts(histories, command));
        return ReportPage.write(directory);
    }

    private static List<ScenarioResult> results(JudgedHistory judged) {
        List<Subject> subjects =
                judged.judgements().stream().map(Judgement::subject).distinct().toList();
        if (subjects.isEmpty()) {
            return List.of(result(judged, "nothing in it could be judged", List.of()));
        }
        return subjects.stream()
                .map(subject -> result(
                        judged,
                        subject.namespace() + "/" + subject.statefulSet(),
                        judged.judgements().stream()
                                .filter(each -> each.subject().equals(subject))
                                .toList()))
                .toList();
    }

    private static ScenarioResult result(JudgedHistory judged, String name, List<Judgement> judgements) {
        return new ScenarioResult(
                judged.file().getFileName().toString(),
                name,
                Shown.path(judged.file()),
                Set.of(),
                new JudgedHistory(judged.file(), judged.history(), judgements).outcome(),
                Optional.empty(),
                Optional.empty(),
                judgements.stream()
                        .map(each -> new ReportedVerdict(each.guarantee().id(), each.verdict()))
                        .toList(),
                Optional.of(judged.file()),
                Optional.empty(),
                new ScenarioTimes(began(judged.history()), lasted(judged.history()), "", Duration.ZERO, List.of()));
    }

    private static RunFacts facts(List<JudgedHistory> histories, String command) {
        return new RunFacts(
                command,
                Instant.now(),
                HoldfastVersion.current(),
                histories.stream()
                        .flatMap(each -> each.history().entries().stream())
                        .filter(ServerVersion.class::isInstance)
                        .map(entry -> ((ServerVersion) entry).version())
                        .findFirst()
                        .orElse("of an unknown version"),
                List.of(),
                new RunFacts.ClusterFacts(
                        Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of()),
                Map.of(),
                histories.stream().map(each -> lasted(each.history())).reduce(Duration.ZERO, Duration::plus),
                false,
                Plan.UNKNOWN);
    }

    private static Instant began(History history) {
        return history.entries().stream().map(Entry::at).findFirst().orElse(Instant.EPOCH);
    }

    private static Duration lasted(History history) {
        List<Entry> entries = history.entries();
        return entries.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                        entries.get(0).at(), entries.get(entries.size() - 1).at());
    }
}
