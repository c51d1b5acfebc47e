package dev.holdfast.specification;

import java.util.List;

/**
 * A scenario as it is written. One of an outline's examples is a scenario of its own.
 *
 * @param feature the title of its feature
 * @param rule the title of its rule, or empty
 * @param name its own title
 * @param file the file that it is written in, as seen from the project where it lies in it
 * @param line its line in that file
 * @param tags its tags and those of its feature and rule, without the {@code @}, in the order in which they are written
 */
public record SpecifiedScenario(String feature, String rule, String name, String file, long line, List<String> tags) {

    /** Keeps its own copy. */
    public SpecifiedScenario {
        tags = List.copyOf(tags);
    }

    /** {@return feature and scenario in one line, as a run prints it} */
    public String title() {
        return feature.isEmpty() ? name : feature + " › " + name;
    }
}
