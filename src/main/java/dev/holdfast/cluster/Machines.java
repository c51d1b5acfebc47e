package dev.holdfast.cluster;

import java.time.Duration;
import java.util.Set;

/**
 * The machines and links of a cluster, for whoever breaks and mends them. Each call returns when what it asks for is so; asking
 * for what is so already changes nothing. All is undone when the cluster ends.
 *
 * <p>Each method throws {@link ClusterRefusedException} when there is no such node or component, or when this machine cannot do
 * that, and {@link ClusterFailedException} when it did not succeed; the cluster is as it was then.
 */
@FunctionalInterface
public interface Machines {

    /**
     * Carries an order out.
     *
     * @param order what is to be done, and to what
     */
    void obey(MachineOrder order);

    /**
     * Stops a program where it is; what it has started goes on.
     *
     * @param component the program
     */
    default void freeze(Component component) {
        obey(MachineOrder.about("freeze", component));
    }

    /**
     * Lets a frozen program go on.
     *
     * @param component the program
     */
    default void thaw(Component component) {
        obey(MachineOrder.about("thaw", component));
    }

    /**
     * Ends a program at once. It stays away until it is restarted; what it has started goes on.
     *
     * @param component the program
     */
    default void kill(Component component) {
        obey(MachineOrder.about("kill", component));
    }

    /**
     * Ends a program, if it runs, and starts it.
     *
     * @param component the program
     */
    default void restart(Component component) {
        obey(MachineOrder.about("restart", component));
    }

    /**
     * Ends a node at once with all that runs on it, as when its power fails.
     *
     * @param node the node's name
     */
    default void killNode(String node) {
        obey(MachineOrder.atNode("kill", node));
    }

    /**
     * Starts a node that was killed, with what is on its disk. It becomes Ready some time later.
     *
     * @param node the node's name
     */
    default void startNode(String node) {
        obey(MachineOrder.atNode("start", node));
    }

    /**
     * Drops what goes over a node's link, without a word to either side.
     *
     * @param node the node's name
     * @param links what of it
     */
    default void cut(String node, Set<Link> links) {
        obey(links(MachineOrder.atNode("cut", node), links));
    }

    /**
     * Drops what goes between two nodes, their pods included.
     *
     * @param node the name of the one
     * @param other the name of the other
     */
    default void part(String node, String other) {
        obey(MachineOrder.atNode("part", node).with("from", other));
    }

    /**
     * Has each packet on a node's link arrive later, in both directions: an answer comes twice that much later.
     *
     * @param node the node's name
     * @param by how much later; it takes the place of an earlier delay
     */
    default void delay(String node, Duration by) {
        obey(MachineOrder.atNode("delay", node).with("by", by.toMillis() + "ms"));
    }

    /**
     * Loses packets on a node's link, in both directions.
     *
     * @param node the node's name
     * @param percent how many of a hundred; it takes the place of an earlier percentage
     */
    default void loss(String node, double percent) {
        obey(MachineOrder.atNode("loss", node).with("percent", percent));
    }

    /**
     * Leaves no room on a node's disk, where its kubelet keeps the volumes and logs of pods. The node needs a disk of its own,
     * which it has with {@code --node-disk}.
     *
     * @param node the node's name
     */
    default void fill(String node) {
        obey(MachineOrder.atNode("fill", node));
    }

    /**
     * Makes room again on a node's disk.
     *
     * @param node the node's name
     */
    default void empty(String node) {
        obey(MachineOrder.atNode("empty", node));
    }

    /** Has the NFS server refuse every change. */
    default void makeExportReadOnly() {
        obey(new MachineOrder("read-only"));
    }

    /** Has the NFS server refuse what needs room, as if its disk were full. */
    default void makeExportFull() {
        obey(new MachineOrder("full"));
    }

    /** Has the NFS server refuse nothing any more. */
    default void makeExportWritable() {
        obey(new MachineOrder("writable"));
    }

    /**
     * Undoes {@link #cut}.
     *
     * @param node the node's name
     * @param links what is to go over its link again
     */
    default void heal(String node, Set<Link> links) {
        obey(links(MachineOrder.atNode("heal", node), links));
    }

    /**
     * Undoes {@link #part}.
     *
     * @param node the name of the one node
     * @param other the name of the other
     */
    default void heal(String node, String other) {
        obey(MachineOrder.atNode("heal", node).with("from", other));
    }

    /**
     * Undoes all that is wrong with a node's link.
     *
     * @param node the node's name
     */
    default void heal(String node) {
        obey(MachineOrder.atNode("heal", node));
    }

    private static MachineOrder links(MachineOrder order, Set<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("no link is named");
        }
        return order.with("links", links.stream().sorted().map(Link::word).toList());
    }
}
