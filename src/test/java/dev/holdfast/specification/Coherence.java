package dev.holdfast.specification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds scenarios and guarantees together, in both directions.
 *
 * @param catalogue the ids of all guarantees that can be judged
 * @param required the ids of the guarantees that there have to be
 * @param otherTags the tags that name no guarantee
 */
public record Coherence(List<String> catalogue, Collection<String> required, Collection<String> otherTags) {

    /** {@return what is wrong, a sentence each; nothing when all is well} */
    public List<String> objections(List<SpecifiedScenario> scenarios) {
        List<String> objections = new ArrayList<>();
        required.stream()
                .filter(id -> !catalogue.contains(id))
                .forEach(id -> objections.add("the guarantee " + id + " is missing in the catalogue"));
        catalogue.stream()
                .filter(id -> scenarios.stream().noneMatch(each -> each.tags().contains(id)))
                .forEach(id -> objections.add("the guarantee " + id + " has no scenario"));
        Set<String> names = new HashSet<>();
        for (SpecifiedScenario scenario : scenarios) {
            String what = "\"" + scenario.name() + "\" (" + scenario.file() + ":" + scenario.line() + ")";
            if (scenario.tags().stream().noneMatch(catalogue::contains)) {
                objections.add(what + " is about no guarantee");
            }
            scenario.tags().stream()
                    .filter(tag -> !catalogue.contains(tag) && !otherTags.contains(tag))
                    .forEach(tag -> objections.add("@" + tag + " of " + what + " names no guarantee"));
            if (!names.add(scenario.feature() + scenario.rule() + scenario.name())) {
                objections.add(what + " has the name of another scenario");
            }
        }
        return objections;
    }
}
