package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPayloadTest {

    @TempDir
    Path folder;

    @Test
    void knowsTheImagesThatItBringsAndTheirPackages() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), """
                {"images": {"pause": "pause:1", "coredns": "coredns:1", "tools": "tools:1"},
                 "packages": {"pause": [], "coredns": [],
                              "tools": [{"name": "busybox-static", "version": "1:1.35.0-4", "architecture": "amd64"}]}}
                """);
        Images images = new ClusterPayload(folder).images();
        assertThat(images.references()).isEqualTo(Map.of("tools", "tools:1"));
        assertThat(images.packages())
                .isEqualTo(Map.of("tools", List.of(new InstalledPackage("busybox-static", "1:1.35.0-4", "amd64"))));
    }
}
