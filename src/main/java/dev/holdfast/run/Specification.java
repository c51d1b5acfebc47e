package dev.holdfast.run;

import dev.holdfast.report.CucumberFiles;
import dev.holdfast.report.CucumberResults;
import dev.holdfast.specification.SpecifiedScenario;
import dev.holdfast.steps.Hooks;
import dev.holdfast.walkthrough.Walkthrough;
import dev.holdfast.walkthrough.WalkthroughPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The features in a folder, and how they are run: by Cucumber on the JUnit Platform, exactly as the suite of the Maven
 * build does. What both have in common is in {@value #CUCUMBER}.
 */
public final class Specification {

    /** A resource, and not a file that JUnit finds by itself: there can be one such file only, and it is that of the user. */
    private static final String CUCUMBER = "dev/holdfast/cucumber.properties";

    private final Path features;
    private final ChosenScenarios chosen;
    private final Map<String, String> configuration = new HashMap<>();

    /**
     * Chooses scenarios.
     *
     * @param home the folder that the files of the scenarios are named from
     * @param features the folder that the features are in
     * @param scenarios those of their scenarios that are to run
     */
    public Specification(Path home, Path features, Collection<SpecifiedScenario> scenarios) {
        this.features = features;
        this.chosen = new ChosenScenarios(scenarios, home);
    }

    /**
     * Sets what Cucumber reads from its configuration otherwise.
     *
     * @param key the name of the configuration parameter
     * @param value its value
     */
    void configure(String key, String value) {
        configuration.put(key, value);
    }

    /** Has each scenario stop before each of its steps, as the {@link Walkthrough} of the run wants it. */
    public void stopAtSteps() {
        configure("cucumber.glue", Hooks.class.getPackageName() + "," + Walkthrough.class.getPackageName());
        configure(
                "cucumber.plugin",
                Stream.of(CucumberResults.class, CucumberFiles.class, WalkthroughPlugin.class)
                        .map(Class::getName)
                        .collect(Collectors.joining(",")));
    }

    /**
     * Runs the scenarios; each tells by itself how it ended.
     *
     * @param cancellation stops the run before its next scenario
     * @return what was thrown, also where no scenario could tell, such as in a feature that cannot be read
     */
    public List<Throwable> run(CancellationToken cancellation) {
        return execute(configuration, cancellation);
    }

    /**
     * Matches the steps of the scenarios with their definitions, and runs nothing.
     *
     * @return why scenarios could not run, such as a step that has no definition
     */
    List<Throwable> rehearse() {
        Map<String, String> dry = new HashMap<>(configuration);
        dry.put("cucumber.execution.dry-run", "true");
        dry.put("cucumber.execution.parallel.enabled", "false");
        // In place of those that write into the report directory.
        dry.put("cucumber.plugin", "rerun:/dev/null");
        return execute(dry, CancellationToken.disabled());
    }

    private List<Throwable> execute(Map<String, String> parameters, CancellationToken cancellation) {
        Outside outside = new Outside();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectDirectory(features.toFile()))
                .filters(EngineFilter.includeEngines("cucumber"), chosen)
                .configurationParametersResources(CUCUMBER)
                .configurationParameters(parameters)
                .build();
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(request)
                        .listeners(outside)
                        .cancellationToken(cancellation)
                        .build());
        return List.copyOf(outside.thrown);
    }

    /** Collects what was thrown, also outside of the reach of Cucumber's own events. */
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
