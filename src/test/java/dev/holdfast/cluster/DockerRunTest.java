package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerRunTest {

    @TempDir
    Path runs;

    private final List<String> removed = new ArrayList<>();

    @Test
    void isThereFromItsBeginning() {
        try (DockerRun run = DockerRun.begin(runs)) {
            assertThat(run.folder()).isDirectory().hasParent(runs);
            assertThat(run.dynamic()).isDirectory().hasParent(run.exports());
        }
    }

    @Test
    void isNotSweptWhileItsProcessLives() {
        try (DockerRun run = DockerRun.begin(runs)) {
            DockerRun.sweep(runs, removed::add);
            assertThat(run.folder()).isDirectory();
            assertThat(removed).isEmpty();
        }
    }

    @Test
    void isSweptByTheNextOneWhenItsProcessDied() throws IOException {
        DockerRun dead = DockerRun.begin(runs);
        Files.writeString(dead.exports().resolve("page"), "left behind");
        dead.close();
        DockerRun.sweep(runs, removed::add);
        assertThat(removed).containsExactly(dead.id());
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void isSweptAgainWhenItCouldNotBeRemoved() {
        DockerRun dead = DockerRun.begin(runs);
        dead.close();
        DockerRun.sweep(runs.resolve("nowhere"), removed::add);
        assertThat(removed).isEmpty();
        assertThat(dead.folder()).isDirectory();
    }
}
