package dev.holdfast.cluster.chosen;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What made a cluster, as far as its version tells: distributions that patch Kubernetes add a word to the number. */
final class Distribution {

    private static final List<String> KNOWN =
            List.of("k3s", "rke2", "eks", "gke", "k0s", "vmware", "mirantis", "aliyun");

    private Distribution() {}

    /**
     * What made it.
     *
     * @param version the API server's version, such as {@code v1.33.1+k3s1}
     * @return the distribution, or nothing when it is not known
     */
    static Optional<String> of(String version) {
        return Arrays.stream(version.split("[^a-z0-9]+"))
                .flatMap(word -> KNOWN.stream().filter(word::startsWith))
                .findFirst();
    }
}
