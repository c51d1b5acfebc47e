package dev.holdfast.report;

import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.Blame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one scenario ended.
 *
 * @param feature the title of its feature
 * @param name its own title
 * @param location where it is written, as {@code file:line}
 * @param guarantees the guarantees that it is about, by id
 * @param outcome what it showed as a whole
 * @param reason why it is not passed, where no verdict says so: a step that did not hold, or something that broke
 * @param unmet the step that did not come true, if it was one that ended the scenario
 * @param verdicts what was judged on its history, also of guarantees that hold in every scenario
 * @param history the file that its history was saved to
 * @param diagnosis what else was saved of it, if it did not pass
 * @param times where its time went
 */
public record ScenarioResult(
        String feature,
        String name,
        String location,
        Set<String> guarantees,
        Outcome outcome,
        Optional<String> reason,
        Optional<UnmetStep> unmet,
        List<ReportedVerdict> verdicts,
        Optional<Path> history,
        Optional<SavedDiagnosis> diagnosis,
        ScenarioTimes times) {

    /** Keeps its own copies. */
    public ScenarioResult {
        guarantees = Set.copyOf(guarantees);
        verdicts = List.copyOf(verdicts);
    }

    /** {@return feature and scenario in one line} */
    public String title() {
        return feature.isEmpty() ? name : feature + " › " + name;
    }

    /**
     * What this scenario says about one guarantee.
     *
     * @param guarantee the guarantee's id
     * @return the outcome, or nothing when the scenario neither is about it nor judged it
     */
    public Optional<Outcome> about(String guarantee) {
        return new Blame(
                        unmet.filter(step -> step.breaks().contains(guarantee)).isPresent(),
                        verdicts.stream()
                                .filter(each -> each.guarantee().equals(guarantee))
                                .map(each -> each.verdict().outcome())
                                .toList(),
                        guarantees.contains(guarantee),
                        outcome)
                .outcome();
    }

    /** {@return the guarantees that this scenario is about or judged and says nothing of, by id} */
    public List<String> undecided() {
        return Stream.concat(
                        verdicts.stream().map(ReportedVerdict::guarantee),
                        guarantees.stream().sorted())
                .distinct()
                .filter(id -> about(id).filter(Outcome.INCONCLUSIVE::equals).isPresent())
                .toList();
    }
}
