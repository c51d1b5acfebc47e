package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ConfigurationParametersResource;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

class SuiteTagsTest {

    private static final String CUCUMBER = "cucumber.filter.tags";

    @AfterEach
    void forget() {
        System.clearProperty(SuiteTags.PROPERTY);
        System.clearProperty(CUCUMBER);
    }

    @Test
    void everySessionTellsCucumberOfTheFamily() {
        System.setProperty(SuiteTags.PROPERTY, "@delete and not @delete.adopt");
        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(System.getProperty(CUCUMBER))
                    .isEqualTo("(@delete.cascade or @delete.graceful or @delete.foreground or @delete.stands-still or"
                            + " @delete.orphan or @delete.adopt) and not @delete.adopt");
        }
    }

    @Test
    void aSuiteRunsTheScenariosOfTheFamilyAlone() {
        System.setProperty(SuiteTags.PROPERTY, "@contrast");
        SummaryGeneratingListener ended = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Rehearsed.class))
                                .filters(EngineFilter.includeEngines("junit-platform-suite"))
                                .build())
                        .listeners(ended)
                        .build());
        assertThat(ended.getSummary().getFailures()).isEmpty();
        assertThat(ended.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(ended.getSummary().getTestsSkippedCount()).isPositive();
    }

    /** What {@link ConformanceIT} has of Cucumber, on no cluster. */
    @Suite
    @IncludeEngines("cucumber")
    @SelectDirectories("features")
    @ConfigurationParametersResource("dev/holdfast/cucumber.properties")
    @ConfigurationParameter(key = "cucumber.execution.dry-run", value = "true")
    @ConfigurationParameter(key = "cucumber.plugin", value = "rerun:/dev/null")
    static class Rehearsed {}

    @Test
    void cucumberRunsEverythingIfNobodyChose() {
        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(System.getProperty(CUCUMBER)).isNull();
        }
    }
}
