package dev.holdfast.run;

import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Unbroken;
import dev.holdfast.scenario.Timeouts;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run with faults is to be like.
 *
 * @param report the folder that the matrix and the runs go to
 * @param cluster where its clusters come from
 * @param command what starts such a run again
 * @param home the folder that features are named from
 * @param features the folder of the features
 * @param allFaults all faults that there are, whether they are tried or not
 * @param unbroken how much of the specification runs unbroken
 * @param parallel how many scenarios run at once
 * @param timeouts how long each kind of waiting may take
 */
public record SabotageSettings(
        Path report,
        ClusterProvider cluster,
        String command,
        Path home,
        Path features,
        List<Fault> allFaults,
        Unbroken unbroken,
        int parallel,
        Timeouts timeouts) {}
