package dev.holdfast.run;

import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.report.summary.SummaryConfigMap;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run of the specification is to be like.
 *
 * @param report the folder that histories, results and logs go to
 * @param cluster where its cluster comes from
 * @param command what starts such a run again
 * @param failFast whether a broken promise ends the run
 * @param summary where in the cluster a summary is kept; nothing when that was not asked for
 * @param set the set that its scenarios run on; nothing when it is the project's own
 */
public record VerifySettings(
        Path report,
        ClusterProvider cluster,
        String command,
        boolean failFast,
        Optional<SummaryConfigMap> summary,
        Optional<SetManifests> set) {}
