package dev.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticVolumesTest {

    @TempDir
    private Path directory;

    private StaticVolumes volumes;
    private ExportedFolder exported;

    private final PersistentVolume tutorial = new PersistentVolumeBuilder()
            .withNewMetadata()
            .withName("a-pv")
            .addToLabels("pv", "a-pv")
            .endMetadata()
            .withNewSpec()
            .withPersistentVolumeReclaimPolicy("Recycle")
            .withNewNfs()
            .withPath("/nfs/data/a")
            .withServer("192.168.16.4")
            .endNfs()
            .endSpec()
            .build();

    @BeforeEach
    void setUp() {
        NfsExport export = new NfsExport("10.89.0.1", "/exports", directory);
        volumes = new StaticVolumes(export, "run-1", Map.of("holdfast.dev/scenario", "run-1"));
        exported = new ExportedFolder(export);
    }

    @Test
    void shouldGiveTheVolumeANameAndAFolderOfTheScenarioOnly() {
        PersistentVolume volume = volumes.adapt(tutorial);

        assertThat(volume.getMetadata().getName()).isEqualTo("a-pv-run-1");
        assertThat(volume.getMetadata().getLabels())
                .containsEntry("pv", "a-pv")
                .containsEntry("holdfast.dev/scenario", "run-1");
        assertThat(volume.getSpec().getNfs().getServer()).isEqualTo("10.89.0.1");
        assertThat(volume.getSpec().getNfs().getPath()).isEqualTo("/exports/run-1/a");
        assertThat(volume.getSpec().getPersistentVolumeReclaimPolicy()).isEqualTo("Recycle");
    }

    @Test
    void shouldMakeTheFolderBehindTheVolumeWritableForAll() throws IOException {
        volumes.makeFolder(tutorial);

        Path folder =
                exported.directory(volumes.adapt(tutorial).getSpec().getNfs().getPath());
        assertThat(folder).isDirectory();
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(9);
    }

    @Test
    void shouldSeeWhatAPodWrote() throws IOException {
        volumes.makeFolder(tutorial);
        Files.writeString(directory.resolve("run-1/a/index.html"), "a page\n");

        assertThat(exported.read("/exports/run-1/a", "index.html")).contains("a page");
        assertThat(exported.read("/exports/run-1/a", "other.html")).isEmpty();
        assertThat(exported.foldersWith("index.html")).containsExactly("/exports/run-1/a");
    }

    @Test
    void shouldRemoveTheFoldersAndNothingElse() throws IOException {
        volumes.makeFolder(tutorial);
        Files.writeString(directory.resolve("run-1/a/index.html"), "a page\n");
        Files.createDirectory(directory.resolve("run-2"));

        volumes.removeFolders();
        volumes.removeFolders();

        assertThat(directory.resolve("run-1")).doesNotExist();
        assertThat(directory.resolve("run-2")).exists();
    }
}
