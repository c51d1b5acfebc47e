package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.node.ObjectNode;

/** What tests of streams begin with: a server that answers each request with what was laid ready, and remembers what it was asked. */
abstract class StreamTest {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern EXACT = Pattern.compile("resourceVersion=(\\d+)&resourceVersionMatch=Exact");

    private final Map<String, String> revisions = new ConcurrentHashMap<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> complete = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();

    private HttpServer server;
    private KubernetesClient client;
    StreamGroup streams;

    final StreamListener listener = new StreamListener() {
        @Override
        public void observed(Change change, ObjectNode object, Instant arrived) {
            heard.add(change + " " + object);
        }

        @Override
        public void complete(String kind, long revision) {
            complete.add(revision);
        }

        @Override
        public void gap(String kind, long since, String reason) {
            heard.add("GAP " + kind + " since " + since + " " + reason);
        }
    };

    private record Answer(int status, String body, boolean stays, int missing) {}

    @BeforeEach
    final void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.createContext("/", this::answer);
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
        streams = new StreamGroup("under test", List.of(ServedKind.POD), kind -> endpoint(), listener);
    }

    final Endpoint endpoint() {
        return new Endpoint(client, ServedKind.POD.path("ns"), Optional.empty());
    }

    final void beginInChunks() {
        streams.close();
        streams = new StreamGroup(
                "under test", List.of(ServedKind.POD), kind -> endpoint().inChunks(2), listener);
        streams.start(PATIENCE);
    }

    @AfterEach
    final void stopServer() {
        over.countDown();
        streams.close();
        client.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    final String next() throws InterruptedException {
        String next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("something heard").isNotNull();
        return next;
    }

    /** From here on the server has these pods as they were at a revision. */
    final void at(long revision, String... pods) {
        revisions.put(Long.toString(revision), list(revision, pods));
    }

    final void lay(String body) {
        lay(200, body);
    }

    final void lay(int status, String body) {
        answers.add(new Answer(status, body, false, 0));
    }

    final void stay(String... events) {
        answers.add(new Answer(200, String.join("", events), true, 0));
    }

    /** The answer is cut off in the middle. */
    final void breakOff(String begin) {
        answers.add(new Answer(200, begin, false, 100));
    }

    /** What was laid ready of the revision that is asked for; several may be asked for at once. */
    private String exactly(String path) {
        Matcher asks = EXACT.matcher(path);
        return asks.find() ? revisions.get(asks.group(1)) : null;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        try (exchange) {
            Optional<String> revision =
                    Optional.ofNullable(exactly(exchange.getRequestURI().toString()));
            Answer answer = revision.isPresent() ? new Answer(200, revision.get(), false, 0) : answers.take();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            // A length of 0 stands for one that is not said.
            exchange.sendResponseHeaders(answer.status(), answer.missing() == 0 ? 0 : body.length + answer.missing());
            OutputStream out = exchange.getResponseBody();
            out.write(body);
            out.flush();
            if (answer.stays()) {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String list(long version, String... pods) {
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":["
                + String.join(",", pods) + "]}";
    }

    static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    }

    static String pod(String name, long version) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"" + name + "\",\"resourceVersion\":\"" + version
                + "\"}}";
    }
}
