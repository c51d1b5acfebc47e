package dev.holdfast.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The features in a folder, and how they are run: by Cucumber on the JUnit Platform, exactly as the suite of the Maven
 * build does. What both have in common is in {@code junit-platform.properties}.
 */
final class Specification {

    private final Path features;
    private final Map<String, String> configuration = new HashMap<>();

    /**
     * Chooses features.
     *
     * @param features the folder that they are in
     * @param parallel how many scenarios run at once
     */
    Specification(Path features, int parallel) {
        this.features = features;
        configuration.put("cucumber.execution.parallel.config.fixed.parallelism", Integer.toString(parallel));
        configuration.put("cucumber.execution.parallel.config.fixed.max-pool-size", Integer.toString(parallel));
    }

    /** Leaves out the scenarios that a tag expression does not match. */
    void select(String tags) {
        configuration.put("cucumber.filter.tags", tags);
    }

    /** {@return the tags of each scenario, as they are written; nothing is run} */
    List<Set<String>> tags() {
        LauncherDiscoveryRequest everything = request(Map.of());
        TestPlan plan = LauncherFactory.create().discover(everything);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .map(scenario -> scenario.getTags().stream()
                        .map(tag -> "@" + tag.getName())
                        .collect(Collectors.toSet()))
                .toList();
    }

    /**
     * Runs the scenarios; each tells by itself how it ended.
     *
     * @param cancellation stops the run before its next scenario
     * @return what was thrown where no scenario could tell, such as in a feature that cannot be read
     */
    Optional<Throwable> run(CancellationToken cancellation) {
        Outside outside = new Outside();
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(request(configuration))
                        .listeners(outside)
                        .cancellationToken(cancellation)
                        .build());
        return outside.thrown.stream().findFirst();
    }

    private LauncherDiscoveryRequest request(Map<String, String> parameters) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectDirectory(features.toFile()))
                .filters(EngineFilter.includeEngines("cucumber"))
                .configurationParameters(parameters)
                .build();
    }

    /** Collects what was thrown outside of the reach of Cucumber's own events. */
    private static final class Outside implements TestExecutionListener {

        private final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                result.getThrowable().ifPresent(thrown::add);
            }
        }
    }
}
