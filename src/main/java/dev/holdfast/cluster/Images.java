package dev.holdfast.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which container image plays which role in the scenarios: {@code web} and {@code web-next} are two versions of one web
 * server, {@code tools} has a shell and network tools.
 *
 * @param references image references by role
 * @param packages the packages of a distribution that files of an image are from, by role; a role of whose image that is
 *     not known is left out
 */
public record Images(Map<String, String> references, Map<String, List<InstalledPackage>> packages) {

    /** Images from public registries, for clusters that can pull. All run as any user but root. */
    public static final Images PUBLISHED = new Images(Map.of(
            "web", "docker.io/nginxinc/nginx-unprivileged:1.26.2-alpine",
            "web-next", "docker.io/nginxinc/nginx-unprivileged:1.27.3-alpine",
            "tools", "docker.io/library/busybox:1.36.1"));

    /** Keeps its own copies. */
    public Images {
        references = Map.copyOf(references);
        packages = Map.copyOf(packages);
    }

    /**
     * Images of which nobody knows what they are made of.
     *
     * @param references image references by role
     */
    public Images(Map<String, String> references) {
        this(references, Map.of());
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
     * @param replacements image references by role; they win, and nobody knows what they are made of
     * @return the images of both
     */
    public Images with(Map<String, String> replacements) {
        Images kept = without(replacements.keySet());
        Map<String, String> both = new TreeMap<>(kept.references);
        both.putAll(replacements);
        return new Images(both, kept.packages);
    }

    /**
     * The same images, some of them left out.
     *
     * @param roles their roles
     * @return the others
     */
    Images without(Collection<String> roles) {
        Map<String, String> keptReferences = new TreeMap<>(references);
        keptReferences.keySet().removeAll(roles);
        Map<String, List<InstalledPackage>> keptPackages = new TreeMap<>(packages);
        keptPackages.keySet().removeAll(roles);
        return new Images(keptReferences, keptPackages);
    }
}
