package dev.holdfast.scale;

import dev.holdfast.ownership.ShutdownHook;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code holdfast observe --all-namespaces}, as a process of its own with a bounded heap, and what it uses. */
final class ObserverProcess implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("serving (http\\S+)");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern COLLECTING = Pattern.compile("sun\\.gc\\.collector\\.\\d+\\.time=(\\d+)");
    private static final Pattern FREQUENCY = Pattern.compile("sun\\.os\\.hrt\\.frequency=(\\d+)");
    private static final Duration UNTIL_SERVING = Duration.ofMinutes(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(90);
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private final Process process;
    private final ShutdownHook onSignal;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private ObserverProcess(Process process, Path messages) {
        this.process = process;
        this.onSignal = new ShutdownHook(process::destroyForcibly);
        Thread reader = new Thread(() -> forward(messages), "messages of the observer");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it.
     *
     * @param home the project's folder
     * @param heap the most that Java may use for its objects, as {@code -Xmx} wants it
     * @param folder what it says goes there
     * @param name of the files
     */
    static ObserverProcess start(Path home, Path kubeconfig, String heap, Path folder, String name) throws IOException {
        ProcessBuilder observe = new ProcessBuilder(
                        home.resolve("holdfast").toString(),
                        "observe",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--all-namespaces",
                        "--serve",
                        "127.0.0.1:0",
                        "--output",
                        "json")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve(name + ".jsonl").toFile());
        // Whoever observes for weeks is started again where memory does not suffice; here that is the end.
        observe.environment()
                .merge("JAVA_TOOL_OPTIONS", "-Xmx" + heap + " -XX:+ExitOnOutOfMemoryError", (a, b) -> a + " " + b);
        return new ObserverProcess(observe.start(), folder.resolve(name + ".log"));
    }

    private void forward(Path messages) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(messages)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                Matcher serving = SERVING.matcher(line);
                if (serving.find()) {
                    address.complete(URI.create(serving.group(1)));
                }
            }
        } catch (IOException cut) {
            address.completeExceptionally(cut);
        }
        address.completeExceptionally(new IOException("it ended; what it said is in " + messages));
    }

    /**
     * Asks it how it stands.
     *
     * @throws IOException when it does not answer, such as after its end
     */
    ObserverNumbers numbers() throws IOException, InterruptedException {
        return ObserverNumbers.parse(get("metrics"));
    }

    /** {@return its findings, as JSON} */
    String findings() throws IOException, InterruptedException {
        return get("findings");
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private URI address() throws IOException, InterruptedException {
        try {
            return address.get(UNTIL_SERVING.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the observer does not serve: " + failed.getMessage(), failed);
        }
    }

    /** {@return the processor time that it has used so far, in seconds} */
    double processorSeconds() {
        return process.toHandle()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    /** {@return the memory that it has now, in MB} */
    long residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** {@return the most memory that it ever had, in MB} */
    long peakMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    /** {@return what of its heap is in use when it has tidied it up, which it is told to do, in MB} */
    long liveMegabytes() throws IOException, InterruptedException {
        ask("GC.run");
        return USED.matcher(ask("GC.heap_info"))
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum()
                >> 10;
    }

    /** {@return for how many seconds it has stood still to tidy up its memory} */
    double collectingSeconds() throws IOException, InterruptedException {
        String counters = ask("PerfCounter.print");
        long ticks = COLLECTING
                .matcher(counters)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        Matcher frequency = FREQUENCY.matcher(counters);
        return frequency.find() ? (double) ticks / Long.parseLong(frequency.group(1)) : 0;
    }

    private String ask(String question) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + question + ": " + answer);
        }
        return answer;
    }

    /**
     * Waits for that long.
     *
     * @throws IOException when it ends meanwhile
     */
    void runFor(Duration time) throws IOException, InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the observer ended by itself, with the exit code " + process.exitValue());
        }
    }

    /**
     * Ends it as Ctrl-C does.
     *
     * @return its exit code
     */
    int end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the observer did not end within " + LAST_WORDS.toSeconds() + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        onSignal.close();
        process.destroyForcibly();
    }
}
