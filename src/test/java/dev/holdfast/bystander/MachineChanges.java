package dev.holdfast.bystander;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.Link;
import dev.holdfast.cluster.Machines;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * What happens to the machines of a cluster, all of whose sets it concerns. One thing at a time: whoever comes meanwhile waits.
 *
 * @param diary takes what was done
 * @param pause waits for up to so many seconds
 */
record MachineChanges(Machines machines, Consumer<String> diary, DoubleConsumer pause) {

    /** A node loses its power, and comes back. */
    void reboot(String node) {
        synchronized (machines) {
            diary.accept("end node " + node);
            machines.killNode(node);
            pause.accept(20);
            diary.accept("start node " + node);
            machines.startNode(node);
        }
    }

    /** A node is out of reach for its API server, and be it for so long that it counts as lost. */
    void cut(String node) {
        synchronized (machines) {
            diary.accept("cut node " + node + " from the API server");
            machines.cut(node, EnumSet.of(Link.API));
            pause.accept(70);
            diary.accept("heal node " + node);
            machines.heal(node);
        }
    }

    /** The kubelet of a node begins anew; the containers run on. */
    void restartKubelet(String node) {
        synchronized (machines) {
            diary.accept("restart the kubelet of " + node);
            machines.restart(Component.onNode(node, "kubelet"));
        }
    }

    /** All controllers begin anew, with nothing that they had heard. */
    void restartControllers() {
        synchronized (machines) {
            diary.accept("restart the controllers");
            machines.restart(Component.inControlPlane("kube-controller-manager"));
        }
    }
}
