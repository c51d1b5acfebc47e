package dev.holdfast.storage;

import dev.holdfast.cluster.NfsExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the NFS server's folders from behind, without a pod, a mount or Kubernetes in between. */
public final class ExportedFolder {

    private final NfsExport export;

    /**
     * Looks into an export.
     *
     * @param export the NFS server's folder
     */
    public ExportedFolder(NfsExport export) {
        this.export = export;
    }

    /**
     * The folder that a volume stands for.
     *
     * @param path the path in the volume's {@code nfs} source
     * @return the same folder as this process sees it
     * @throws IllegalArgumentException when the path is not inside the export
     */
    public Path directory(String path) {
        if (path.equals(export.path())) {
            return export.directory();
        }
        String root = export.path() + "/";
        if (!path.startsWith(root) || path.contains("..")) {
            throw new IllegalArgumentException(path + " is not below the export " + export.path());
        }
        return export.directory().resolve(path.substring(root.length()));
    }

    /**
     * What a file holds.
     *
     * @param path the path in a volume's {@code nfs} source
     * @param file the file's name in it
     * @return its text without the end of the last line, or nothing when there is no such file
     */
    public Optional<String> read(String path, String file) {
        try {
            return Optional.of(Files.readString(directory(path).resolve(file), StandardCharsets.UTF_8)
                    .stripTrailing());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file + " in " + path + " on the NFS server", failed);
        }
    }

    /**
     * What is in a folder.
     *
     * @param path the path in a volume's {@code nfs} source
     * @return the names of all that it holds, in order
     */
    public List<String> files(String path) {
        try (Stream<Path> held = Files.list(directory(path))) {
            return held.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look into " + path + " on the NFS server", failed);
        }
    }

    /**
     * The folders that hold a file of some name.
     *
     * @param file the file's name
     * @return every such folder of the whole export, as a volume's {@code nfs} source would name it
     */
    public List<String> foldersWith(String file) {
        List<String> folders = new ArrayList<>();
        try {
            Files.walkFileTree(export.directory(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
                    if (found.getFileName().toString().equals(file)) {
                        Path folder = export.directory().relativize(found.getParent());
                        folders.add(folder.toString().isEmpty() ? export.path() : export.path() + "/" + folder);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException failed) {
                    // Other scenarios remove their folders meanwhile.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look through the NFS server's folders", failed);
        }
        return folders;
    }
}
