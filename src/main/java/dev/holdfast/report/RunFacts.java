package dev.holdfast.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run was made with and where its time went.
 *
 * @param holdfast the version of Holdfast
 * @param kubernetes the version of the API server
 * @param nodes the names of the cluster's nodes
 * @param startedIn where the time went until the cluster was usable, by phase
 * @param scenarios how long the scenarios took, all together
 * @param interrupted whether the run was stopped before its end
 */
public record RunFacts(
        String holdfast,
        String kubernetes,
        List<String> nodes,
        Map<String, Duration> startedIn,
        Duration scenarios,
        boolean interrupted) {}
