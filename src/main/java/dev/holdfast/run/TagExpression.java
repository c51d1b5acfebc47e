package dev.holdfast.run;

import dev.holdfast.spelling.Suggestions;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** A tag expression whose tags all exist, so that a slip of the pen does not leave out what was meant. */
final class TagExpression {

    private static final Set<String> WORDS = Set.of("and", "or", "not");

    private final Expression parsed;

    /**
     * Reads an expression.
     *
     * @param written the expression, such as {@code @storage and not @identity.map}
     * @param known the tags that there are, without their {@code @}
     * @throws IllegalArgumentException with one sentence when it is none, or names a tag that there is not
     */
    TagExpression(String written, Collection<String> known) {
        try {
            parsed = TagExpressionParser.parse(written);
        } catch (TagExpressionException e) {
            throw new IllegalArgumentException(
                    "--tags " + written + " is not a tag expression such as \"@storage and not @identity.map\": "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        Set<String> tags = new TreeSet<>();
        known.forEach(tag -> tags.add("@" + tag));
        Arrays.stream(written.split("[\\s()]+"))
                .filter(word -> !word.isEmpty() && !WORDS.contains(word) && !tags.contains(word))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("no scenario has the tag " + unknown + "; `list tags` prints all"
                            + Suggestions.question(unknown, tags));
                });
    }

    /**
     * Whether it is true of a scenario.
     *
     * @param tags the scenario's tags, without their {@code @}
     */
    boolean matches(Collection<String> tags) {
        return parsed.evaluate(tags.stream().map(tag -> "@" + tag).toList());
    }
}
