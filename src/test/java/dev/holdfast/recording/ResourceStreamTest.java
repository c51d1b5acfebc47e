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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A server that answers each request with what the test has laid ready, and remembers what it was asked. */
class ResourceStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern EXACT = Pattern.compile("resourceVersion=(\\d+)&resourceVersionMatch=Exact");

    private final Map<String, String> revisions = new ConcurrentHashMap<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> complete = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();

    private HttpServer server;
    private KubernetesClient client;
    private StreamGroup streams;

    private final StreamListener listener = new StreamListener() {
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
    void startServer() throws IOException {
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

    private Endpoint endpoint() {
        return new Endpoint(client, ServedKind.POD.path("ns"), Optional.empty());
    }

    private void beginInChunks() {
        streams.close();
        streams = new StreamGroup(
                "under test", List.of(ServedKind.POD), kind -> endpoint().inChunks(2), listener);
        streams.start(PATIENCE);
    }

    @AfterEach
    void stopServer() {
        over.countDown();
        streams.close();
        client.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void shouldTellWhatIsThereAndThenWhatHappens() throws InterruptedException {
        lay(list(7, pod("a", 3)));
        stay(event("ADDED", pod("b", 8)), event("DELETED", pod("b", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"a\"").contains("\"kind\":\"Pod\"");
        assertThat(next()).startsWith("ADDED").contains("\"b\"");
        assertThat(next()).startsWith("DELETED").contains("\"9\"");
        assertThat(asked.take()).isEqualTo("/api/v1/namespaces/ns/pods");
        assertThat(asked.take())
                .contains("watch=true")
                .contains("allowWatchBookmarks=true")
                .endsWith("resourceVersion=7");
    }

    @Test
    void shouldKeepWhatNoModelKnows() throws InterruptedException {
        lay(list(1));
        stay(event(
                "ADDED",
                "{\"metadata\":{\"name\":\"a\",\"uid\":\"a\",\"resourceVersion\":\"2\",\"new\":{\"deep\":[1,{\"x\":null}]}},"
                        + "\"spec\":{\"fromTheFuture\":{\"list\":[],\"empty\":\"\"}}}"));

        streams.start(PATIENCE);

        assertThat(next())
                .contains("\"new\":{\"deep\":[1,{\"x\":null}]}")
                .contains("\"fromTheFuture\":{\"list\":[],\"empty\":\"\"}");
    }

    @Test
    void shouldTakeUpAWatchThatEndsWhereItEnded() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 2)) + event("BOOKMARK", pod("", 5)));
        stay(event("ADDED", pod("b", 6)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).contains("\"b\"");
        assertThat(asked).hasSize(3).last().asString().endsWith("resourceVersion=5");
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldTakeUpAWatchThatWasRefusedForAWhile() throws InterruptedException {
        lay(list(1));
        lay(429, "slow down");
        lay(200, "{\"type\":\"ERROR\",\"object\":{\"code\":500,\"message\":\"etcd\"}}\n");
        stay(event("ADDED", pod("a", 2)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(asked).last().asString().endsWith("resourceVersion=1");
    }

    @Test
    void shouldTellOfAGapWhenTheServerHasForgotten() throws InterruptedException {
        lay(list(1));
        lay(200, "{\"type\":\"ERROR\",\"object\":{\"code\":410,\"message\":\"too old resource version\"}}\n");
        lay(410, "{\"code\":410}");
        lay(list(9, pod("a", 8)));
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod").contains("too old resource version");
        assertThat(next()).startsWith("LISTED");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldDateAGapByTheLastVersionThatItHadSeen() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 4)) + event("BOOKMARK", pod("", 7)));
        lay(410, "{\"code\":410}");
        lay(410, "{\"code\":410}");
        lay(list(12));
        stay(event("ADDED", pod("b", 13)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).startsWith("GAP Pod since 7");
        assertThat(next()).contains("\"b\"");
        assertThat(complete).containsExactly(1L, 7L, 12L);
    }

    @Test
    void shouldTakeUpWhatCouldNotBeToldAsLost() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 4)) + event("NONSENSE", pod("b", 5)));
        lay(list(6));
        stay(event("ADDED", pod("c", 7)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).startsWith("GAP Pod since 4");
    }

    @Test
    void shouldTellOfAGapWhenWatchesEndAgainAndAgainAndBringNothingOfWhatThereIs() throws InterruptedException {
        lay(list(3));
        for (int i = 0; i < 5; i++) {
            lay(200, "");
        }
        lay(list(9, pod("a", 8)));
        lay(200, "");
        lay(200, "");
        lay(list(9, pod("a", 8)));
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod since 3").contains("bring nothing, although there is more");
        assertThat(next()).startsWith("LISTED").contains("\"a\"");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldNotTellOfAGapWhenWatchesEndAgainAndAgainAndThereIsNothing() throws InterruptedException {
        lay(list(3, pod("a", 2)));
        for (int i = 0; i < 5; i++) {
            lay(200, "");
        }
        lay(list(9, pod("a", 2)));
        lay(200, "");
        lay(200, "");
        lay(200, "");
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=3");
    }

    @Test
    void shouldTellOfAGapWhenTheServerRefusesTheVersion() throws InterruptedException {
        lay(list(1));
        lay(410, "{\"code\":410}");
        lay(410, "{\"code\":410}");
        lay(list(4));
        stay(event("ADDED", pod("a", 5)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod");
        assertThat(next()).startsWith("ADDED");
    }

    @Test
    void shouldTellWhatTheServerHasInItsStoreAndDoesNotSendAnyMore() throws InterruptedException {
        at(3, pod("a", 3));
        at(4, pod("a", 3), pod("b", 4));
        at(5, pod("a", 5), pod("b", 4));
        at(6, pod("a", 5));
        lay(list(3, pod("a", 3)));
        lay(410, "{\"code\":410}");
        lay(list(6, pod("a", 5)));
        stay(event("MODIFIED", pod("a", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"3\"");
        assertThat(next())
                .startsWith("ADDED")
                .contains("\"b\"")
                .contains("\"4\"")
                .contains("\"kind\":\"Pod\"");
        assertThat(next()).startsWith("MODIFIED").contains("\"a\"").contains("\"5\"");
        assertThat(next()).startsWith("DELETED").contains("\"b\"").contains("\"6\"");
        assertThat(next()).startsWith("MODIFIED").contains("\"9\"");
        assertThat(complete).containsExactly(3L, 6L);
        assertThat(asked).last().asString().endsWith("resourceVersion=6");
    }

    @Test
    void shouldAskForThatAgainWhenTheServerIsInTrouble() throws InterruptedException {
        at(4, pod("a", 4));
        lay(list(3));
        lay(410, "{\"code\":410}");
        lay(500, "trouble");
        lay(list(3));
        lay(list(4, pod("a", 4)));
        stay(event("MODIFIED", pod("a", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("ADDED").contains("\"a\"");
        assertThat(next()).startsWith("MODIFIED");
    }

    @Test
    void shouldNotAskForThatWhereTooMuchHappened() throws InterruptedException {
        at(1);
        lay(list(1));
        lay(410, "{\"code\":410}");
        int tooLate = (int) MissedChanges.MOST + 2;
        lay(list(tooLate, pod("a", 8)));
        lay(list(tooLate, pod("a", 8)));
        stay(event("MODIFIED", pod("a", tooLate + 1)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod since 1");
        assertThat(next()).startsWith("LISTED");
        assertThat(asked).filteredOn(path -> path.contains("Exact")).hasSize(1);
    }

    @Test
    void shouldNotAskForThatWhereListsAreLarge() throws InterruptedException {
        lay(list(1));
        lay(410, "{\"code\":410}");
        lay(list(4));
        stay(event("ADDED", pod("a", 5)));

        beginInChunks();

        assertThat(next()).startsWith("GAP Pod since 1");
        assertThat(next()).startsWith("ADDED");
        assertThat(asked).noneMatch(path -> path.contains("Exact"));
    }

    @Test
    void shouldAskAgainWhatThereIsWhenTheAnswerBreaksOff() {
        lay(list(1));
        stay(event("ADDED", pod("a", 2)));
        streams.start(PATIENCE);
        breakOff(list(2, pod("a", 2)).substring(0, 40));
        lay(list(2, pod("a", 2)));

        streams.catchUp(PATIENCE);

        assertThat(asked).filteredOn(path -> !path.contains("watch")).hasSize(3);
        assertThat(heard).hasSize(1);
    }

    @Test
    void shouldNotKeepWhichFieldsWereSetByWhom() throws InterruptedException {
        String managed = "\"managedFields\":[{\"manager\":\"me\",\"fieldsV1\":{\"f:spec\":{}}}],";
        lay(list(3, pod("a", 3).replace("\"uid\"", managed + "\"uid\"")));
        stay("");

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"me\"").doesNotContain("fieldsV1");
    }

    @Test
    void shouldPutAListTogetherThatCameInChunks() throws InterruptedException {
        lay(chunk(7, "to=ken/1", pod("a", 3), pod("b", 4)));
        lay(chunk(7, "token2", pod("c", 5), pod("d", 6)));
        lay(list(7, pod("e", 7)));
        stay(event("ADDED", pod("f", 8)));

        beginInChunks();

        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(next()).startsWith("LISTED").contains("\"" + name + "\"").contains("\"kind\":\"Pod\"");
        }
        assertThat(next()).startsWith("ADDED").contains("\"f\"");
        assertThat(complete).containsExactly(7L);
        assertThat(asked)
                .startsWith(
                        "/api/v1/namespaces/ns/pods?limit=2",
                        "/api/v1/namespaces/ns/pods?limit=2&continue=to%3Dken%2F1",
                        "/api/v1/namespaces/ns/pods?limit=2&continue=token2");
        assertThat(asked).last().asString().endsWith("resourceVersion=7");
    }

    @Test
    void shouldBeginAListAnewWhenItsNextChunkIsNoLongerThere() throws InterruptedException {
        lay(chunk(7, "old", pod("a", 3), pod("gone", 4)));
        lay(410, "{\"code\":410,\"metadata\":{\"continue\":\"inconsistent\"}}");
        lay(chunk(9, "new", pod("a", 3), pod("b", 8)));
        lay(list(9, pod("c", 9)));
        stay(event("ADDED", pod("d", 10)));

        beginInChunks();

        for (String name : List.of("a", "b", "c")) {
            assertThat(next()).startsWith("LISTED").contains("\"" + name + "\"");
        }
        assertThat(next()).startsWith("ADDED");
        assertThat(asked).noneMatch(path -> path.contains("inconsistent"));
        assertThat(asked).filteredOn(path -> path.endsWith("?limit=2")).hasSize(2);
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldTryAgainLaterWhenAListInChunksCannotBeHad() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            lay(chunk(7, "old", pod("a", 3), pod("b", 4)));
            lay(410, "{\"code\":410}");
        }
        lay(list(9, pod("c", 8)));
        stay(event("ADDED", pod("d", 10)));

        beginInChunks();

        assertThat(next()).startsWith("LISTED").contains("\"c\"");
        assertThat(next()).startsWith("ADDED");
    }

    @Test
    void shouldAskInChunksToo() {
        lay(list(1));
        stay(event("ADDED", pod("a", 2)), event("ADDED", pod("b", 3)), event("ADDED", pod("c", 4)));
        beginInChunks();
        lay(chunk(4, "more", pod("a", 2), pod("b", 3)));
        lay(list(4, pod("c", 4)));

        streams.catchUp(PATIENCE);

        assertThat(asked).last().asString().endsWith("?limit=2&continue=more");
        assertThat(heard).hasSize(3);
    }

    private String next() throws InterruptedException {
        String next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("something heard").isNotNull();
        return next;
    }

    /** From here on the server has these pods as they were at a revision. */
    private void at(long revision, String... pods) {
        revisions.put(Long.toString(revision), list(revision, pods));
    }

    private void lay(String body) {
        lay(200, body);
    }

    private void lay(int status, String body) {
        answers.add(new Answer(status, body, false, 0));
    }

    private void stay(String... events) {
        answers.add(new Answer(200, String.join("", events), true, 0));
    }

    /** The answer is cut off in the middle. */
    private void breakOff(String begin) {
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

    private static String list(long version, String... pods) {
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":["
                + String.join(",", pods) + "]}";
    }

    private static String chunk(long version, String next, String... pods) {
        return list(version, pods)
                .replace("\"metadata\":{\"resource", "\"metadata\":{\"continue\":\"" + next + "\",\"resource");
    }

    private static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    }

    private static String pod(String name, long version) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"" + name + "\",\"resourceVersion\":\"" + version
                + "\"}}";
    }
}
