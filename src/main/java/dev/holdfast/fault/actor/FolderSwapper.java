package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Exchanges what is in the folders of two volumes when one of the pods that used them ends, once. */
final class FolderSwapper implements Onlooker<Pod> {

    private final Folders folders;
    private final Map<String, Path> used = new TreeMap<>();
    private boolean swapped;

    FolderSwapper(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.ready(now)) {
            folders.of(now).forEach(folder -> used.put(now.getMetadata().getName(), folder));
        }
    }

    @Override
    public void gone(Pod pod) {
        if (!swapped && used.containsKey(pod.getMetadata().getName()) && used.size() > 1) {
            swapped = true;
            Path[] both = used.values().toArray(Path[]::new);
            Folders.exchange(both[0], both[1]);
        }
    }
}
