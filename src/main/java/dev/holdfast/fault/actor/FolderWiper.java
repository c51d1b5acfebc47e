package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;

/** Empties the folder of a volume when the pod that used it is gone, as a storage driver does that cleans up too early. */
final class FolderWiper extends Onlooker<Pod> {

    private final Folders folders;

    FolderWiper(Folders folders) {
        this.folders = folders;
    }

    @Override
    void gone(Pod pod) {
        folders.of(pod).forEach(Folders::empty);
    }
}
