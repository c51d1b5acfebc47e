package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.guarantee.Judge;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The program that the page on the library shows is compiled and run as it stands there. */
class LibraryPageTest {

    private static final Path BROKEN = Path.of("src/test/resources/dev/holdfast/broken/never-waits.jsonl.gz");

    private static final Path EXAMPLE = Path.of("examples/junit");

    private static final Path KEPT = Path.of("src/test/resources/dev/holdfast/lives/ordinary.jsonl.gz");

    /** What judging needs, as the page says: this project and Jackson, and no other library. */
    private static final String CLASS_PATH = Stream.of(
                    Judge.class, JsonMapper.class, JsonParser.class, JsonProperty.class)
            .map(LibraryPageTest::place)
            .collect(Collectors.joining(File.pathSeparator));

    private Page page;

    @TempDir
    Path scratch;

    @BeforeEach
    void compile() throws IOException {
        page = Page.read(Path.of("docs/library.md"));
        Path source = Files.write(scratch.resolve("Broken.java"), block("java"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", CLASS_PATH, "-d", scratch.toString(), source.toString()))
                .as("exit code of the compiler")
                .isZero();
    }

    @Test
    void theProgramSaysWhatThePageSays() throws IOException, InterruptedException {
        assertThat(run(BROKEN)).isEqualTo(block("text"));
        assertThat(page.codeSpans()).contains(BROKEN.toString());
    }

    @Test
    void theProgramCallsNothingBrokenInAnOrdinaryLife() throws IOException, InterruptedException {
        assertThat(run(KEPT)).isEmpty();
    }

    @Test
    void theTestThatIsShownIsThatOfTheExample() throws IOException {
        List<Page.Block> shown = page.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .toList();
        assertThat(Files.readString(EXAMPLE.resolve("src/test/java/com/example/cluster/StatefulSetsTest.java")))
                .contains(String.join("\n", shown.get(1).lines()));
    }

    @Test
    void theExampleUsesThisVersion() throws IOException {
        assertThat(Files.readString(EXAMPLE.resolve("pom.xml")))
                .contains("<holdfast.version>" + version(Files.readString(Path.of("pom.xml"))) + "</holdfast.version>");
    }

    /** The first that is said: that of the project itself. */
    private static String version(String pom) {
        return pom.replaceFirst("(?s).*?<version>([^<]*)</version>.*", "$1");
    }

    private List<String> run(Path history) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        CLASS_PATH + File.pathSeparator + scratch,
                        "Broken",
                        history.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private List<String> block(String language) {
        return page.blocks().stream()
                .filter(block -> block.language().equals(language))
                .findFirst()
                .orElseThrow()
                .lines();
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
