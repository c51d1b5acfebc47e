package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.OptionalInt;

/** Binds claims to new volumes, keeps claims that are in use, and takes away the volumes of those that are gone. */
final class StorageControllers {
    private final ApiServer api;
    private int volumes;

    StorageControllers(ApiServer api) {
        this.api = api;
    }

    /** Does the next thing that is due for a claim, and tells whether there was one. */
    boolean progress(Claim claim) {
        if (claim.meta.terminating()) {
            return letGo(claim);
        }
        if (!claim.volume.isEmpty() || api.namespaceTerminating()) {
            return false;
        }
        Volume volume = new Volume();
        volume.meta.name = "pvc-" + ++volumes;
        volume.claim = claim.asOwner();
        api.create(volume, "provisioner");
        api.update(
                claim,
                Precondition.uid(claim.uid()),
                StatefulSetController.MANAGER,
                bound -> bound.volume = volume.name());
        return true;
    }

    private boolean letGo(Claim claim) {
        boolean used = api.pods().stream()
                .anyMatch(pod -> !pod.node.isEmpty() && !pod.terminal() && pod.claims.containsValue(claim.name()));
        if (used) {
            return false;
        }
        api.update(
                claim,
                Precondition.uid(claim.uid()),
                StatefulSetController.MANAGER,
                free -> free.meta.finalizers.clear());
        api.get(Volume.class, Volume.KIND, claim.volume)
                .ifPresent(volume -> api.delete(volume, Precondition.NONE, OptionalInt.empty()));
        return true;
    }
}
