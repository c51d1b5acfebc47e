package dev.holdfast.report.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tab of a browser, driven by the DevTools protocol. It remembers everything that went wrong in it: scripts that threw,
 * what was written to the console, and every request that left the file.
 */
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;
    private final String session;
    private volatile String origin = "";
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(URI devTools) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(devTools, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        String target = send("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asString();
        session = send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** {@return what went wrong so far} */
    List<String> troubles() {
        return troubles;
    }

    /** Makes the window that wide, with that colour scheme. */
    void window(int width, String scheme) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        media("screen", scheme);
    }

    /** Runs none of the scripts of the pages that it opens from now on. */
    void withoutScripts() {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Shows the page as it is shown on screen or in print. */
    void media(String media, String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens an address and returns when it is loaded and drawn. */
    void open(URI address) {
        load(address);
        drawn();
    }

    /** Opens an address and returns when it is loaded. */
    void load(URI address) {
        loaded = new CompletableFuture<>();
        // From elsewhere, so that an address that differs in its fragment only is loaded as well.
        send("Page.navigate", Map.of("url", "about:blank"));
        loaded.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        loaded = new CompletableFuture<>();
        send("Page.navigate", Map.of("url", address.toString()));
        loaded.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Returns when what was changed is drawn. */
    void drawn() {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** {@return what an expression of JavaScript is worth} */
    JsonNode evaluate(String expression) {
        JsonNode result =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** Presses a key. Those that the browser itself does something with are known to it by their numbers. */
    void key(String key) {
        Map<String, Object> press = new HashMap<>(Map.of("type", "keyDown", "key", key));
        if (key.equals("Tab")) {
            press.put("windowsVirtualKeyCode", 9);
        } else if (key.equals("Enter")) {
            press.put("windowsVirtualKeyCode", 13);
            press.put("text", "\r");
        }
        send("Input.dispatchKeyEvent", press);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        drawn();
    }

    /** {@return the whole page as a PNG} */
    byte[] screenshot() {
        JsonNode size = send("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, Object> clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.path("width").asDouble(),
                "height",
                size.path("height").asDouble(),
                "scale",
                1);
        JsonNode picture =
                send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode(picture.path("data").asString());
    }

    /** {@return the page as a PDF on A4} */
    byte[] print() {
        // What is set for the screen would be printed.
        send("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        JsonNode pdf = send(
                "Page.printToPDF",
                Map.of(
                        "printBackground",
                        false,
                        "paperWidth",
                        8.27,
                        "paperHeight",
                        11.69,
                        "displayHeaderFooter",
                        false));
        return Base64.getDecoder().decode(pdf.path("data").asString());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private JsonNode send(String method, Map<String, Object> parameters) {
        return send(session, method, parameters);
    }

    private JsonNode send(String to, String method, Map<String, Object> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new ConcurrentHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        socket.sendText(JSON.writeValueAsString(message), true).join();
        JsonNode result =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    private void received(JsonNode message) {
        if (message.has("id")) {
            answers.remove(message.path("id").asInt()).complete(message);
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString("")) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" -> troubles.add("a script threw: " + parameters.path("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> troubles.add("console: " + parameters.path("args"));
            case "Log.entryAdded" -> troubles.add("log: " + parameters.path("entry"));
            case "Network.requestWillBeSent" ->
                requested(parameters.path("request").path("url").asString(""));
            default -> {
                // Of no interest.
            }
        }
    }

    /** What the page fetches from there is no trouble. */
    void allow(URI own) {
        origin = own.toString();
    }

    private void requested(String address) {
        if (!origin.isEmpty() && address.startsWith(origin)) {
            return;
        }
        if (!address.startsWith("file:") && !address.startsWith("data:") && !address.startsWith("about:")) {
            troubles.add("the page wanted " + address);
        }
    }

    /** Puts messages together and hands them on, one after the other. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                received(message);
            }
            from.request(1);
            return null;
        }
    }
}
