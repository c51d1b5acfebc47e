package dev.holdfast.observer.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The browsers that hear at once of what happens, by server-sent events. One that does not keep up is left. */
final class EventStreams {

    private static final int MOST = 50;
    private static final int WAITING = 1_000;
    private static final long SILENCE_SECONDS = 15;

    private final Set<BlockingQueue<String>> streams = ConcurrentHashMap.newKeySet();

    /** Tells all of them. */
    void send(String event, String data) {
        String text = text(event, data);
        streams.removeIf(stream -> !stream.offer(text));
    }

    /** {@return whether anybody hears} */
    boolean isHeard() {
        return !streams.isEmpty();
    }

    /**
     * Serves one until it goes.
     *
     * @param first what it is told at first
     */
    void serve(HttpExchange exchange, String event, String first) throws IOException {
        if (streams.size() >= MOST) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>(WAITING);
        queue.add(text(event, first));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        streams.add(queue);
        try (OutputStream out = exchange.getResponseBody()) {
            while (streams.contains(queue)) {
                String next = queue.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
                out.write((next == null ? ":\n\n" : next).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(queue);
            exchange.close();
        }
    }

    private static String text(String event, String data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }
}
