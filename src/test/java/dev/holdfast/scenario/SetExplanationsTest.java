package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.explanation.Activity;
import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SetExplanationsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final ScenarioName OWN =
            new ScenarioName("a title", "a-title", "abcde", "abcde-1234", Optional.empty());
    private static final ScenarioName SHARED =
            new ScenarioName("a title", "a-title", "abcde", "abcde-1234", Optional.of("shop"));

    @Test
    void shouldTellOfEachSetThatIsNotDone() {
        assertThat(SetExplanations.within(
                        LONG,
                        () -> List.of(
                                explanation("web", Answer.CANNOT_GO_ON, "pod web-1 cannot pull the image nginx:9"),
                                explanation("cache", Answer.DONE, "2 of 2 available"),
                                explanation("db", Answer.WAITS_FOR_SOMEBODY, "pod db-0 keeps its revision"))))
                .containsExactly(
                        "shop/web cannot go on: pod web-1 cannot pull the image nginx:9",
                        "shop/db waits for somebody: pod db-0 keeps its revision");
    }

    @Test
    void shouldSayNothingWhereItCannotBeTold() {
        assertThat(SetExplanations.within(LONG, () -> {
                    throw new IllegalStateException("the server has gone");
                }))
                .isEmpty();
    }

    @Test
    void shouldWaitNoLongerThanItsLimit() {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(SetExplanations.within(SHORT, () -> {
                    never.await();
                    return List.of();
                }))
                .isEmpty();
    }

    @Test
    void shouldSayNothingOfAServerThatCannotBeReached() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (KubernetesClient client = client(server)) {
            server.stop(0);
            assertThat(SetExplanations.now(OWN, client, SHORT)).isEmpty();
        }
    }

    @Test
    void shouldSayNothingOfAServerThatDoesNotAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try (KubernetesClient client = client(server)) {
            assertThat(SetExplanations.now(OWN, client, SHORT)).isEmpty();
        } finally {
            end.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void shouldSpeakOfTheSetsOfTheScenarioAlone() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = exchange.getRequestURI().getPath().endsWith("/statefulsets")
                    ? "{\"kind\":\"StatefulSetList\",\"apiVersion\":\"apps/v1\",\"items\":[" + set("web-abcde-1234")
                            + "," + set("web-abcde-9999") + "," + set("web") + "]}"
                    : "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[]}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (KubernetesClient client = client(server)) {
            assertThat(SetExplanations.now(SHARED, client, LONG))
                    .singleElement()
                    .asString()
                    .startsWith("shop/web-abcde-1234 goes on: scaling up, 0 of 1 available");
        } finally {
            server.stop(0);
        }
    }

    private static KubernetesClient client(HttpServer server) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static String set(String name) {
        return """
                {"metadata": {"name": "%s", "namespace": "shop", "uid": "u-%s", "generation": 1},
                 "spec": {"replicas": 1, "serviceName": "", "selector": {"matchLabels": {"app": "%s"}},
                          "updateStrategy": {"type": "RollingUpdate"}, "template": {}},
                 "status": {"observedGeneration": 1}}
                """.formatted(name, name, name);
    }

    private static Explanation explanation(String name, Answer answer, String summary) {
        return new Explanation(
                "shop",
                name,
                answer,
                summary,
                new Activity("", 0, 1, "available", Optional.empty(), List.of()),
                List.of(),
                List.of(),
                "the controller has nothing to do",
                List.of(),
                Map.of(),
                Instant.parse("2026-11-27T12:00:00Z"));
    }
}
