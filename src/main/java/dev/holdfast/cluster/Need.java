package dev.holdfast.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a scenario may need of a cluster that not every cluster has. A scenario says so by a tag. */
public enum Need {
    /** An NFS server whose folders this process sees too, and the right to make volumes on it. */
    NFS("an NFS server whose folders this process sees too, and permission to make volumes on it"),
    /** A storage class that makes volumes for claims. */
    STORAGE_CLASS("a storage class that makes volumes for claims"),
    /** A namespace for each scenario, for objects that keep the names they have. */
    OWN_NAMESPACE("a namespace for each scenario"),
    /** Nodes and links that this process can break on purpose. */
    MACHINE_FAULTS("nodes and links that this run can break on purpose"),
    /** So many nodes that pods have somewhere to go, and somewhere else. */
    THREE_NODES("three nodes that pods can be scheduled to"),
    /** An API server that takes the update strategy Recreate. */
    RECREATE_STRATEGY("the update strategy Recreate, which a feature gate turns on");

    /** How many nodes those are. */
    public static final int NODES = 3;

    private final String meaning;

    Need(String meaning) {
        this.meaning = meaning;
    }

    /** {@return what is needed, as a noun phrase} */
    public String meaning() {
        return meaning;
    }

    /** {@return the tag of the scenarios that need it, without the at sign} */
    public String tag() {
        return "needs." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What a tag asks for.
     *
     * @param tag a tag without the at sign
     * @return the need, or nothing when the tag is about something else
     */
    public static Optional<Need> ofTag(String tag) {
        return Arrays.stream(values()).filter(need -> need.tag().equals(tag)).findFirst();
    }
}
