package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.cluster.PatientClient;
import dev.holdfast.cluster.Progress;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;

/**
 * Leads to a cluster that the user has named, and looks at it before anything is made on it.
 *
 * @param options which, and what was chosen about it
 * @param examination looks at it
 */
public record ChosenClusterProvider(ChosenClusterOptions options, Examination examination) implements ClusterProvider {

    @Override
    public ChosenCluster start(Progress progress) {
        long begin = System.nanoTime();
        ChosenCluster cluster = connect();
        boolean fit = false;
        try {
            examination.examine(cluster, progress);
            cluster.took("preflight", Duration.ofNanos(System.nanoTime() - begin));
            fit = true;
            return cluster;
        } finally {
            if (!fit) {
                cluster.close();
            }
        }
    }

    /**
     * Leads to the cluster without looking at it, for what does not run scenarios.
     *
     * @return the cluster, to be closed by the caller
     */
    public ChosenCluster connect() {
        Config config = options.access().config();
        FirstContact contact = new FirstContact(options.access().told(), config);
        boolean there = false;
        try {
            String version = contact.version();
            there = true;
            return new ChosenCluster(options, PatientClient.of(config), version, contact);
        } finally {
            if (!there) {
                contact.close();
            }
        }
    }
}
