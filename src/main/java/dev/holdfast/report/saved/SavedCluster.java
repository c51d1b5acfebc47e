package dev.holdfast.report.saved;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What kind of cluster was tested, as far as the run knew.
 *
 * @param components the components that are not of the API server's release, by name: the release that each is of, or what
 *     else it is; mostly none
 * @param distribution what made the cluster, such as {@code embedded}
 * @param network what connects its pods
 * @param storageClass the class that binds the claims of scenarios without volumes of their own
 * @param images the container images that scenarios ran, by role
 * @param packages the packages that files of these images are from, by role; a role of whose image that is not known is left out
 */
public record SavedCluster(
        Map<String, String> components,
        Optional<String> distribution,
        Optional<String> network,
        Optional<String> storageClass,
        Map<String, String> images,
        Map<String, List<SavedPackage>> packages) {

    /** What is known of a cluster of which nothing was saved. */
    public static final SavedCluster UNKNOWN =
            new SavedCluster(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

    /** Copies the maps; empty ones when there are none. */
    public SavedCluster {
        components = components == null ? Map.of() : new TreeMap<>(components);
        images = images == null ? Map.of() : new TreeMap<>(images);
        packages = packages == null ? Map.of() : new TreeMap<>(packages);
    }
}
