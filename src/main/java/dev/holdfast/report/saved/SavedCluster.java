package dev.holdfast.report.saved;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What kind of cluster was tested, as far as the run knew.
 *
 * @param distribution what made the cluster, such as {@code embedded}
 * @param network what connects its pods
 * @param storageClass the class that binds the claims of scenarios without volumes of their own
 * @param images the container images that scenarios ran, by role
 */
public record SavedCluster(
        Optional<String> distribution,
        Optional<String> network,
        Optional<String> storageClass,
        Map<String, String> images) {

    /** What is known of a cluster of which nothing was saved. */
    public static final SavedCluster UNKNOWN =
            new SavedCluster(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Copies the images; none when there are none. */
    public SavedCluster {
        images = images == null ? Map.of() : new TreeMap<>(images);
    }
}
