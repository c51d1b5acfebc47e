package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that carries requests out and loses its answers, or has no time for them. */
class RequestsTest {

    private static final int LOST = 0;
    private static final String PODS = "/api/v1/namespaces/ns/pods";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    private LocalServer server;
    private KubernetesClient client;

    private record Answer(int status, String body) {}

    @BeforeEach
    void startServer() throws IOException {
        server = new LocalServer(this::answer);
        client = server.client();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void takesWhatItMadeWhenOnlyTheAnswerWasLost() {
        next(LOST, "");
        next(409, status(409, "AlreadyExists"));
        next(200, pod("mine", "uid-1"));

        Pod made = create();

        assertThat(made.getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(asked).extracting(line -> line.split(" ")[0]).containsExactly("POST", "POST", "GET");
    }

    @Test
    void doesNotTakeWhatSomebodyElseMade() {
        next(409, status(409, "AlreadyExists"));
        next(200, pod("another", "uid-1"));

        assertThatThrownBy(this::create)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("AlreadyExists");
    }

    @Test
    void asksAgainWhenTheServerIsBusy() {
        next(429, status(429, "TooManyRequests"));
        next(503, status(503, "ServiceUnavailable"));
        next(201, pod("mine", "uid-1"));

        assertThat(create().getMetadata().getUid()).isEqualTo("uid-1");
    }

    @Test
    void deletesThatOneObjectOnly() {
        next(200, pod("mine", "uid-1"));

        delete();

        assertThat(asked.get(0))
                .startsWith("DELETE " + PODS + "/web-0")
                .contains("\"uid\":\"uid-1\"")
                .contains("\"propagationPolicy\":\"Background\"");
    }

    @Test
    void hasDeletedWhatIsGoneOrReplacedWhenItAsksAgain() {
        next(LOST, "");
        next(404, status(404, "NotFound"));
        delete();

        next(LOST, "");
        next(409, status(409, "Conflict"));
        delete();

        assertThat(answers).isEmpty();
    }

    @Test
    void saysThatItWasRefused() {
        next(403, status(403, "Forbidden"));

        assertThatThrownBy(this::delete)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("Forbidden");
    }

    private Pod create() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("web-0")
                .addToLabels(Mark.PART, "mine")
                .endMetadata()
                .build();
        return Requests.create(client.pods().inNamespace("ns").resource(pod));
    }

    private void delete() {
        Requests.delete(client, PODS + "/web-0", "uid-1", DeletionPropagation.BACKGROUND);
    }

    private synchronized void next(int status, String body) {
        answers.add(new Answer(status, body));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(body, StandardCharsets.UTF_8));
        Answer answer = answers.remove();
        if (answer.status() != LOST) {
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    private static String pod(String part, String uid) {
        return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web-0\",\"namespace\":\"ns\",\"uid\":\""
                + uid + "\",\"labels\":{\"" + Mark.PART + "\":\"" + part + "\"}}}";
    }

    private static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + ",\"reason\":\""
                + reason + "\",\"message\":\"" + reason + "\"}";
    }
}
