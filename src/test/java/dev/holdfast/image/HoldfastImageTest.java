package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HoldfastImageTest {

    private static final String NAME = "localhost/holdfast/holdfast:1";

    @TempDir
    Path folder;

    private Path base;
    private ProgramFiles program;

    @BeforeEach
    void parts() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(Files.createDirectories(home.resolve("features")).resolve("a.feature"), "Feature: A\n");
        Files.writeString(
                Files.createDirectories(home.resolve("manifests/tutorial")).resolve("a.yaml"), "a: b\n");
        program = ProgramFiles.read(Jars.program(home, "lib/a.jar"));
        base = folder.resolve("base.tar");
        Jib.fromScratch()
                .addEnvironmentVariable("PATH", "/opt/java/bin")
                .containerize(Containerizer.to(TarImage.at(base).named("base")));
    }

    @Test
    void hasTheProgramWithItsSpecificationOnTheBaseThatWasNamed() throws Exception {
        Path archive = folder.resolve("holdfast.tar");
        make(archive);
        assertThat(files(archive))
                .contains(
                        "holdfast/holdfast.jar",
                        "holdfast/lib/a.jar",
                        "holdfast/features/a.feature",
                        "holdfast/manifests/tutorial/a.yaml");
        JsonNode manifest =
                JsonMapper.shared().readTree(read(archive).get("manifest.json")).get(0);
        assertThat(manifest.get("RepoTags").get(0).asString()).isEqualTo(NAME);
        JsonNode config = JsonMapper.shared()
                .readTree(read(archive).get(manifest.get("Config").asString()))
                .get("config");
        assertThat(config.get("User").asString()).isEqualTo("65532:65532");
        assertThat(config.get("Env").toString()).contains("PATH=/opt/java/bin");
        assertThat(config.get("Entrypoint").toString())
                .startsWith("[\"java\",")
                .endsWith(
                        "\"-Dholdfast.home=/holdfast\",\"-Dholdfast.program=holdfast\",\"-jar\",\"/holdfast/holdfast.jar\"]");
    }

    @Test
    void isTheSameEveryTime() throws Exception {
        assertThat(make(folder.resolve("one.tar"))).startsWith("sha256:").isEqualTo(make(folder.resolve("two.tar")));
    }

    @Test
    void saysInOneSentenceThatTheBaseIsNotThereAnyMore() throws IOException {
        BaseImage named = named();
        Files.delete(base);
        assertThatThrownBy(() -> make(folder.resolve("holdfast.tar"), named))
                .isInstanceOf(ImageFailedException.class)
                .satisfies(failed -> assertThat(failed.getMessage())
                        .startsWith("the image cannot be made: ")
                        .contains("base.tar")
                        .hasLineCount(1));
    }

    @Test
    void isDoneWithItsFilesWhenItHasFailed() throws IOException {
        byte[] incompressible = new byte[32 << 20];
        new Random(1).nextBytes(incompressible);
        Files.write(folder.resolve("home/manifests/tutorial/large.yaml"), incompressible);
        BaseImage named = named();
        Files.delete(base);
        assertThatThrownBy(() -> make(folder.resolve("holdfast.tar"), named)).isInstanceOf(ImageFailedException.class);
        assertThat(Thread.getAllStackTraces().values()).allSatisfy(stack -> assertThat(stack)
                .noneMatch(frame -> frame.getClassName().startsWith("com.google.cloud.tools.jib")));
    }

    private BaseImage named() {
        return BaseImage.named(BaseImage.FILE_PREFIX + base);
    }

    private String make(Path archive) throws Exception {
        return make(archive, named());
    }

    private String make(Path archive, BaseImage on) throws Exception {
        return new HoldfastImage(
                        folder.resolve("home"), Files.createTempDirectory(folder, "work"), Optional.of(on), program)
                .make(List.of(Destination.file(archive, NAME)));
    }

    private static Set<String> files(Path archive) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, byte[]> each : read(archive).entrySet()) {
            if (each.getKey().endsWith(".tar.gz")) {
                names.addAll(read(new GZIPInputStream(new ByteArrayInputStream(each.getValue())))
                        .keySet());
            }
        }
        return names;
    }

    private static Map<String, byte[]> read(Path archive) throws IOException {
        return read(Files.newInputStream(archive));
    }

    private static Map<String, byte[]> read(InputStream stream) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
