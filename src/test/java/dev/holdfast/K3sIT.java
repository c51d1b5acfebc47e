package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The specification on a cluster in a Docker container, of the image that is built here. The engine is the one that answers,
 * or one that is started for this test and gone with it; where neither can be had the test says so, and counts as skipped.
 */
@DisplayName("The specification in a container")
class K3sIT {

    /** How {@code .ci/with-docker} says that there is no engine. */
    private static final int UNAVAILABLE = 69;

    /** What a page of the whole specification may have. */
    private static final long MOST_BYTES = 5_000_000;

    private static final Path HOME =
            Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath();

    private String lastWords = "";

    @Test
    @DisplayName("passes as a whole through Testcontainers' K3sContainer")
    void shouldPass() throws IOException, InterruptedException {
        int code = run();
        if (code == UNAVAILABLE) {
            System.out.println("K3sIT: not run: " + lastWords);
            abort(lastWords);
        }
        assertThat(code).as("exit code; last it said: " + lastWords).isZero();
        assertThat(Files.readString(report().resolve("conformance.yaml"))).contains("embedded in a container");
        assertThat(Files.size(report().resolve("report.html")))
                .as("bytes of the page, which is sent around and opened on a telephone")
                .isLessThan(MOST_BYTES);
    }

    private int run() throws IOException, InterruptedException {
        // Told to end with this process: what a terminal's Ctrl-C reaches is Maven.
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
        command.add(HOME.resolve(".ci/with-docker").toString());
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms768m",
                "-Xmn512m",
                "-XX:MetaspaceSize=160m",
                "-Dholdfast.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of("dev.holdfast.cli.Holdfast", "verify"));
        command.addAll(List.of("--cluster", "k3s", "--k3s-image", "build"));
        command.addAll(List.of("--report", report().toString()));
        String tags = System.getProperty("holdfast.tags", "");
        if (!tags.isBlank()) {
            command.addAll(List.of("--tags", tags));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true);
        builder.environment().putIfAbsent("TESTCONTAINERS_RYUK_DISABLED", "true");
        builder.environment().putIfAbsent("TESTCONTAINERS_CHECKS_DISABLE", "true");
        Process process = builder.start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                System.out.println(line);
                lastWords = line;
            }
        }
        return process.waitFor();
    }

    private static Path report() {
        return HOME.resolve("target/holdfast-k3s");
    }
}
