package dev.holdfast.cluster;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which container image plays which role in the scenarios: {@code web} and {@code web-next} are two versions of one web
 * server, {@code tools} has a shell and network tools.
 *
 * @param references image references by role
 */
public record Images(Map<String, String> references) {

    /** Images from public registries, for clusters that can pull. All run as any user but root. */
    public static final Images PUBLISHED = new Images(Map.of(
            "web", "docker.io/nginxinc/nginx-unprivileged:1.26.2-alpine",
            "web-next", "docker.io/nginxinc/nginx-unprivileged:1.27.3-alpine",
            "tools", "docker.io/library/busybox:1.36.1"));

    /** Keeps its own copy of the references. */
    public Images {
        references = Map.copyOf(references);
    }

    /**
     * The image that plays a role.
     *
     * @param role the role, such as {@code web}
     * @return an image reference that the cluster's nodes can run
     * @throws IllegalArgumentException when no image plays that role
     */
    public String reference(String role) {
        String reference = references.get(role);
        if (reference == null) {
            throw new IllegalArgumentException(
                    "no image plays the role \"" + role + "\"; known roles: " + new TreeMap<>(references).keySet());
        }
        return reference;
    }

    /**
     * The same images, some of them replaced.
     *
     * @param replacements image references by role; they win
     * @return the images of both
     */
    public Images with(Map<String, String> replacements) {
        Map<String, String> both = new TreeMap<>(references);
        both.putAll(replacements);
        return new Images(both);
    }
}
