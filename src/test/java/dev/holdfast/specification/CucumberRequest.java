package dev.holdfast.specification;

import java.nio.file.Path;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;

/** What asks JUnit to run a folder of features as the project's own are run. */
public final class CucumberRequest {

    private CucumberRequest() {}

    /**
     * Asks for all of them.
     *
     * @param features the folder
     * @param parameters what is to be otherwise than in a real run
     */
    public static LauncherExecutionRequestBuilder of(Path features, Map<String, String> parameters) {
        return LauncherExecutionRequestBuilder.request(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectDirectory(features.toFile()))
                .filters(EngineFilter.includeEngines("cucumber"))
                .configurationParametersResources("dev/holdfast/cucumber.properties")
                .configurationParameters(parameters)
                .build());
    }
}
