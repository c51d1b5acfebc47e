package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that says at first that it does not do that now. */
class ApiRequestTest {
    private static final ApiRequest EVICTION =
            ApiRequest.post("/api/v1/namespaces/ns/pods/web-0/eviction", "{\"kind\":\"Eviction\"}");

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private LocalServer server;
    private KubernetesClient client;

    @BeforeEach
    void startServer() throws IOException {
        server = new LocalServer(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = "{\"kind\":\"Status\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.size() == 1 ? 429 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        client = server.client();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void takesARefusalForAnAnswerWhereItAsksOnce() {
        HttpResponse<byte[]> answer = EVICTION.send(client, ApiRequest.askingOnce(client));

        assertThat(answer.code()).isEqualTo(429);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Status");
        assertThat(asked).containsExactly("POST /api/v1/namespaces/ns/pods/web-0/eviction {\"kind\":\"Eviction\"}");
    }

    @Test
    void asksAgainOtherwise() {
        assertThat(EVICTION.send(client, client.getHttpClient()).code()).isEqualTo(201);
        assertThat(asked).hasSize(2);
    }

    @Test
    void saysInItsAddressThatItIsADryRun() {
        EVICTION.dryRun().send(client, client.getHttpClient());

        assertThat(asked).allSatisfy(request -> assertThat(request).contains("/eviction?dryRun=All "));
    }
}
