package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Need;
import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.PickleStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a cluster cannot do is only ever told by a tag, and a tag too many would leave a scenario out for nothing. */
class NeedsTest {

    private record Scenario(String name, List<String> steps, Set<Need> needs) {

        boolean says(String words) {
            return steps.stream().anyMatch(step -> step.contains(words));
        }
    }

    @Test
    void everyScenarioIsTaggedWithWhatItNeedsOfTheCluster() throws IOException {
        assertThat(scenarios()).isNotEmpty().allSatisfy(scenario -> {
            Set<Need> needs = EnumSet.noneOf(Need.class);
            if (scenario.says("the static volumes") || scenario.says("on the NFS server")) {
                needs.add(Need.NFS);
            } else if (!scenario.says("its pods are to have no volumes") && !scenario.says("\"without-claims\"")) {
                needs.add(Need.STORAGE_CLASS);
            }
            if (scenario.says("the manifests") || scenario.says("a ResourceQuota")) {
                needs.add(Need.OWN_NAMESPACE);
            }
            if (scenario.says("the controller is ended") || scenario.says("the API server is restarted")) {
                needs.add(Need.MACHINE_FAULTS);
            }
            if (scenario.says("all nodes are Ready")) {
                needs.add(Need.MACHINE_FAULTS);
                needs.add(Need.THREE_NODES);
            }
            if (scenario.says("Recreate")) {
                needs.add(Need.RECREATE_STRATEGY);
            }
            assertThat(scenario.needs()).as(scenario.name()).isEqualTo(needs);
        });
    }

    @Test
    void everyNeedIsThatOfSomeScenario() throws IOException {
        List<Scenario> scenarios = scenarios();
        assertThat(EnumSet.allOf(Need.class)).allSatisfy(need -> assertThat(scenarios)
                .as("the scenarios with @%s", need.tag())
                .anySatisfy(scenario -> assertThat(scenario.needs()).contains(need)));
    }

    private static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("features"))) {
            for (Path file : files.sorted().toList()) {
                GherkinParser.builder()
                        .build()
                        .parse(file)
                        .flatMap(envelope -> envelope.getPickle().stream())
                        .map(pickle -> new Scenario(
                                pickle.getName(),
                                pickle.getSteps().stream()
                                        .map(PickleStep::getText)
                                        .toList(),
                                pickle.getTags().stream()
                                        .flatMap(tag -> Need.ofTag(tag.getName().substring(1)).stream())
                                        .collect(Collectors.toSet())))
                        .forEach(scenarios::add);
            }
        }
        return scenarios;
    }
}
