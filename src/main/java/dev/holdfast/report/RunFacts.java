package dev.holdfast.report;

import dev.holdfast.cluster.InstalledPackage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run was made with and where its time went.
 *
 * @param command what starts such a run again
 * @param ended when it ended
 * @param holdfast the version of Holdfast
 * @param kubernetes the version of the API server
 * @param nodes the names of the cluster's nodes
 * @param cluster what kind of cluster it was
 * @param startedIn where the time went until the cluster was usable, by phase
 * @param scenarios how long the scenarios took, all together
 * @param interrupted whether the run was stopped before its end
 * @param plan what was to run
 */
public record RunFacts(
        String command,
        Instant ended,
        String holdfast,
        String kubernetes,
        List<String> nodes,
        ClusterFacts cluster,
        Map<String, Duration> startedIn,
        Duration scenarios,
        boolean interrupted,
        Plan plan) {

    /**
     * What kind of cluster it was.
     *
     * @param components the components that are not of the API server's release, by name: the release that each is of
     * @param distribution what made it, if that is known
     * @param network what connects its pods, if that is known
     * @param storageClass the class that binds the claims of scenarios without volumes of their own, if it was named
     * @param images the container images that scenarios ran, by role
     * @param packages the packages that files of these images are from, by role, as far as that is known
     */
    public record ClusterFacts(
            Map<String, String> components,
            Optional<String> distribution,
            Optional<String> network,
            Optional<String> storageClass,
            Map<String, String> images,
            Map<String, List<InstalledPackage>> packages) {}
}
