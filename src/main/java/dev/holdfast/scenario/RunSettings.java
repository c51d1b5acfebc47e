package dev.holdfast.scenario;

import java.nio.file.Path;

/**
 * What a user may choose about a run.
 *
 * @param report the folder that histories and results are written to
 * @param manifests the folder that the objects of the features are written in
 * @param timeouts how long each kind of waiting may take
 */
public record RunSettings(Path report, Path manifests, Timeouts timeouts) {

    /** The system property that names the report's folder. */
    public static final String REPORT = "holdfast.report";

    /** The system property that names the project's folder. */
    public static final String HOME = "holdfast.home";

    /** The system property that all timeouts are multiplied by. */
    public static final String TIMEOUT_FACTOR = "holdfast.timeout-factor";

    /** The system property that says whether what a scenario made stays when it did not pass. */
    public static final String KEEP_FAILED = "holdfast.keep-failed";

    /** {@return what the system properties say, and where they say nothing, what is right in the project's folder} */
    public static RunSettings fromSystemProperties() {
        return new RunSettings(
                Path.of(System.getProperty(REPORT, "target/holdfast")),
                Path.of(System.getProperty(HOME, "")).resolve("manifests"),
                new Timeouts(Double.parseDouble(System.getProperty(TIMEOUT_FACTOR, "1"))));
    }
}
