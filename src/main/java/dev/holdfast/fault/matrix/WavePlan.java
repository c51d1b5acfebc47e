package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;
import dev.holdfast.specification.SpecifiedScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what is tried in which wave: each fault on the scenarios that have to notice it and on one that need not, in as few
 * waves as there can be. The same faults and scenarios always give the same plan.
 */
public final class WavePlan {

    private final List<String> scenarios;
    private final List<String> companions;
    private final Map<String, Integer> controlled = new HashMap<>();

    /**
     * Plans for a specification.
     *
     * @param scenarios the titles of all its scenarios, without their features
     */
    public WavePlan(List<String> scenarios) {
        this(scenarios, scenarios);
    }

    private WavePlan(List<String> scenarios, List<String> companions) {
        this.scenarios = List.copyOf(scenarios);
        this.companions = List.copyOf(companions);
    }

    /**
     * Plans for a specification. What needs the cluster for itself runs only where a fault is for it, and in the unbroken rounds: a
     * wave would have to wait for it.
     *
     * @param scenarios all its scenarios
     * @return the plan
     */
    public static WavePlan of(List<SpecifiedScenario> scenarios) {
        return new WavePlan(
                scenarios.stream().map(SpecifiedScenario::name).toList(),
                scenarios.stream()
                        .filter(scenario -> !scenario.alone())
                        .map(SpecifiedScenario::name)
                        .toList());
    }

    /**
     * Plans.
     *
     * @param faults the faults to be tried
     * @param unbroken how much of the specification runs unbroken
     * @return the waves, one after the other
     */
    public List<Wave> waves(List<Fault> faults, Unbroken unbroken) {
        controlled.clear();
        List<Wave> waves = new ArrayList<>();
        Map<Fault, List<Cell>> cells = cells(faults);
        // First, so that those that follow show that the cluster is sound again.
        faults.stream().filter(Fault::alone).forEach(fault -> waves.add(new Wave(cells.get(fault), List.of())));
        List<Cell> others = faults.stream()
                .filter(fault -> !fault.alone())
                .flatMap(fault -> cells.get(fault).stream())
                .toList();
        packed(others).forEach(wave -> waves.add(new Wave(wave, controls(wave, unbroken.beside()))));
        boolean lookedAt =
                waves.isEmpty() || !waves.get(waves.size() - 1).controls().isEmpty();
        if (!lookedAt && unbroken.beside() > 0) {
            waves.add(new Wave(List.of(), controls(List.of(), unbroken.beside())));
        }
        return interleaved(waves, unbroken.rounds());
    }

    /** Each fault's cells. The sample is the scenario that has least to do; of several, any, but always the same. */
    private Map<Fault, List<Cell>> cells(List<Fault> faults) {
        Map<String, Integer> load = new HashMap<>();
        faults.forEach(fault -> fault.scenarios().forEach(scenario -> load.merge(scenario, 1, Integer::sum)));
        Map<Fault, List<Cell>> all = new LinkedHashMap<>();
        for (Fault fault : faults) {
            List<Cell> cells = new ArrayList<>();
            fault.scenarios().stream().distinct().forEach(scenario -> cells.add(Cell.expected(fault, scenario)));
            companions.stream()
                    .filter(scenario -> !fault.scenarios().contains(scenario))
                    .min(Comparator.comparing((String scenario) -> load.getOrDefault(scenario, 0))
                            .thenComparing(scenario -> (fault.id() + scenario).hashCode()))
                    .ifPresent(scenario -> {
                        cells.add(Cell.sample(fault, scenario));
                        load.merge(scenario, 1, Integer::sum);
                    });
            all.put(fault, cells);
        }
        return all;
    }

    /** As few waves as can be, filled evenly, each with a scenario to spare. */
    private List<List<Cell>> packed(List<Cell> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        Map<String, List<Cell>> byScenario = new LinkedHashMap<>();
        cells.forEach(cell -> byScenario
                .computeIfAbsent(cell.scenario(), none -> new ArrayList<>())
                .add(cell));
        List<List<Cell>> busiestFirst = byScenario.values().stream()
                .sorted(Comparator.comparing((List<Cell> each) -> -each.size()))
                .toList();
        int room = Math.max(1, scenarios.size() - 1);
        int fewest = Math.max(busiestFirst.get(0).size(), (cells.size() + room - 1) / room);
        List<List<Cell>> waves = packed(busiestFirst, fewest);
        while (waves.stream().anyMatch(wave -> wave.size() > room)) {
            waves = packed(busiestFirst, waves.size() + 1);
        }
        return waves;
    }

    private static List<List<Cell>> packed(List<List<Cell>> byScenario, int count) {
        List<List<Cell>> waves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waves.add(new ArrayList<>());
        }
        for (List<Cell> cells : byScenario) {
            List<List<Cell>> emptiestFirst = waves.stream()
                    .sorted(Comparator.comparing(List::size))
                    .limit(cells.size())
                    .toList();
            for (int i = 0; i < cells.size(); i++) {
                emptiestFirst.get(i).add(cells.get(i));
            }
        }
        return waves;
    }

    /** Those that had the fewest turns so far. */
    private List<String> controls(List<Cell> wave, int count) {
        Set<String> busy = new HashSet<>();
        wave.forEach(cell -> busy.add(cell.scenario()));
        List<String> controls = companions.stream()
                .filter(scenario -> !busy.contains(scenario))
                .sorted(Comparator.comparing(scenario -> controlled.getOrDefault(scenario, 0)))
                .limit(count)
                .toList();
        controls.forEach(scenario -> controlled.merge(scenario, 1, Integer::sum));
        return controls;
    }

    private List<Wave> interleaved(List<Wave> waves, int rounds) {
        List<Wave> all = new ArrayList<>();
        int whole = 0;
        for (int i = 0; i < waves.size(); i++) {
            all.add(waves.get(i));
            while (whole < rounds * (i + 1) / waves.size()) {
                all.add(new Wave(List.of(), scenarios));
                whole++;
            }
        }
        return all;
    }
}
