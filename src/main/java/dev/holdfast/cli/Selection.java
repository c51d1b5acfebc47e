package dev.holdfast.cli;

import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks a tag expression against the tags that there are, so that a slip of the pen does not pass as an empty run. */
final class Selection {

    private static final Set<String> WORDS = Set.of("and", "or", "not");

    private final String expression;

    Selection(String expression) {
        this.expression = expression;
    }

    /**
     * Looks for a reason not to run.
     *
     * @param scenarios the tags of each scenario, with their {@code @}
     * @return one sentence on what is wrong with the expression, or nothing
     */
    Optional<String> objection(Collection<Set<String>> scenarios) {
        Predicate<List<String>> matches;
        try {
            matches = TagExpressionParser.parse(expression)::evaluate;
        } catch (TagExpressionException e) {
            return Optional.of("--tags " + expression + " is not a tag expression such as \"@storage and not @slow\": "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        Set<String> known = scenarios.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        Optional<String> unknown = Arrays.stream(expression.split("[\\s()]+"))
                .filter(word -> !word.isEmpty() && !WORDS.contains(word))
                .filter(tag -> !known.contains(tag))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("no scenario has the tag " + unknown.get() + "; there are " + String.join(" ", known));
        }
        if (scenarios.stream().noneMatch(tags -> matches.test(List.copyOf(tags)))) {
            return Optional.of("no scenario matches --tags " + expression);
        }
        return Optional.empty();
    }
}
