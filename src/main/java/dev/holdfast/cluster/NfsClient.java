package dev.holdfast.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the nodes of the embedded cluster mount NFS volumes with. */
public enum NfsClient {
    /** Holdfast's own client, in user space. */
    FUSE,
    /** The client of the machine's kernel. */
    KERNEL;

    /** {@return what the client is called on a command line} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The client of a name.
     *
     * @param word what it is called on a command line
     * @return the client, or nothing when there is none of that name
     */
    public static Optional<NfsClient> of(String word) {
        return Arrays.stream(values())
                .filter(client -> client.word().equals(word))
                .findFirst();
    }
}
