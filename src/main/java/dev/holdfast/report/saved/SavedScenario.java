package dev.holdfast.report.saved;

import dev.holdfast.guarantee.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one scenario ended.
 *
 * @param feature the title of its feature
 * @param name its own title
 * @param location where it is written, as {@code file:line}
 * @param outcome what it showed as a whole
 * @param reason why it is not passed, where no verdict says so
 * @param unmet that a step did not come true, where one did not
 * @param seconds how long it took
 * @param guarantees the ids of the guarantees that it is about
 * @param verdicts what was judged on its history
 * @param history the file of its history, as seen from the report directory
 * @param diagnosis what else was saved of it, if it did not pass
 */
public record SavedScenario(
        String feature,
        String name,
        String location,
        Outcome outcome,
        Optional<String> reason,
        Optional<SavedUnmet> unmet,
        double seconds,
        List<String> guarantees,
        List<SavedVerdict> verdicts,
        Optional<String> history,
        Optional<SavedEvidence> diagnosis) {

    /** Copies the lists; none when there are none. */
    public SavedScenario {
        feature = feature == null ? "" : feature;
        location = location == null ? "" : location;
        guarantees = guarantees == null ? List.of() : List.copyOf(guarantees);
        verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
    }

    /** {@return feature and scenario in one line, as the results of a guarantee name it} */
    public String title() {
        return feature.isEmpty() ? name : feature + " › " + name;
    }

    /** {@return what the step saw that did not hold, as one sentence, where no verdict says why it is not passed} */
    public Optional<String> seen() {
        // A step says what was promised, what was seen and where to look, line by line.
        return reason.map(text -> text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("seen: "))
                .map(line -> line.substring("seen: ".length()))
                .findFirst()
                .orElse(text.lines().findFirst().orElse("")));
    }

    /** {@return the ids of the guarantees that what a step saw proves to be broken} */
    public List<String> brokenByStep() {
        return unmet.map(SavedUnmet::breaks).orElse(List.of());
    }

    /**
     * What this scenario says about one guarantee.
     *
     * @param guarantee the guarantee's id
     * @return the outcome, or nothing when the scenario neither is about it nor judged it
     */
    public Optional<Outcome> about(String guarantee) {
        return new Blame(
                        brokenByStep().contains(guarantee),
                        verdicts.stream()
                                .filter(each -> each.guarantee().equals(guarantee))
                                .map(SavedVerdict::outcome)
                                .toList(),
                        guarantees.contains(guarantee),
                        outcome)
                .outcome();
    }

    /** {@return the guarantees that it is about, judged or saw broken, by id} */
    public List<String> concerned() {
        return Stream.of(verdicts.stream().map(SavedVerdict::guarantee), guarantees.stream(), brokenByStep().stream())
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    /** {@return the guarantees of which it says that, by id} */
    public List<String> saying(Outcome said) {
        return concerned().stream()
                .filter(id -> about(id).filter(said::equals).isPresent())
                .toList();
    }

    /** {@return the guarantees that it is about or judged and says nothing of, by id} */
    public List<String> undecided() {
        return saying(Outcome.INCONCLUSIVE);
    }

    /** {@return the verdicts that explain the outcome: those that are like it} */
    public List<SavedVerdict> decisive() {
        return verdicts.stream().filter(each -> each.outcome() == outcome).toList();
    }
}
