package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;

/** Empties the folder of a volume when the pod that used it is gone, as a storage driver does that cleans up too early. */
record FolderWiper(Folders folders) implements Onlooker<Pod> {

    @Override
    public void gone(Pod pod) {
        folders.of(pod).forEach(Folders::empty);
    }
}
