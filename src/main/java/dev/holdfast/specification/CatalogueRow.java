package dev.holdfast.specification;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.KnownDeviation;
import java.util.List;
import java.util.Optional;

/**
 * One guarantee and the scenarios that show it.
 *
 * @param id its id
 * @param statement what is promised
 * @param source where Kubernetes promises it
 * @param always whether it is judged after every scenario, without being asked
 * @param knownDeviation in what Kubernetes is known not to keep it
 * @param scenarios the scenarios that are about it
 */
public record CatalogueRow(
        String id,
        String statement,
        String source,
        boolean always,
        Optional<KnownDeviation> knownDeviation,
        List<Place> scenarios) {

    /**
     * Where a scenario is.
     *
     * @param name its title
     * @param file its file
     * @param line its line in that file
     */
    public record Place(String name, String file, long line) {}

    /** Keeps its own copy. */
    public CatalogueRow {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Puts guarantees and scenarios together.
     *
     * @param guarantees the guarantees
     * @param always those that are judged after every scenario
     * @param scenarios the scenarios
     * @return one row for each guarantee, in their order
     */
    public static List<CatalogueRow> of(
            List<Guarantee> guarantees, List<Guarantee> always, List<SpecifiedScenario> scenarios) {
        return guarantees.stream()
                .map(guarantee -> new CatalogueRow(
                        guarantee.id(),
                        guarantee.statement(),
                        guarantee.source(),
                        always.stream().anyMatch(each -> each.id().equals(guarantee.id())),
                        guarantee.knownDeviation(),
                        scenarios.stream()
                                .filter(scenario -> scenario.tags().contains(guarantee.id()))
                                .map(scenario -> new Place(scenario.name(), scenario.file(), scenario.line()))
                                .toList()))
                .toList();
    }
}
