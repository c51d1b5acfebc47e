package dev.holdfast.observer.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.SetObserver;
import dev.holdfast.observer.output.NoticeJson;
import dev.holdfast.report.page.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an observation: the page and what it reads, {@code /metrics}, {@code /healthz} and {@code /findings}. It answers GET and
 * nothing else, and changes nothing.
 */
public final class ObservationServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObservationServer.class);

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int FINDINGS = 500;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** A step comes several times a second; when none has come for that long, nothing is observed any more. */
    private static final Duration ALIVE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads;
    private final ObservationMetrics metrics;
    private final EventStreams streams = new EventStreams();
    private final SetRows rows = new SetRows();
    private final Deque<String> findings = new ArrayDeque<>();
    private final Supplier<Duration> absence;
    private volatile SetObserver sets;
    private volatile Instant stepped = Instant.MIN;
    private Instant sent = Instant.MIN;

    /** A path, and what is answered there. */
    @FunctionalInterface
    private interface Answer {
        Optional<String> to(Map<String, String> query);
    }

    private ObservationServer(HttpServer server, NamespaceShare share, Supplier<Duration> absence) {
        this.server = server;
        this.metrics = new ObservationMetrics(share);
        this.absence = absence;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "observation server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve.
     *
     * @param address where; the port 0 is any that is free
     * @param share the namespaces that are observed
     * @param absence all the time for which the API server could not be reached, added up
     * @throws IOException when the address cannot be had
     */
    public static ObservationServer start(InetSocketAddress address, NamespaceShare share, Supplier<Duration> absence)
            throws IOException {
        ObservationServer started = new ObservationServer(HttpServer.create(address, 0), share, absence);
        started.routes();
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** {@return where it serves} */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress()
                ? "localhost"
                : bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
    }

    /** Takes a notice. */
    public void take(Notice notice) {
        metrics.take(notice);
        if (notice instanceof Notice.Finding) {
            String finding = NoticeJson.object(notice).toString();
            synchronized (findings) {
                findings.addFirst(finding);
                if (findings.size() > FINDINGS) {
                    findings.removeLast();
                }
            }
            streams.send("finding", finding);
        } else if (notice instanceof Notice.Hole) {
            streams.send("gap", NoticeJson.object(notice).toString());
        }
    }

    /** Takes a window that is over. */
    public void closed(ClosedWindow window) {
        metrics.closed(window);
    }

    /** Is called again and again while it is observed. */
    public void step(SetObserver observed, Instant now) {
        sets = observed;
        stepped = now;
        boolean soon = !sent.equals(Instant.MIN) && Duration.between(sent, now).compareTo(BETWEEN) < 0;
        if (soon || !streams.isHeard()) {
            return;
        }
        sent = now;
        observed.look(now);
        String changed = rows.changed(observed.reports());
        if (!changed.isEmpty()) {
            streams.send("rows", changed);
        }
    }

    private void routes() {
        Assets assets = Assets.load();
        text("/", HTML, query -> Optional.of(resource("live.html")));
        text("/live.css", STYLE, query -> Optional.of(assets.style() + resource("live.css")));
        text("/live.js", SCRIPT, query -> Optional.of(resource("live.js")));
        text("/timeline.js", SCRIPT, query -> Optional.of(assets.script()));
        text("/d3.js", SCRIPT, query -> Optional.of(assets.library()));
        text("/sets", JSON, query -> Optional.of(sets == null ? "[]" : SetRows.all(sets.reports())));
        text("/findings", JSON, query -> Optional.of(findings()));
        text("/timeline", JSON, this::timeline);
        text("/metrics", TEXT, query -> Optional.of(sets == null ? "" : metrics(sets)));
        server.createContext("/healthz", this::health);
        server.createContext("/events", exchange -> {
            if (isGet(exchange, "/events")) {
                streams.serve(
                        exchange,
                        "all",
                        "{\"sets\":" + (sets == null ? "[]" : SetRows.all(sets.reports())) + ",\"findings\":"
                                + findings() + "}");
            }
        });
    }

    /** What a set does can be otherwise by the mere lapse of time, of which nobody hears. */
    private String metrics(SetObserver observed) {
        observed.look(Instant.now());
        return metrics.text(observed.reports(), observed.entries(), absence.get());
    }

    private String findings() {
        synchronized (findings) {
            return "[" + String.join(",", findings) + "]";
        }
    }

    private Optional<String> timeline(Map<String, String> query) {
        SetObserver observed = sets;
        return observed == null
                ? Optional.empty()
                : observed.window(query.getOrDefault("namespace", ""), query.getOrDefault("set", ""))
                        .map(GrowingTimeline::of);
    }

    private void health(HttpExchange exchange) throws IOException {
        if (isGet(exchange, "/healthz")) {
            boolean alive = !stepped.equals(Instant.MIN)
                    && Duration.between(stepped, Instant.now()).compareTo(ALIVE) < 0;
            send(exchange, alive ? 200 : 503, "text/plain; charset=utf-8", alive ? "ok\n" : "nothing is observed\n");
        }
    }

    private void text(String path, String type, Answer answer) {
        server.createContext(path, exchange -> {
            if (!isGet(exchange, path)) {
                return;
            }
            try {
                Optional<String> text = answer.to(query(exchange.getRequestURI()));
                send(exchange, text.isPresent() ? 200 : 404, text.isPresent() ? type : JSON, text.orElse("{}"));
            } catch (RuntimeException failed) {
                LOG.error("{} cannot be answered", exchange.getRequestURI(), failed);
                send(exchange, 500, JSON, "{}");
            }
        });
    }

    /** A context takes all that begins as it does; only itself is meant. */
    private static boolean isGet(HttpExchange exchange, String path) throws IOException {
        boolean get = exchange.getRequestMethod().equals("GET");
        if (get && exchange.getRequestURI().getPath().equals(path)) {
            return true;
        }
        exchange.sendResponseHeaders(get ? 404 : 405, -1);
        exchange.close();
        return false;
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'self'; img-src data:; style-src 'self' 'unsafe-inline'");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        String raw = Optional.ofNullable(address.getRawQuery()).orElse("");
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String resource(String name) {
        try (InputStream stream = ObservationServer.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + name, failed);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
