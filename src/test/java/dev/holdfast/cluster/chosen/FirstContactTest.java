package dev.holdfast.cluster.chosen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirstContactTest {
    private static final String ANSWER = "{\"major\":\"1\",\"minor\":\"37\",\"gitVersion\":\"v1.37.2\"}";

    @Test
    void asksAgainWhereConnectionsAreCutOff() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                FirstContact contact = contact(server)) {
            serve(server, connections, 2);

            assertThat(contact.version()).isEqualTo("v1.37.2");
            assertThat(connections).hasValueGreaterThan(2);
        }
    }

    @Test
    void givesUpWhereEveryConnectionIsCutOff() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                FirstContact contact = contact(server)) {
            serve(server, connections, Integer.MAX_VALUE);

            assertThatThrownBy(contact::version)
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    private static FirstContact contact(ServerSocket server) {
        return new FirstContact(
                "a bad link",
                new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getLocalPort())
                        .build());
    }

    /** Cuts off so many connections, and answers the others. */
    private static void serve(ServerSocket server, AtomicInteger connections, int cutOff) {
        Thread serving = new Thread(() -> {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        // Whatever is asked is less than that.
                        socket.getInputStream().read(new byte[8192]);
                        if (connections.incrementAndGet() > cutOff) {
                            socket.getOutputStream()
                                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                                    + "Content-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER)
                                            .getBytes(US_ASCII));
                        }
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        serving.setDaemon(true);
        serving.start();
    }
}
