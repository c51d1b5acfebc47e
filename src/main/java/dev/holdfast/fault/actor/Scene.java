package dev.holdfast.fault.actor;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Where somebody acts.
 *
 * @param cluster the cluster
 * @param namespace the namespace
 */
public record Scene(Cluster cluster, String namespace) {

    /** {@return the client to act by} */
    KubernetesClient client() {
        return cluster.client();
    }

    /**
     * Shows somebody what happens to the pods.
     *
     * @param onlooker who is told of it
     * @return ends it
     */
    FaultInjection.Course watchPods(Onlooker<Pod> onlooker) {
        return client().pods().inNamespace(namespace).inform(new OnlookerEvents<>(onlooker))::close;
    }

    /**
     * Shows somebody what happens to the nodes, which belong to no namespace.
     *
     * @param onlooker who is told of it
     * @return ends it
     */
    FaultInjection.Course watchNodes(Onlooker<Node> onlooker) {
        return client().nodes().inform(new OnlookerEvents<>(onlooker))::close;
    }

    /**
     * Shows somebody the Events about nodes, which are in the namespace {@code default}.
     *
     * @param onlooker who is told of it
     * @return ends it
     */
    FaultInjection.Course watchNodeEvents(Onlooker<Event> onlooker) {
        return client().v1()
                .events()
                .inNamespace("default")
                .withField("involvedObject.kind", "Node")
                .inform(new OnlookerEvents<>(onlooker))::close;
    }

    /**
     * Shows somebody what happens to the StatefulSets.
     *
     * @param onlooker who is told of it
     * @return ends it
     */
    FaultInjection.Course watchSets(Onlooker<StatefulSet> onlooker) {
        return client().apps().statefulSets().inNamespace(namespace).inform(new OnlookerEvents<>(onlooker))::close;
    }
}
