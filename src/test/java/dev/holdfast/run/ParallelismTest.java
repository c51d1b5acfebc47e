package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class ParallelismTest {

    @TempDir
    Path features;

    @ParameterizedTest
    @CsvSource({"1,4", "2,8", "4,16", "64,16"})
    void carriesFourScenariosAProcessorUpToALimit(int processors, int scenarios) {
        assertThat(Parallelism.of(processors)).isEqualTo(scenarios);
    }

    @Test
    void letsAFeatureThatNeedsTheClusterForItselfRunAlone() throws IOException {
        feature("together", "", "it has company");
        feature("alone", "@alone", "it is alone");
        feature("together-again", "", "it has company");
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectDirectory(features.toFile()))
                                .filters(EngineFilter.includeEngines("cucumber"))
                                .configurationParametersResources("dev/holdfast/cucumber.properties")
                                .configurationParameter("cucumber.glue", "dev.holdfast.run.glue")
                                .configurationParameter("cucumber.plugin", "junit:" + features.resolve("junit.xml"))
                                .build())
                        .listeners(listener)
                        .build());

        assertThat(listener.getSummary().getFailures()).isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(18);
    }

    private void feature(String name, String tag, String step) throws IOException {
        StringBuilder text = new StringBuilder("Feature: " + name + "\n");
        for (int i = 0; i < 6; i++) {
            text.append("\n  ")
                    .append(tag)
                    .append("\n  Scenario: ")
                    .append(i)
                    .append("\n    Given ")
                    .append(step)
                    .append("\n");
        }
        Files.writeString(features.resolve(name + ".feature"), text);
    }
}
