package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.VolumeView;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import dev.holdfast.storage.ClaimSource;
import dev.holdfast.storage.ExportedFolder;
import dev.holdfast.storage.StaticVolumes;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the volumes of a scenario come from. */
public final class Volumes {

    private final ScenarioScope scope;
    private final List<String> made = new ArrayList<>();
    private ClaimSource claims;

    /** Those of a scenario, of which there are none yet. */
    public Volumes(ScenarioScope scope) {
        this.scope = scope;
        this.claims = ClaimSource.madeBy(scope.run().cluster().storageClass());
    }

    /**
     * Makes static volumes of the tutorial, each with a folder of its own on the NFS server, and does not wait.
     *
     * @param names their names in the tutorial
     */
    public void makeStatic(List<String> names) {
        StaticVolumes volumes = new StaticVolumes(
                scope.export(),
                scope.name().id(),
                scope.run().mark().labels(scope.name().id()));
        scope.cleanUp().register("the folders of " + scope.name().id(), () -> scope.run()
                .removals()
                .folders(volumes));
        for (String name : names) {
            PersistentVolume tutorial = scope.run().objects().volume(name);
            PersistentVolume volume =
                    scope.run().mark().put(volumes.adapt(tutorial), scope.name().id());
            String adapted = volume.getMetadata().getName();
            scope.cleanUp().register("the volume " + adapted, () -> scope.run()
                    .removals()
                    .volume(adapted));
            volumes.makeFolder(tutorial);
            scope.act(Action.of("create PersistentVolume " + adapted, "create", Kinds.VOLUME, adapted, ""));
            Requests.create(scope.client().persistentVolumes().resource(volume));
            made.add(adapted);
        }
        claims = ClaimSource.handMade(Map.of(Mark.PART, scope.name().id()));
    }

    /** From now on claims ask the cluster's storage class. */
    public void useStorageClass() {
        claims = ClaimSource.madeBy(scope.run().cluster().storageClass());
    }

    /** Waits until all static volumes that were made are Available. */
    public void awaitAvailable() {
        scope.await(
                "the volumes " + String.join(" and ", made) + " are Available",
                scope.timeouts().volumeRecycled(),
                present -> made.stream().allMatch(volume -> hasPhase(present, volume, "Available")));
    }

    /**
     * The folders of all static volumes that were made hold no file.
     *
     * @throws NotKeptError when one does
     */
    public void requireEmpty() {
        ExportedFolder exported = new ExportedFolder(scope.export());
        for (String volume : made) {
            String folder = scope.present()
                    .find(Kinds.VOLUME, volume)
                    .flatMap(seen -> VolumeView.of(seen).nfsPath())
                    .orElseThrow(() -> new IllegalStateException("there is no volume " + volume));
            List<String> files = exported.files(folder);
            if (!files.isEmpty()) {
                throw new NotKeptError(
                        "the folder " + folder + " of volume " + volume + " is empty",
                        "it holds " + String.join(", ", files),
                        scope.file());
            }
        }
    }

    /**
     * Waits until claims are Bound.
     *
     * @param names the claims' names
     */
    public void awaitBound(List<String> names) {
        scope.await(
                "the claims " + String.join(" and ", names) + " are Bound",
                scope.timeouts().claimBound(),
                present -> names.stream().allMatch(claim -> isBound(present, claim)));
    }

    /** {@return what a claim template has to say so that this scenario's volumes are bound} */
    public ClaimSource claims() {
        return claims;
    }

    private static boolean hasPhase(Snapshot present, String volume, String phase) {
        return present.find(Kinds.VOLUME, volume)
                .filter(seen -> VolumeView.of(seen).phase().equals(phase))
                .isPresent();
    }

    private static boolean isBound(Snapshot present, String claim) {
        return present.find(Kinds.CLAIM, claim)
                .filter(seen -> ClaimView.of(seen).bound())
                .isPresent();
    }
}
