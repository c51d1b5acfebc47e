package dev.holdfast.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Reads the features as Cucumber finds them; nothing is run. */
class FeaturesTest {

    /** Tags that name no guarantee. */
    private static final Set<String> OTHERS = Set.of("tutorial");

    private List<TestIdentifier> scenarios;

    @BeforeEach
    void discover() {
        LauncherDiscoveryRequest features = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        DiscoverySelectors.selectDirectory(Path.of("features").toFile()))
                .filters(EngineFilter.includeEngines("cucumber"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(features);
        scenarios = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .toList();
    }

    @Test
    void shouldHaveScenariosWithNamesOfTheirOwn() {
        assertThat(scenarios).isNotEmpty();
        assertThat(scenarios).extracting(TestIdentifier::getDisplayName).doesNotHaveDuplicates();
    }

    @Test
    void shouldTagEveryScenarioWithAGuaranteeAndUseNoUnknownTag() {
        assertThat(scenarios).allSatisfy(scenario -> {
            Set<String> tags = tags(scenario);
            assertThat(tags).as(scenario.getDisplayName()).allMatch(tag -> OTHERS.contains(tag) || isGuarantee(tag));
            assertThat(tags).as(scenario.getDisplayName()).anyMatch(FeaturesTest::isGuarantee);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity.name", "identity.labels", "identity.hostname", "identity.dns", "identity.dns-follows-ip",
                "identity.map", "storage.claim-name", "storage.claim-before-pod", "storage.mounted", "storage.rebind",
                "storage.isolation", "order.create", "order.waits-ready", "order.one-at-a-time", "replace.deleted"
            })
    void shouldHaveAScenarioFor(String guarantee) {
        assertThat(scenarios).anyMatch(scenario -> tags(scenario).contains(guarantee));
    }

    private static boolean isGuarantee(String tag) {
        return Catalogue.byId(tag).isPresent();
    }

    private static Set<String> tags(TestIdentifier scenario) {
        return scenario.getTags().stream().map(tag -> tag.getName()).collect(Collectors.toSet());
    }
}
