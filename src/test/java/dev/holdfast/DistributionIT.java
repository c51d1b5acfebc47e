package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.UnreachableCluster;
import dev.holdfast.report.fixture.ReportDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive that {@code mvn package} makes, unpacked where there is neither the project nor what builds it. */
@DisplayName("The distribution")
class DistributionIT {

    private static final Path LIVES = Path.of(
                    System.getProperty("holdfast.home", ""), "src/test/resources/dev/holdfast/lives")
            .toAbsolutePath();

    @TempDir
    static Path scratch;

    /** Its path has a space in it. */
    private static Path folder;

    /** All that is on the PATH besides Java. */
    private static Path tools;

    @TempDir
    Path here;

    private Path history;

    /** How a command ended. */
    private record Ended(int code, String output, String errors) {}

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Path unpacked = Files.createDirectory(scratch.resolve("a folder"));
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", System.getProperty("holdfast.archive"), "-C", unpacked.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).as("exit code of tar").isZero();
        try (Stream<Path> inside = Files.list(unpacked)) {
            folder = inside.toList().get(0);
        }
        tools = Files.createDirectory(scratch.resolve("tools"));
        for (String tool : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
    }

    /** Here, a folder that has nothing else in it. Some commands write beside a history. */
    @BeforeEach
    void saveAHistory() throws IOException {
        history = Files.copy(LIVES.resolve("ordinary.jsonl.gz"), here.resolve("history.jsonl.gz"));
    }

    @Test
    @DisplayName("has the program, the specification and the licence, and nothing to build with")
    void hasItsParts() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "bin",
                            "docs",
                            "features",
                            "holdfast.jar",
                            "lib",
                            "LICENSE",
                            "manifests",
                            "README.md",
                            "README.zh-CN.md");
        }
        assertThat(folder.resolve("bin/holdfast")).isExecutable();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--version                         | holdfast \\d.*",
                "verify --help                     | Usage: holdfast verify .*",
                "list guarantees                   | \\d+ guarantees",
                "list scenarios                    | \\d+ scenarios",
                "list faults                       | F01 .*",
                "rbac                              | kind: ClusterRole",
                "judge history.jsonl.gz            | .*✓ .*",
                "report history.jsonl.gz           | Report: .*history-report/report\\.html",
                "verify --dry-run                  | \\d+ scenarios would run",
                "sabotage --dry-run                | Wave 1 of \\d+",
            })
    @DisplayName("does without a cluster what needs none")
    void worksFromAnyFolder(String arguments, String line) throws IOException, InterruptedException {
        Ended ended = run(arguments.split(" "));
        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.output().lines()).anyMatch(each -> each.matches(line));
    }

    @Test
    @DisplayName("compares runs")
    void compares() throws IOException, InterruptedException {
        ReportDirectory.passed(Files.createDirectory(here.resolve("before")));
        ReportDirectory.passed(Files.createDirectory(here.resolve("after")));
        Ended ended = run("compare", "before", "after");
        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.output()).containsPattern("0 of \\d+ guarantees got worse");
    }

    @Test
    @DisplayName("understands a cluster of the user's own")
    void understandsACluster() throws IOException, InterruptedException {
        Files.writeString(here.resolve("config"), UnreachableCluster.kubeconfig("staging", "none"));
        Ended dry = run("verify", "--kubeconfig", "config", "--context", "staging", "--dry-run");
        assertThat(dry.code()).as(dry.errors()).isZero();
        assertThat(dry.output().lines()).anyMatch(each -> each.matches("\\d+ scenarios would run"));

        Ended unreachable = run("verify", "--kubeconfig", "config", "--context", "staging", "--preflight-only");
        assertThat(unreachable.code()).isEqualTo(2);
        assertThat(unreachable.errors()).contains("127.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "verify --cluster embedded",
                "verify --cluster k3s",
                "verify --k3s-image build",
                "sabotage",
                "sabotage --component etcd=/bin/true",
                "cluster up",
            })
    @DisplayName("refuses in one sentence what only a clone of the project can do")
    void refusesToStartACluster(String arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .startsWith(
                        "error: a cluster that Holdfast starts is built from the folder node/, which only a clone of")
                .hasLineCount(1);
        assertThat(ended.errors().contains("--context")).isEqualTo(!arguments.equals("cluster up"));
        assertThat(ended.output()).isEmpty();
        try (Stream<Path> left = Files.walk(here)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(history);
        }
    }

    @Test
    @DisplayName("says how to call it as it was called")
    void saysItsName() throws IOException, InterruptedException {
        String typed = "'" + folder.resolve("bin/holdfast") + "'";
        assertThat(run("completion", "--help").output().replaceAll("\\s+", " "))
                .contains("source <(" + typed + " completion)");
        assertThat(run("judge", "history.jsonl.gz", "--report", "judged").code())
                .isZero();
        assertThat(here.resolve("judged/report.html")).content().contains(typed + " judge history.jsonl.gz");

        Map<String, String> onPath = Map.of("PATH", folder.resolve("bin") + ":" + javaAndTools());
        assertThat(run(folder.resolve("bin/holdfast"), onPath, "completion", "--help")
                        .output())
                .contains("source <(holdfast completion)");
    }

    @Test
    @DisplayName("is a plugin of kubectl under the name that kubectl looks for")
    void isAPlugin() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(here.resolve("plugins"));
        Path plugin = Files.createSymbolicLink(bin.resolve("kubectl-holdfast"), folder.resolve("bin/holdfast"));
        Ended ended = run(
                plugin, Map.of("PATH", bin + ":" + javaAndTools()), "judge", "history.jsonl.gz", "--report", "judged");
        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(here.resolve("judged/report.html")).content().contains("kubectl holdfast judge history.jsonl.gz");
    }

    @Test
    @DisplayName("starts through symbolic links, absolute and relative ones")
    void startsThroughLinks() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(here.resolve("of mine/bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), folder.resolve("bin/holdfast"));
        Path link = Files.createSymbolicLink(here.resolve("relative"), Path.of("of mine/bin/absolute"));
        Ended ended = run(link, Map.of("PATH", javaAndTools()), "list", "scenarios");
        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.output()).contains("features/storage.feature");
    }

    @Test
    @DisplayName("takes the Java of JAVA_HOME, and says when there is none")
    void findsJava() throws IOException, InterruptedException {
        Path program = folder.resolve("bin/holdfast");
        Ended none = run(program, Map.of("PATH", tools.toString()), "--version");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.errors())
                .startsWith("error: Java 17 or newer is needed, and there is no java;")
                .hasLineCount(1);
        Ended named = run(
                program, Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")), "--version");
        assertThat(named.code()).as(named.errors()).isZero();
        Ended wrong = run(program, Map.of("PATH", javaAndTools(), "JAVA_HOME", "/nowhere"), "--version");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.errors()).contains("there is no /nowhere/bin/java;").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"1.8, 1.8", "11, 11", "16, 16", "'', unknown"})
    @DisplayName("refuses a Java that is too old, or none at all that is called so")
    void refusesAnOldJava(String specified, String said) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(here.resolve("old java/bin"));
        String settings = specified.isEmpty() ? "no runtime" : "    java.specification.version = " + specified;
        Path java = Files.writeString(
                bin.resolve("java"),
                "#!/bin/sh\nprintf '%s\\n' 'Property settings:' '" + settings + "' '    x = 17' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Ended ended = run(
                folder.resolve("bin/holdfast"),
                Map.of("PATH", tools.toString(), "JAVA_HOME", bin.getParent().toString()),
                "--version");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .isEqualTo("error: Java 17 or newer is needed, and the version of " + java + " is " + said
                        + "; set JAVA_HOME to the folder of a newer one.\n");
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(folder.resolve("bin/holdfast"), Map.of("PATH", javaAndTools()), arguments);
    }

    private Ended run(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // Signs such as ✓ are UTF-8 wherever this runs.
        builder.environment().put("LC_ALL", "C.UTF-8");
        int code = builder.start().waitFor();
        Ended ended = new Ended(code, Files.readString(output), Files.readString(errors));
        assertThat(ended.output() + ended.errors())
                .as("what is said by " + command)
                .doesNotContain("./holdfast");
        return ended;
    }

    private static String javaAndTools() {
        return Path.of(System.getProperty("java.home"), "bin") + ":" + tools;
    }
}
