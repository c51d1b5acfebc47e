package dev.holdfast.specification;

import dev.holdfast.cluster.Need;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario as it is written. One of an outline's examples is a scenario of its own.
 *
 * @param feature the title of its feature
 * @param rule the title of its rule, or empty
 * @param name its own title
 * @param file the file that it is written in, as seen from the project where it lies in it
 * @param line its line in that file
 * @param tags its tags and those of its feature and rule, without the {@code @}, in the order in which they are written
 * @param steps its steps and those of its backgrounds, without their keywords
 */
public record SpecifiedScenario(
        String feature, String rule, String name, String file, long line, List<String> tags, List<String> steps) {

    /** Keeps its own copies. */
    public SpecifiedScenario {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
    }

    /** {@return whether it needs the cluster for itself, so that it runs when all others are over} */
    public boolean alone() {
        return tags.contains("alone");
    }

    /** One of which the steps do not matter. */
    public SpecifiedScenario(String feature, String rule, String name, String file, long line, List<String> tags) {
        this(feature, rule, name, file, line, tags, List.of());
    }

    /**
     * What a tag expression can select it by: its tags, and the families of the guarantees that these name. Families are not
     * written in the features, where they could contradict the guarantees.
     *
     * @return the tags, without the {@code @}
     */
    public Set<String> selectableBy() {
        Set<String> all = new LinkedHashSet<>(tags);
        tags.stream()
                .map(Catalogue::byId)
                .flatMap(Optional::stream)
                .map(Guarantee::family)
                .forEach(all::add);
        return all;
    }

    /**
     * The same scenario on a set of another size.
     *
     * @param replicas how many pods the set has
     */
    public SpecifiedScenario withReplicas(int replicas) {
        return new SpecifiedScenario(
                feature,
                rule,
                name,
                file,
                line,
                tags,
                steps.stream()
                        .map(step -> step.replaceAll("\\bwith \\d+ replicas?\\b", "with " + replicas + " replicas"))
                        .toList());
    }

    /**
     * The same scenario on a set that it does not need something for.
     *
     * @param need what it does not need
     */
    public SpecifiedScenario without(Need need) {
        return new SpecifiedScenario(
                feature,
                rule,
                name,
                file,
                line,
                tags.stream().filter(tag -> !tag.equals(need.tag())).toList(),
                steps);
    }

    /** {@return feature and scenario in one line, as a run prints it} */
    public String title() {
        return feature.isEmpty() ? name : feature + " › " + name;
    }
}
