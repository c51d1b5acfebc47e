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
public interface Machines {

    /**
     * Stops a program where it is; what it has started goes on.
     *
     * @param component the program
     */
    void freeze(Component component);

    /**
     * Lets a frozen program go on.
     *
     * @param component the program
     */
    void thaw(Component component);

    /**
     * Ends a program at once. It stays away until it is restarted; what it has started goes on.
     *
     * @param component the program
     */
    void kill(Component component);

    /**
     * Ends a program, if it runs, and starts it.
     *
     * @param component the program
     */
    void restart(Component component);

    /**
     * Ends a node at once with all that runs on it, as when its power fails.
     *
     * @param node the node's name
     */
    void killNode(String node);

    /**
     * Starts a node that was killed, with what is on its disk. It becomes Ready some time later.
     *
     * @param node the node's name
     */
    void startNode(String node);

    /**
     * Drops what goes over a node's link, without a word to either side.
     *
     * @param node the node's name
     * @param links what of it
     */
    void cut(String node, Set<Link> links);

    /**
     * Drops what goes between two nodes, their pods included.
     *
     * @param node the name of the one
     * @param other the name of the other
     */
    void part(String node, String other);

    /**
     * Has each packet on a node's link arrive later, in both directions: an answer comes twice that much later.
     *
     * @param node the node's name
     * @param by how much later; it takes the place of an earlier delay
     */
    void delay(String node, Duration by);

    /**
     * Loses packets on a node's link, in both directions.
     *
     * @param node the node's name
     * @param percent how many of a hundred; it takes the place of an earlier percentage
     */
    void loss(String node, double percent);

    /**
     * Leaves no room on a node's disk, where its kubelet keeps the volumes and logs of pods. The node needs a disk of its own,
     * which it has with {@code --node-disk}.
     *
     * @param node the node's name
     */
    void fill(String node);

    /**
     * Makes room again on a node's disk.
     *
     * @param node the node's name
     */
    void empty(String node);

    /** Has the NFS server refuse every change. */
    void makeExportReadOnly();

    /** Has the NFS server refuse what needs room, as if its disk were full. */
    void makeExportFull();

    /** Has the NFS server refuse nothing any more. */
    void makeExportWritable();

    /**
     * Undoes {@link #cut}.
     *
     * @param node the node's name
     * @param links what is to go over its link again
     */
    void heal(String node, Set<Link> links);

    /**
     * Undoes {@link #part}.
     *
     * @param node the name of the one node
     * @param other the name of the other
     */
    void heal(String node, String other);

    /**
     * Undoes all that is wrong with a node's link.
     *
     * @param node the node's name
     */
    void heal(String node);
}
