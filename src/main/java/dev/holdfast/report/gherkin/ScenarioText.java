package dev.holdfast.report.gherkin;

import java.util.List;

/**
 * One scenario as it is written.
 *
 * @param feature the title of its feature
 * @param rule the title of its rule; empty when it is in none
 * @param ruleText what is written under the rule's title, line by line
 * @param keyword {@code Scenario} or {@code Scenario Outline}
 * @param name its title
 * @param tags its tags with their {@code @}, those of the feature included
 * @param steps its steps, those of the backgrounds first
 */
public record ScenarioText(
        String feature,
        String rule,
        List<String> ruleText,
        String keyword,
        String name,
        List<String> tags,
        List<StepText> steps) {
    /** Copies the lists. */
    public ScenarioText {
        ruleText = List.copyOf(ruleText);
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
    }
}
