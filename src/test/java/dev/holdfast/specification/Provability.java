package dev.holdfast.specification;

import dev.holdfast.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds scenarios, guarantees and faults together, in all directions: what has never been red proves nothing.
 *
 * @param catalogue the ids of all guarantees that can be judged
 * @param faults the faults
 */
public record Provability(List<String> catalogue, List<Fault> faults) {

    /** {@return what is wrong, a sentence each; nothing when all is well} */
    public List<String> objections(List<SpecifiedScenario> scenarios) {
        List<String> objections = new ArrayList<>();
        catalogue.stream()
                .filter(id -> scenarios.stream().anyMatch(each -> each.tags().contains(id)))
                .filter(id ->
                        faults.stream().noneMatch(fault -> fault.guarantees().contains(id)))
                .forEach(id -> objections.add("the guarantee " + id + " has scenarios, and no fault that breaks it"));
        for (SpecifiedScenario scenario : scenarios) {
            if (faults.stream().noneMatch(fault -> fault.scenarios().contains(scenario.name()))) {
                objections.add("\"" + scenario.name() + "\" (" + scenario.file() + ":" + scenario.line()
                        + ") has to notice no fault");
            }
        }
        Set<String> ids = new HashSet<>();
        for (Fault fault : faults) {
            if (!ids.add(fault.id())) {
                objections.add("there are two faults " + fault.id());
            }
            objections.addAll(objections(fault, scenarios));
        }
        return objections;
    }

    private List<String> objections(Fault fault, List<SpecifiedScenario> scenarios) {
        List<String> objections = new ArrayList<>();
        if (fault.guarantees().isEmpty()) {
            objections.add("the fault " + fault.id() + " breaks no guarantee");
        }
        fault.guarantees().stream()
                .filter(id -> !catalogue.contains(id))
                .sorted()
                .forEach(id -> objections.add("the fault " + fault.id() + " breaks " + id + ", which is no guarantee"));
        if (fault.scenarios().isEmpty()) {
            objections.add("the fault " + fault.id() + " has to be noticed by no scenario");
        }
        fault.scenarios().stream()
                .filter(name -> scenarios.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> objections.add(
                        "the fault " + fault.id() + " has to be noticed by \"" + name + "\", which is no scenario"));
        return objections;
    }
}
