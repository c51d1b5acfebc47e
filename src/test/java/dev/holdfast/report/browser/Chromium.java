package dev.holdfast.report.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with a profile of its own, which ends with the test. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--remote-debugging-port=0");

    private final Process process;
    private final URI devTools;

    private Chromium(Process process, URI devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    /**
     * Starts it. Where it is not installed, Debian's is, if this is Debian and the test may; else the test is skipped.
     *
     * @param profile an empty folder
     */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        Optional<Path> program = find();
        if (program.isEmpty() && install()) {
            program = find();
        }
        Assumptions.assumeTrue(
                program.isPresent(),
                "the report is not looked at: there is no Chromium, and it cannot be installed here");
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + profile);
        command.add("about:blank");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("DevTools listening on ")) {
                drain(output);
                return new Chromium(process, URI.create(line.substring("DevTools listening on ".length())));
            }
        }
        throw new IOException("Chromium ended at once: " + said);
    }

    /** {@return where it takes commands} */
    URI devTools() {
        return devTools;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(
                        name -> List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean install() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        return apt("install") || (apt("update") && apt("install"));
    }

    private static boolean apt(String verb) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-y", "--no-install-recommends", verb));
        if (verb.equals("install")) {
            command.add("chromium");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor() == 0;
    }

    /** Nobody reads what it says from then on; it must not block on that. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "output of Chromium");
        reader.setDaemon(true);
        reader.start();
    }
}
