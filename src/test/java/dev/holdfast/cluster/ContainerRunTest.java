package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerRunTest {

    @TempDir
    Path runs;

    private final List<String> removed = new ArrayList<>();

    @Test
    void isThereFromItsBeginning() {
        try (ContainerRun run = ContainerRun.begin(runs)) {
            assertThat(run.folder()).isDirectory().hasParent(runs);
            assertThat(run.dynamic()).isDirectory().hasParent(run.exports());
        }
    }

    @Test
    void isNotSweptWhileItsProcessLives() {
        try (ContainerRun run = ContainerRun.begin(runs)) {
            ContainerRun.sweep(runs, removed::add);
            assertThat(run.folder()).isDirectory();
            assertThat(removed).isEmpty();
        }
    }

    @Test
    void isSweptByTheNextOneWhenItsProcessDied() throws IOException {
        ContainerRun dead = ContainerRun.begin(runs);
        Files.writeString(dead.exports().resolve("page"), "left behind");
        dead.close();
        ContainerRun.sweep(runs, removed::add);
        assertThat(removed).containsExactly(dead.id());
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void isSweptAgainWhenItCouldNotBeRemoved() {
        ContainerRun dead = ContainerRun.begin(runs);
        dead.close();
        ContainerRun.sweep(runs.resolve("nowhere"), removed::add);
        assertThat(removed).isEmpty();
        assertThat(dead.folder()).isDirectory();
    }
}
