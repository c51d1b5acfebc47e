package dev.holdfast.report.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.report.saved.SavedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run says about a cluster. The components are the fields of the file, in their order.
 *
 * @param apiVersion the version of this format
 * @param kind always {@value #KIND}
 * @param date when the run ended, in UTC
 * @param result {@code failure} when a guarantee is broken, {@code partial} when one could not be judged, was not judged or
 *     the run was stopped, else {@code success}
 * @param holdfast what tested
 * @param tested what was tested
 * @param reproduce what starts such a run again
 * @param areas the guarantees, by what of a cluster they depend on
 * @param notTested the ids of the guarantees that the run said nothing about
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ConformanceReport(
        String apiVersion,
        String kind,
        Optional<String> date,
        String result,
        Holdfast holdfast,
        Tested tested,
        Optional<String> reproduce,
        List<AreaReport> areas,
        List<String> notTested) {

    /** The version of this format. */
    public static final String API_VERSION = "holdfast.dev/v1alpha1";

    /** The kind of document. */
    public static final String KIND = "ConformanceReport";

    /**
     * What tested.
     *
     * @param version its version
     */
    public record Holdfast(String version) {}

    /**
     * What was tested; fields of which nothing is known are left out.
     *
     * @param kubernetes the version of the API server
     * @param components the components that are not of that version, by name: the release that each is of, or what else it
     *     is; left out where there are none
     * @param distribution what made the cluster
     * @param cni what connects its pods
     * @param storageClass the class that bound claims
     * @param nodes how many nodes pods could run on
     * @param images the container images that scenarios ran, by role
     * @param packages the packages that files of these images are from, by role; of an image that is not known, none are
     *     said
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Tested(
            String kubernetes,
            Optional<Map<String, String>> components,
            Optional<String> distribution,
            Optional<String> cni,
            Optional<String> storageClass,
            int nodes,
            Map<String, String> images,
            Optional<Map<String, List<PackageReport>>> packages) {}

    /**
     * A package of a Linux distribution.
     *
     * @param name its name
     * @param version its version
     * @param architecture the architecture that it is for
     */
    public record PackageReport(String name, String version, String architecture) {}

    /**
     * The guarantees that depend on the same part of a cluster.
     *
     * @param name what they depend on
     * @param result as for the whole report
     * @param statistics how many came out how
     * @param guarantees what came out for each
     */
    public record AreaReport(
            String name, String result, Map<String, Long> statistics, List<GuaranteeReport> guarantees) {}

    /**
     * What came out for one guarantee.
     *
     * @param id its id
     * @param statement what it promises
     * @param source where the promise is written
     * @param verdict what all scenarios together showed
     * @param reason what was seen, as one sentence
     * @param scenarios what each scenario showed
     */
    public record GuaranteeReport(
            String id,
            String statement,
            String source,
            String verdict,
            String reason,
            List<ScenarioReport> scenarios) {}

    /**
     * What one scenario showed of a guarantee.
     *
     * @param name its feature and its title
     * @param verdict what it showed
     */
    public record ScenarioReport(String name, String verdict) {}

    /**
     * Sums up a run.
     *
     * @param run the run
     * @param catalogue the ids of all guarantees that this version can judge
     */
    public static ConformanceReport of(SavedRun run, List<String> catalogue) {
        return new Summing(run, catalogue).report();
    }
}
