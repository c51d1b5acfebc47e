package dev.holdfast;

import dev.holdfast.cli.VerifyOptions;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.VerifyRun;
import java.io.IOException;
import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParametersResource;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The specification as the Maven build runs it, on the embedded cluster unless it is told otherwise. Options are system
 * properties with the names of those of {@code holdfast verify}: {@code -Dholdfast.nodes=3}. The integration tests of what
 * the scenarios stand on come first and share the cluster.
 */
@Suite
@IncludeEngines({"junit-jupiter", "cucumber"})
@SelectPackages({
    "dev.holdfast.recording",
    "dev.holdfast.scenario",
    "dev.holdfast.ownership",
    "dev.holdfast.preflight",
    "dev.holdfast.explanation",
    "dev.holdfast.observer"
})
@IncludeClassNamePatterns(".*IT")
@SelectDirectories("features")
@ConfigurationParametersResource("dev/holdfast/cucumber.properties")
class ConformanceIT {

    private static VerifyRun run;

    @BeforeSuite
    static void startTheCluster() {
        // Not the process's own streams: those belong to the channel to Maven.
        run = VerifyRun.start(
                VerifyOptions.ofSystemProperties().settings(), new Terminal(System.out, System.err, false));
    }

    @AfterSuite
    static void sumUp() throws IOException {
        if (run == null) {
            return;
        }
        try (VerifyRun ending = run) {
            if (ending.end() == Outcome.INCONCLUSIVE) {
                throw new AssertionError("not every guarantee could be judged; see the summary");
            }
        }
    }
}
