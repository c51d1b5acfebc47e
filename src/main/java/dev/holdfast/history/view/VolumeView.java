package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a PersistentVolume.
 *
 * @param phase {@code status.phase}: Available, Bound, Released, Failed
 * @param claimUid the uid in {@code spec.claimRef}
 * @param nfsPath {@code spec.nfs.path} without a final slash: the folder as an NFS client names it
 * @param backing what holds the data, such that two volumes with the same backing share it; empty when its kind of source does
 *     not tell
 */
public record VolumeView(String phase, Optional<String> claimUid, Optional<String> nfsPath, Optional<String> backing)
        implements View {

    /**
     * The view of a volume.
     *
     * @throws IllegalArgumentException if the object is not a PersistentVolume
     */
    public static VolumeView of(Resource resource) {
        return resource.view(VolumeView.class);
    }

    /** The view of the volume that was observed. */
    public static VolumeView of(Observation observation) {
        return of(observation.object());
    }

    static VolumeView read(JsonNode volume) {
        JsonNode spec = volume.path("spec");
        Optional<String> nfsPath =
                TreeReader.optionalText(spec.path("nfs"), "path").map(VolumeView::withoutFinalSlash);
        JsonNode csi = spec.path("csi");
        Optional<String> backing = nfsPath.map(
                        path -> "nfs " + TreeReader.text(spec.path("nfs"), "server") + ":" + path)
                .or(() -> TreeReader.optionalText(csi, "volumeHandle")
                        .map(handle -> "csi " + TreeReader.text(csi, "driver") + " " + handle));
        return new VolumeView(
                TreeReader.text(volume.path("status"), "phase"),
                TreeReader.optionalText(spec.path("claimRef"), "uid"),
                nfsPath,
                backing);
    }

    @Override
    public String summary() {
        return phase.isEmpty() ? "no phase yet" : phase;
    }

    private static String withoutFinalSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
