package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedFilesTest {

    @TempDir
    Path scratch;

    @Test
    void areFilesUntilNobodyNeedsThemAnyMore() throws IOException {
        Path jar = scratch.resolve("a library.jar");
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            write(inside.getPath("/dev/holdfast/packaged/features/a.feature"));
            write(inside.getPath("/dev/holdfast/packaged/manifests/tutorial/set.yaml"));
            write(inside.getPath("/dev/holdfast/other"));
        }
        Path folder;
        try (PackagedFiles files = PackagedFiles.unpack(jar)) {
            folder = files.folder();
            assertThat(folder.resolve("features/a.feature")).hasContent("a.feature");
            assertThat(folder.resolve("manifests/tutorial/set.yaml")).hasContent("set.yaml");
            assertThat(folder).isDirectoryNotContaining("glob:**/other");
        }
        assertThat(folder).doesNotExist();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, file.getFileName().toString());
    }
}
