package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts what was in the folder of a volume when its pod began to end into that of the next pod of that name, as storage does that hands
 * out a used folder for a new volume.
 */
final class FolderHeir implements Onlooker<Pod> {

    private final Folders folders;
    /** By the name of the pod, and of the file. */
    private final Map<String, Map<Path, byte[]>> left = new HashMap<>();

    FolderHeir(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void changed(Pod before, Pod now) {
        String name = now.getMetadata().getName();
        if (PodFacts.beginsToEnd(before, now)) {
            folders.of(now).forEach(folder -> left.put(name, contents(folder)));
        } else if (!PodFacts.ending(now) && !PodFacts.ready(now) && left.containsKey(name)) {
            folders.of(now).stream().filter(Files::isDirectory).forEach(folder -> fill(folder, left.get(name)));
        }
    }

    private static Map<Path, byte[]> contents(Path folder) {
        Map<Path, byte[]> contents = new HashMap<>();
        for (Path file : Folders.files(folder)) {
            try {
                contents.put(file.getFileName(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return contents;
    }

    private static void fill(Path folder, Map<Path, byte[]> contents) {
        contents.forEach((name, content) -> {
            try {
                Files.write(folder.resolve(name), content);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + name + " to " + folder, e);
            }
        });
    }
}
