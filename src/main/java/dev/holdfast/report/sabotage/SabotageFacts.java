package dev.holdfast.report.sabotage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run with faults was made with.
 *
 * @param command what starts such a run again
 * @param ended when it ended
 * @param holdfast the version of Holdfast
 * @param kubernetes the version of the API server
 * @param distribution what made the cluster, if that is known
 * @param nodes how many nodes pods could run on
 * @param took how long it took, the start of the cluster included
 * @param waves how many waves there were
 */
public record SabotageFacts(
        String command,
        Instant ended,
        String holdfast,
        String kubernetes,
        Optional<String> distribution,
        int nodes,
        Duration took,
        int waves) {}
