package dev.holdfast.specification;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What scenarios have on a cluster at once, at most, as their steps say.
 *
 * @param namespaces how many namespaces
 * @param pods how many pods, with those that scenarios look from and that show the controller at work
 * @param claims how many claims, and as many volumes
 */
public record Footprint(int namespaces, int pods, int claims) {

    private static final Pattern REPLICAS = Pattern.compile("\\b(\\d+) replicas?\\b");

    /** The most claim templates that a set as people write them has; the tutorial's has one. */
    private static final int TEMPLATES_OF_SHAPES = 2;

    /** From which names are looked up and pages fetched. */
    private static final int TOOLS = 1;

    /**
     * What one scenario has.
     *
     * @param scenario the scenario
     */
    public static Footprint of(SpecifiedScenario scenario) {
        int pods = largest(scenario.steps().stream().filter(step -> !step.contains("Deployment")));
        int stateless = largest(scenario.steps().stream().filter(step -> step.contains("Deployment")));
        // One that is replaced and the one that takes its place are there together.
        int replaced = stateless == 0 ? 0 : 1;
        int others = scenario.steps().stream().anyMatch(step -> step.contains("for another ")) ? 1 : 0;
        boolean shape = scenario.steps().stream().anyMatch(step -> step.contains("the manifests \""));
        int templates = shape || scenario.tags().contains("any-set") ? TEMPLATES_OF_SHAPES : 1;
        int claims = scenario.tags().contains("needs.nfs") || scenario.tags().contains("needs.storage-class")
                ? pods * templates
                : 0;
        return new Footprint(1, pods + stateless + replaced + others + TOOLS, claims);
    }

    /**
     * What some scenarios have when the largest of them run at the same time.
     *
     * @param scenarios the scenarios
     * @param parallel how many run at once
     */
    public static Footprint of(Collection<SpecifiedScenario> scenarios, int parallel) {
        List<Footprint> each = scenarios.stream().map(Footprint::of).toList();
        return new Footprint(
                Math.min(parallel, each.size()),
                sumOfLargest(each.stream().map(Footprint::pods), parallel),
                sumOfLargest(each.stream().map(Footprint::claims), parallel));
    }

    private static int sumOfLargest(Stream<Integer> numbers, int count) {
        return numbers.sorted((one, other) -> other - one)
                .limit(count)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static int largest(Stream<String> steps) {
        return steps.map(REPLICAS::matcher)
                .flatMap(Matcher::results)
                .map((MatchResult found) -> Integer.parseInt(found.group(1)))
                .max(Integer::compare)
                .orElse(0);
    }
}
