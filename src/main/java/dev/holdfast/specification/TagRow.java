package dev.holdfast.specification;

import dev.holdfast.cluster.Need;
import dev.holdfast.guarantee.Guarantee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One tag that scenarios can be selected by.
 *
 * @param tag the tag, without the {@code @}
 * @param meaning what it says of a scenario
 * @param scenarios how many it selects
 */
public record TagRow(String tag, String meaning, long scenarios) {

    /** The tags that say something else than which guarantee a scenario is about, and what. */
    public static final Map<String, String> OTHERS = others();

    /**
     * Counts tags.
     *
     * @param guarantees the guarantees that tags may name
     * @param scenarios the scenarios
     * @return one row for each tag that selects a scenario: first those that name no guarantee, then the families of
     *     guarantees and the guarantees, in the order of the latter
     */
    public static List<TagRow> of(List<Guarantee> guarantees, List<SpecifiedScenario> scenarios) {
        TreeSet<String> others = new TreeSet<>();
        scenarios.forEach(scenario -> others.addAll(scenario.tags()));
        guarantees.forEach(guarantee -> others.remove(guarantee.id()));
        List<TagRow> rows = new ArrayList<>();
        others.forEach(tag -> rows.add(new TagRow(tag, OTHERS.getOrDefault(tag, "not known"), count(tag, scenarios))));
        guarantees.stream()
                .flatMap(guarantee -> Stream.of(
                        new TagRow(
                                guarantee.family(),
                                "is about a guarantee of this family: " + guarantee.family() + ".…",
                                count(guarantee.family(), scenarios)),
                        new TagRow(guarantee.id(), guarantee.statement(), count(guarantee.id(), scenarios))))
                .distinct()
                .filter(row -> row.scenarios() > 0)
                .forEach(rows::add);
        return rows;
    }

    private static Map<String, String> others() {
        Map<String, String> others = new HashMap<>(Map.of(
                "tutorial", "follows a section of the tutorial",
                "any-set",
                        "asks nothing of the set but what Kubernetes promises of every one, so that it can be run on yours",
                "alone", "needs the cluster for itself: its whole feature runs alone"));
        for (Need need : Need.values()) {
            others.put(need.tag(), "does not apply without " + need.meaning());
        }
        return Map.copyOf(others);
    }

    private static long count(String tag, List<SpecifiedScenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.selectableBy().contains(tag))
                .count();
    }
}
