package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Holds features, step definitions and the catalogue of guarantees together; needs no cluster. */
class SpecificationTest {

    /** Tags that say something else than which guarantee a scenario is about. */
    private static final List<String> OTHER_TAGS = List.of("tutorial");

    private final Launcher launcher = LauncherFactory.create();

    @TempDir
    Path directory;

    @Test
    void everyScenarioIsAboutAGuaranteeThatThereIs() {
        List<TestIdentifier> scenarios = scenarios();
        assertThat(scenarios).isNotEmpty().allSatisfy(scenario -> {
            List<String> tags = scenario.getTags().stream()
                    .map(TestTag::getName)
                    .filter(tag -> !OTHER_TAGS.contains(tag))
                    .toList();
            assertThat(tags)
                    .as("guarantees of \"%s\"", scenario.getDisplayName())
                    .isNotEmpty();
            assertThat(tags).allSatisfy(tag -> assertThat(Catalogue.byId(tag))
                    .as("the guarantee @%s of \"%s\"", tag, scenario.getDisplayName())
                    .isPresent());
        });
    }

    @Test
    void everyGuaranteeOfTheFirstFeaturesHasAScenario() {
        TreeSet<String> asked = new TreeSet<>();
        scenarios().forEach(scenario -> scenario.getTags().forEach(tag -> asked.add(tag.getName())));
        assertThat(asked)
                .contains(
                        "identity.name",
                        "identity.labels",
                        "identity.hostname",
                        "identity.dns",
                        "identity.dns-follows-ip",
                        "identity.map",
                        "storage.claim-name",
                        "storage.claim-before-pod",
                        "storage.mounted",
                        "storage.rebind",
                        "storage.isolation",
                        "order.create",
                        "order.waits-ready",
                        "order.one-at-a-time",
                        "replace.deleted");
    }

    @Test
    void noTwoScenariosHaveTheSameName() {
        assertThat(scenarios().stream().map(TestIdentifier::getDisplayName)).doesNotHaveDuplicates();
    }

    @Test
    void everyStepIsDefinedAndEveryDefinitionIsUsed() throws IOException {
        Path unused = directory.resolve("unused.txt");
        List<String> failures = new ArrayList<>();
        launcher.execute(LauncherExecutionRequestBuilder.request(request(Map.of(
                        "cucumber.execution.dry-run", "true",
                        "cucumber.execution.parallel.enabled", "false",
                        "cucumber.plugin", "unused:" + unused)))
                .listeners(new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                        result.getThrowable()
                                .ifPresent(thrown -> failures.add(identifier.getDisplayName() + ": " + thrown));
                    }
                })
                .build());
        assertThat(failures).isEmpty();
        try (Stream<String> lines = Files.lines(unused)) {
            assertThat(lines.filter(line -> line.contains("dev.holdfast.steps")))
                    .isEmpty();
        }
    }

    private List<TestIdentifier> scenarios() {
        TestPlan plan = launcher.discover(request(Map.of()));
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .toList();
    }

    private static LauncherDiscoveryRequest request(Map<String, String> parameters) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectDirectory("features"))
                .filters(EngineFilter.includeEngines("cucumber"))
                .configurationParameters(parameters)
                .build();
    }
}
