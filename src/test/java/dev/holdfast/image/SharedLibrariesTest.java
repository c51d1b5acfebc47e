package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {

    @Test
    void readsWhatTheLinkerFinds() {
        assertThat(SharedLibraries.loaded("""
                /java/bin/java:
                	linux-vdso.so.1 (0x00007f0da16fd000)
                	libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f0da16c8000)
                	libjli.so => /java/bin/../lib/libjli.so (0x00007f0da16b8000)
                	libjvm.so => not found
                	/lib64/ld-linux-x86-64.so.2 (0x00007f0da16ff000)
                """))
                .containsExactlyInAnyOrder(
                        Path.of("/lib/x86_64-linux-gnu/libz.so.1"),
                        Path.of("/java/lib/libjli.so"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    @Test
    void findsWhatAProgramOfThisMachineNeedsAndNothingInItsOwnFolder(@TempDir Path folder) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Path.of("/bin/sh").toRealPath();
        Files.copy(program, bin.resolve("sh"));
        assertThat(bin.resolve("sh").toFile().setExecutable(true)).isTrue();

        assertThat(SharedLibraries.outside(folder))
                .anySatisfy(
                        library -> assertThat(library.getFileName().toString()).startsWith("libc."))
                .allSatisfy(library -> assertThat(library).isRegularFile())
                .noneMatch(library -> library.startsWith(folder));
    }
}
