package dev.holdfast.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.ObservedAgain;
import dev.holdfast.observer.web.ObservationServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens the live page of an observation. The pictures it takes are left in {@code target/report-screenshots}. */
class LivePageTest {

    private static final Path PICTURES = Path.of("target", "report-screenshots");

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static ObservationServer server;
    private static ObservedAgain observed;
    private Tab tab;

    @BeforeAll
    static void serve() throws Exception {
        chromium = Chromium.start(Files.createDirectory(folder.resolve("profile")));
        Files.createDirectories(PICTURES);
        server = ObservationServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), NamespaceShare.WHOLE, () -> Duration.ZERO);
        Path life = Path.of(LivePageTest.class
                .getResource("/dev/holdfast/broken/never-waits.jsonl.gz")
                .toURI());
        observed =
                new ObservedAgain(HistoryFile.read(life), Duration.ofSeconds(30), Duration.ofMillis(300), server::take);
        server.step(observed.observer(), Instant.now());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTab() {
        server.step(observed.observer(), Instant.now());
        tab = new Tab(chromium.devTools());
        tab.allow(server.address());
    }

    @AfterEach
    void nothingWentWrong() {
        tab.close();
        assertThat(tab.troubles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1400, light", "1400, dark", "390, light", "390, dark"})
    void fitsTheWindowAndShowsWhatIsBroken(int width, String scheme) throws IOException {
        tab.window(width, scheme);
        tab.open(server.address().resolve("/#" + key()));
        await("document.querySelectorAll('g.segment').length > 5");

        Files.write(PICTURES.resolve("live-" + width + "-" + scheme + ".png"), tab.screenshot());
        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
        assertThat(tab.evaluate("document.getElementById('headline').textContent")
                        .asString())
                .contains("broken, of 2 sets");
        assertThat(tab.evaluate("document.querySelectorAll('#finding-list > li').length")
                        .asInt())
                .isPositive();
        assertThat(tab.evaluate("document.querySelectorAll('#verdicts .sign.failed').length")
                        .asInt())
                .isPositive();
    }

    @Test
    void choosesASetWithoutAMouse() {
        tab.window(1400, "light");
        tab.open(server.address());
        await("document.querySelectorAll('#set-list button').length == 2");
        tab.evaluate("document.querySelector('#set-list button[data-key=\"" + key() + "\"]').focus()");
        tab.key("Enter");

        await("document.querySelectorAll('g.segment').length > 5");
        assertThat(tab.evaluate("location.hash").asString()).isEqualTo("#" + key());
    }

    @Test
    void answersProgramsToo() throws Exception {
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(get("/metrics").body())
                .contains("holdfast_guarantee_broken_total{namespace=\"")
                .contains("guarantee=\"order.waits-ready\"} ")
                .contains("# TYPE holdfast_verdict_lag_seconds histogram")
                .contains("holdfast_verdict_lag_seconds_bucket{le=\"+Inf\"} ")
                .contains("holdfast_sets{state=\"at_rest\"} ");
        assertThat(get("/findings").body()).startsWith("[{\"type\":\"finding\"");
        assertThat(get("/sets").body()).contains("\"key\":\"" + key() + "\"");
        assertThat(get("/timeline?namespace=none&set=none").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void changesNothing() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(server.address().resolve("/findings"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = server.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String key() {
        return observed.observer().reports().stream()
                .max(Comparator.comparing(report -> report.count(Outcome.FAILED)))
                .map(report -> report.set().namespace() + "/" + report.set().statefulSet())
                .orElseThrow();
    }

    private void await(String condition) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> tab.evaluate(condition)
                .asBoolean(false));
    }
}
