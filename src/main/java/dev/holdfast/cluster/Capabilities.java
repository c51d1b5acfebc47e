package dev.holdfast.cluster;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster was found to be able to do, and what not.
 *
 * @param missing why, for each need that the cluster does not meet, as a clause
 */
public record Capabilities(Map<Need, String> missing) {

    private static final String NO_MACHINES = "the cluster has no nodes and links that this run can break";

    /** Keeps its own copy. */
    public Capabilities {
        missing = Map.copyOf(missing);
    }

    /**
     * Why a scenario cannot be run on the cluster.
     *
     * @param tags the tags of the scenario, without their at signs
     * @return the reason, naming the tag, or nothing when it can
     */
    public Optional<String> objection(Collection<String> tags) {
        return tags.stream()
                .flatMap(tag -> Need.ofTag(tag).stream())
                .sorted()
                .filter(missing::containsKey)
                .map(need -> missing.get(need) + " (@" + need.tag() + ")")
                .findFirst();
    }

    /**
     * What was found out about a cluster that is not this run's own, and whose machines it therefore leaves alone.
     *
     * @param missing why, for each need that the cluster was found not to meet, as a clause
     * @return what it can do
     */
    public static Capabilities found(Map<Need, String> missing) {
        Map<Need, String> all = new EnumMap<>(Need.class);
        all.putAll(missing);
        all.put(Need.MACHINE_FAULTS, NO_MACHINES);
        return new Capabilities(all);
    }

    /**
     * The same, but that something is missing.
     *
     * @param need what is missing
     * @param reason why, as a clause
     * @return what it can do all the same
     */
    Capabilities without(Need need, String reason) {
        Map<Need, String> all = new EnumMap<>(Need.class);
        all.putAll(missing);
        all.put(need, reason);
        return new Capabilities(all);
    }

    /** {@return why so many nodes are too few for scenarios that need several, as a clause, or nothing when they are not} */
    public static Optional<String> fewNodes(int nodes) {
        return nodes < Need.NODES
                ? Optional.of("pods can be scheduled to " + nodes + (nodes == 1 ? " node" : " nodes") + " only")
                : Optional.empty();
    }

    /** {@return why scenarios cannot have a namespace each where they share one, as a clause} */
    public static String shared(String namespace) {
        return "all scenarios share the namespace " + namespace;
    }

    /**
     * What can be told of a cluster that Holdfast itself has started, also of what its API server has to be asked for.
     *
     * @param cluster the cluster
     * @return what it can do
     */
    static Capabilities asked(Cluster cluster) {
        Capabilities told = of(cluster);
        return RecreateStrategy.missing(cluster.client(), cluster.namespace().orElse(RecreateStrategy.ANYWHERE))
                .map(why -> told.without(Need.RECREATE_STRATEGY, why))
                .orElse(told);
    }

    /**
     * What can be told of a cluster that Holdfast itself has started.
     *
     * @param cluster the cluster
     * @return what it can do
     */
    static Capabilities of(Cluster cluster) {
        Map<Need, String> missing = new EnumMap<>(Need.class);
        if (cluster.nfs().isEmpty()) {
            missing.put(Need.NFS, "the cluster has no NFS server that this run can look into");
        }
        if (cluster.storageClass().isEmpty()) {
            missing.put(Need.STORAGE_CLASS, "the cluster has no storage class");
        }
        cluster.namespace().ifPresent(shared -> missing.put(Need.OWN_NAMESPACE, shared(shared)));
        if (cluster.machines().isEmpty()) {
            missing.put(Need.MACHINE_FAULTS, NO_MACHINES);
        }
        fewNodes(cluster.nodes().size()).ifPresent(why -> missing.put(Need.THREE_NODES, why));
        return new Capabilities(missing);
    }
}
