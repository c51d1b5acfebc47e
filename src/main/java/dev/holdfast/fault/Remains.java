package dev.holdfast.fault;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** What faults may leave on a cluster, whatever brought them about. */
final class Remains {

    private Remains() {}

    /**
     * Looks.
     *
     * @param cluster a cluster on which no fault is at work
     * @return one sentence for each thing
     */
    static List<String> on(Cluster cluster) {
        List<String> remains = new ArrayList<>();
        KubernetesClient client = cluster.client();
        client.namespaces()
                .withLabel(Fault.LABEL)
                .list()
                .getItems()
                .forEach(namespace -> remains.add("the namespace "
                        + namespace.getMetadata().getName() + " of fault "
                        + namespace.getMetadata().getLabels().get(Fault.LABEL) + " is still there"));
        client.persistentVolumes().withLabel(Mark.PART).list().getItems().stream()
                .filter(Remains::ofFault)
                .forEach(volume ->
                        remains.add("the volume " + volume.getMetadata().getName() + " of a fault is still there"));
        for (String name : cluster.nodes()) {
            Node node = client.nodes().withName(name).get();
            if (!ready(node)) {
                remains.add("the node " + name + " is not Ready");
            }
        }
        return remains;
    }

    private static boolean ofFault(PersistentVolume volume) {
        return volume.getMetadata().getLabels().get(Mark.PART).matches(".*-f[0-9]{2}[a-z]?");
    }

    private static boolean ready(Node node) {
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
