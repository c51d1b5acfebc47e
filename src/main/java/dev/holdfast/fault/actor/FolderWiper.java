package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Empties the folder of a volume when the pod that used it is gone, as a storage driver does that cleans up too early. */
final class FolderWiper extends Onlooker<Pod> {

    private final Folders folders;

    private FolderWiper(Folders folders) {
        this.folders = folders;
    }

    static FaultInjection.Course begin(Scene scene) {
        SharedIndexInformer<Pod> informer =
                scene.client().pods().inNamespace(scene.namespace()).inform(new FolderWiper(new Folders(scene)));
        return informer::close;
    }

    @Override
    void gone(Pod pod) {
        folders.of(pod).forEach(Folders::empty);
    }
}
