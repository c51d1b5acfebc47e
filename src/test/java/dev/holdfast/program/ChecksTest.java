package dev.holdfast.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of {@code checks/}, which no build runs, compile as those compile them: without the libraries of the tests. */
class ChecksTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern PROGRAMS = Pattern.compile("(?m)^compile_tests (.*)$");
    private static final Pattern OF_TESTS = Pattern.compile("test-classes|assertj|jqwik|archunit");

    @TempDir
    Path compiled;

    static List<String> programs() throws IOException {
        try (Stream<Path> checks = Files.list(Path.of("checks"))) {
            return checks.filter(Files::isRegularFile)
                    .flatMap(check -> PROGRAMS.matcher(text(check)).results())
                    .flatMap(found -> Arrays.stream(found.group(1).split(" ")))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void compiles(String program) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !OF_TESTS.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-d", compiled.toString(), "-cp", classPath, "-sourcepath", SOURCES.toString());
            boolean done = compiler.getTask(
                            said,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjects(SOURCES.resolve(program.replace('.', '/') + ".java")))
                    .call();
            assertThat(done).as(() -> said.toString()).isTrue();
        }
    }

    private static String text(Path check) {
        try {
            return Files.readString(check);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
