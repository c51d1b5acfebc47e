package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderSocketTest {

    @TempDir
    Path cache;

    private final List<String> orders = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"done\":true}\n";
    private Path data;
    private ServerSocketChannel server;
    private Thread answering;

    @BeforeEach
    void listen() throws IOException {
        data = Files.createDirectories(cache.resolve("clusters/holdfast-1"));
        server = serve(data);
        record("1", data);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @Test
    void saysEachVerbInOneLine() {
        Machines machines = new OrderSocket(data.resolve(OrderSocket.NAME));
        machines.kill(Component.inControlPlane("etcd"));
        machines.restart(Component.inControlPlane("etcd"));
        EachOtherOrder.to(machines, Component.onNode("node-2", "kubelet"));
        assertThat(orders)
                .containsExactly(
                        "{\"order\":\"kill\",\"component\":\"etcd\"}",
                        "{\"order\":\"restart\",\"component\":\"etcd\"}",
                        "{\"order\":\"freeze\",\"component\":\"kubelet\",\"node\":\"node-2\"}",
                        "{\"order\":\"thaw\",\"component\":\"kubelet\",\"node\":\"node-2\"}",
                        "{\"order\":\"kill\",\"node\":\"node-1\"}",
                        "{\"order\":\"start\",\"node\":\"node-1\"}",
                        "{\"order\":\"cut\",\"node\":\"node-1\",\"links\":[\"api\",\"peers\"]}",
                        "{\"order\":\"part\",\"node\":\"node-1\",\"from\":\"node-2\"}",
                        "{\"order\":\"delay\",\"node\":\"node-1\",\"by\":\"2000ms\"}",
                        "{\"order\":\"loss\",\"node\":\"node-1\",\"percent\":12.5}",
                        "{\"order\":\"fill\",\"node\":\"node-1\"}",
                        "{\"order\":\"empty\",\"node\":\"node-1\"}",
                        "{\"order\":\"read-only\"}",
                        "{\"order\":\"full\"}",
                        "{\"order\":\"writable\"}",
                        "{\"order\":\"heal\",\"node\":\"node-1\",\"links\":[\"nfs\"]}",
                        "{\"order\":\"heal\",\"node\":\"node-1\",\"from\":\"node-2\"}",
                        "{\"order\":\"heal\",\"node\":\"node-1\"}");
    }

    @Test
    void tellsARefusalFromAFailure() {
        OrderSocket socket = new RunningClusters(cache).one(Optional.empty());
        answer = "{\"refused\":\"there is no node \\\"node-9\\\"\"}\n";
        assertThatThrownBy(() -> socket.obey(new MachineOrder("start").with("node", "node-9")))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("there is no node \"node-9\"");
        answer = "{\"failed\":\"etcd did not end\"}\n";
        assertThatThrownBy(() -> socket.obey(new MachineOrder("kill")))
                .isInstanceOf(ClusterFailedException.class)
                .hasMessage("etcd did not end");
        answer = "hello\n";
        assertThatThrownBy(() -> socket.obey(new MachineOrder("kill")))
                .isInstanceOf(ClusterFailedException.class)
                .hasMessage("cannot understand what the cluster answers: hello");
        answer = "";
        assertThatThrownBy(() -> socket.obey(new MachineOrder("kill")))
                .isInstanceOf(ClusterFailedException.class)
                .hasMessage("the cluster ended before the order was carried out");
    }

    @Test
    void findsTheOnlyClusterThatRuns() throws IOException {
        record("dead", cache.resolve("clusters/holdfast-dead"));
        Files.writeString(cache.resolve("clusters/begun.json"), "");
        new RunningClusters(cache).one(Optional.empty()).obey(new MachineOrder("kill"));
        assertThat(orders).hasSize(1);
    }

    @Test
    void asksWhichClusterIsMeant() throws IOException {
        Path other = Files.createDirectories(cache.resolve("another " + "long".repeat(30)));
        record("2", other);
        RunningClusters clusters = new RunningClusters(cache);
        // The address of a socket is short, so this one is bound by way of a short name.
        Path shortName = Files.createSymbolicLink(cache.resolve("s"), other);
        try (ServerSocketChannel second = serve(shortName)) {
            assertThatThrownBy(() -> clusters.one(Optional.empty()))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("several embedded clusters run; --data says which is meant: " + other + ", " + data);
            clusters.one(Optional.of(other)).obey(new MachineOrder("kill"));
            assertThat(orders).hasSize(1);
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void leavesTheClusterOfARunAloneUnlessItIsNamed() throws IOException {
        Files.writeString(
                cache.resolve("clusters/1.json"),
                "{\"id\":\"1\",\"orders\":\"" + data.resolve(OrderSocket.NAME) + "\",\"usedBy\":\"a run\"}");
        RunningClusters clusters = new RunningClusters(cache);
        assertThatThrownBy(() -> clusters.one(Optional.empty()))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage(
                        "the embedded cluster is used, and an order would falsify what comes of it; --data says that it"
                                + " is meant: " + data + " (used by a run)");
        clusters.one(Optional.of(data)).obey(new MachineOrder("kill"));
        assertThat(orders).hasSize(1);
    }

    @Test
    void takesTheClusterThatNoRunUses() throws IOException {
        Path other = Files.createDirectories(cache.resolve("used"));
        Files.writeString(
                cache.resolve("clusters/2.json"),
                "{\"id\":\"2\",\"orders\":\"" + other.resolve(OrderSocket.NAME) + "\",\"usedBy\":\"a run\"}");
        try (ServerSocketChannel second = serve(other)) {
            new RunningClusters(cache).one(Optional.empty()).obey(new MachineOrder("kill"));
            assertThat(orders).hasSize(1);
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void saysThatNoClusterRuns() throws IOException, InterruptedException {
        server.close();
        // As long as somebody is about to accept, it still listens.
        answering.join();
        assertThatThrownBy(() -> new RunningClusters(cache).one(Optional.empty()))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageStartingWith("no embedded cluster runs on this machine");
        assertThatThrownBy(() -> new RunningClusters(cache.resolve("nowhere")).one(Optional.empty()))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageStartingWith("no embedded cluster runs on this machine");
        assertThatThrownBy(() -> new RunningClusters(cache).one(Optional.of(data)))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("no embedded cluster runs in " + data);
    }

    private void record(String id, Path folder) throws IOException {
        Files.writeString(
                cache.resolve("clusters/" + id + ".json"),
                "{\"id\":\"" + id + "\",\"orders\":\"" + folder.resolve(OrderSocket.NAME) + "\"}");
    }

    private ServerSocketChannel serve(Path folder) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(folder.resolve(OrderSocket.NAME)));
        answering = new Thread(() -> answerAll(listener), "orders");
        answering.setDaemon(true);
        answering.start();
        return listener;
    }

    private void answerAll(ServerSocketChannel listener) {
        try {
            while (true) {
                try (SocketChannel client = listener.accept()) {
                    String line = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8)).readLine();
                    if (line != null) {
                        orders.add(line);
                        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // the test is over
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
