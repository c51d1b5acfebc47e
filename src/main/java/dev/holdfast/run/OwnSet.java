package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.report.Terminal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tells what becomes of a set of the user's own, as soon as it is known, and fits it to the cluster. */
public final class OwnSet {

    private OwnSet() {}

    /** Says what can be said before there is a cluster. */
    public static void tell(SetManifests set, Consumer<String> reader) {
        set.told().forEach(reader);
    }

    /**
     * Fits a set to a cluster, and says what else is changed for that.
     *
     * @param set the set, of which was told what can be said without a cluster
     * @param cluster the cluster, which is closed when it is refused
     * @param terminal where people read
     * @return what is made
     * @throws ClusterRefusedException when the cluster cannot run it
     */
    public static SetManifests on(Cluster cluster, SetManifests set, Terminal terminal) {
        try {
            SetManifests fitted = set.on(cluster);
            Set<String> told = new HashSet<>(set.told());
            List<String> further =
                    fitted.told().stream().filter(line -> !told.contains(line)).toList();
            if (!further.isEmpty()) {
                terminal.progress("On this cluster:");
                further.forEach(terminal::progress);
            }
            return fitted;
        } catch (IllegalArgumentException refused) {
            cluster.close();
            throw new ClusterRefusedException(refused.getMessage());
        }
    }
}
