package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {

    @TempDir
    Path folder;

    @Test
    void aJarNamesItsLibraries() throws Exception {
        ProgramFiles files = ProgramFiles.read(Jars.program(folder, "lib/a.jar", "lib/b.jar"));
        assertThat(files.libraries()).containsExactly(Path.of("lib/a.jar"), Path.of("lib/b.jar"));
    }

    @Test
    void refusesAJarWhoseLibrariesAreNotThere() throws Exception {
        Path jar = Jars.program(folder, "lib/a.jar");
        Files.delete(folder.resolve("lib/a.jar"));
        assertThatThrownBy(() -> ProgramFiles.read(jar))
                .isInstanceOf(ImageFailedException.class)
                .hasMessage("the library lib/a.jar is missing beside " + jar);
    }

    @Test
    void refusesClassesThatAreInNoJar() {
        assertThatThrownBy(() -> ProgramFiles.of(ProgramFilesTest.class))
                .isInstanceOf(ImageFailedException.class)
                .hasMessageContaining("start it with ./holdfast");
    }
}
