package dev.holdfast.run;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.specification.ScenarioProfile;
import dev.holdfast.specification.SpecifiedScenario;
import dev.holdfast.spelling.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The scenarios of a run: all of them, narrowed down by one option after another. What leaves none is refused, so that an
 * empty run does not pass for a good one. All refusals are {@link IllegalArgumentException}s with one sentence.
 */
public final class Selection {

    private static final Set<Outcome> NOT_PASSED = Set.of(Outcome.FAILED, Outcome.INCONCLUSIVE);

    private final List<SpecifiedScenario> scenarios;
    private final List<String> options;

    private Selection(List<SpecifiedScenario> scenarios, List<String> options) {
        this.scenarios = List.copyOf(scenarios);
        this.options = List.copyOf(options);
    }

    /**
     * Begins with everything.
     *
     * @param all the scenarios that there are, at least one
     */
    public static Selection of(List<SpecifiedScenario> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no scenario to choose from");
        }
        return new Selection(all, List.of());
    }

    /** {@return what is left, in the order of the features} */
    public List<SpecifiedScenario> scenarios() {
        return scenarios;
    }

    /** {@return the scenarios that a tag expression is true of; the families of guarantees count as tags} */
    public Selection tagged(String expression) {
        Set<String> known = new HashSet<>();
        scenarios.forEach(scenario -> known.addAll(scenario.selectableBy()));
        TagExpression tags = new TagExpression(expression, known);
        return narrowed("--tags " + expression, scenario -> tags.matches(scenario.selectableBy()));
    }

    /** {@return the scenarios that ask nothing of a set but what Kubernetes promises of every one} */
    public Selection ofAnySet() {
        return narrowed("--set", scenario -> scenario.tags().contains("any-set"));
    }

    /** {@return the scenarios that belong to one of these profiles} */
    public Selection ofProfiles(Set<ScenarioProfile> profiles) {
        String names = profiles.stream().sorted().map(ScenarioProfile::toString).collect(Collectors.joining(","));
        return narrowed("--profile " + names, scenario -> profiles.contains(ScenarioProfile.of(scenario)));
    }

    /** {@return the scenarios in whose title a regular expression is found} */
    public Selection titled(String expression) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "--scenario " + expression + " is not a regular expression: " + e.getDescription(), e);
        }
        Predicate<SpecifiedScenario> found =
                scenario -> pattern.matcher(scenario.title()).find();
        if (scenarios.stream().noneMatch(found)) {
            throw nothing(
                    "--scenario " + expression,
                    Suggestions.questionOfTitles(
                            expression,
                            scenarios.stream().map(SpecifiedScenario::name).toList()));
        }
        return narrowed("--scenario " + expression, found);
    }

    /** {@return the scenarios of one part of the selection} */
    public Selection part(Shard shard) {
        Set<SpecifiedScenario> part = Set.copyOf(shard.of(scenarios));
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "--shard " + shard + " is empty: there are only " + scenarios.size() + " scenarios to share out");
        }
        return narrowed("--shard " + shard, part::contains);
    }

    /** {@return the scenarios that an earlier run found broken or inconclusive, or did not come to} */
    public Selection notPassedIn(SavedRun run) {
        Set<String> titles = new HashSet<>(run.notRun());
        run.scenarios().stream()
                .filter(scenario -> NOT_PASSED.contains(scenario.outcome()))
                .map(SavedScenario::title)
                .forEach(titles::add);
        if (titles.isEmpty()) {
            throw new IllegalArgumentException("--rerun-failed has nothing to do: in the last run no scenario failed");
        }
        return narrowed("--rerun-failed", scenario -> titles.contains(scenario.title()));
    }

    private Selection narrowed(String option, Predicate<SpecifiedScenario> keep) {
        List<SpecifiedScenario> left = scenarios.stream().filter(keep).toList();
        if (left.isEmpty()) {
            throw nothing(option, "");
        }
        return new Selection(left, with(option));
    }

    private IllegalArgumentException nothing(String option, String suggestion) {
        return new IllegalArgumentException("no scenario matches " + String.join(" and ", with(option))
                + "; `list scenarios` prints those that there are" + suggestion);
    }

    private List<String> with(String option) {
        List<String> all = new ArrayList<>(options);
        all.add(option);
        return all;
    }
}
