package dev.holdfast.cluster.chosen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChosenClusterProviderTest {

    private HttpServer server;
    private int status = 200;
    private String answer = "{\"major\":\"1\",\"minor\":\"33\",\"gitVersion\":\"v1.33.1+k3s1\"}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldTellWhatAnswers() {
        try (ChosenCluster cluster = provider().connect()) {
            assertThat(cluster.kubernetesVersion()).isEqualTo("v1.33.1+k3s1");
            assertThat(cluster.distribution()).contains("k3s");
            assertThat(cluster.failure()).isEmpty();
        }
    }

    @Test
    void shouldNoticeWhenTheClusterIsGone() {
        try (ChosenCluster cluster = provider().connect()) {
            server.stop(0);
            assertThat(cluster.failure())
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("cannot be reached"));
        }
    }

    @Test
    void shouldSayThatCredentialsAreNotAccepted() {
        status = 401;
        answer = "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"Unauthorized\",\"code\":401}";
        refuses("does not accept the credentials: they have expired or were never valid; log in again");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        server.stop(0);
        refuses("cannot be reached: nobody answers there");
    }

    @Test
    void shouldSayThatSomethingElseAnswers() {
        answer = "[]";
        refuses("(the test)");
    }

    @Test
    void shouldCloseWhatIsNotFit() {
        ChosenClusterProvider unfit = new ChosenClusterProvider(options(), (cluster, progress) -> {
            throw new ClusterRefusedException("not fit");
        });
        assertThatThrownBy(() -> unfit.start(line -> {})).hasMessage("not fit");
    }

    private void refuses(String words) {
        assertThatThrownBy(provider()::connect)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining(words)
                .message()
                .hasLineCount(1);
    }

    private ChosenClusterProvider provider() {
        return new ChosenClusterProvider(options(), (cluster, progress) -> {});
    }

    private ChosenClusterOptions options() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new ChosenClusterOptions(
                new Access() {
                    @Override
                    public Config config() {
                        return new ConfigBuilder(Config.empty())
                                .withMasterUrl(url)
                                .build();
                    }

                    @Override
                    public String told() {
                        return "the test";
                    }
                },
                Optional.empty(),
                Optional.empty(),
                Images.PUBLISHED,
                Optional.empty());
    }
}
