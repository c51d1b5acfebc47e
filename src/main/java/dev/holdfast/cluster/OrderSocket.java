package dev.holdfast.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where an embedded cluster that runs takes orders. */
public final class OrderSocket implements Machines {

    /** The name of the socket in the cluster's data folder. */
    static final String NAME = "orders.sock";

    /** What fits into the address of a socket, with room to spare. */
    private static final int LONGEST = 100;

    private final Path path;

    OrderSocket(Path path) {
        this.path = path;
    }

    /** {@return whether somebody answers there} */
    boolean answers() {
        try {
            open().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Has the cluster carry an order out, and returns when it has.
     *
     * @param order the order
     * @throws ClusterRefusedException when the cluster does not understand it, or this machine cannot do it
     * @throws ClusterFailedException when it did not succeed, or the cluster is not there
     */
    @Override
    public void obey(MachineOrder order) {
        String answer;
        try (SocketChannel channel = open()) {
            channel.write(ByteBuffer.wrap((order.line() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            answer = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new ClusterFailedException(
                    "the cluster in " + path.getParent() + " cannot be reached: " + e.getMessage(), e);
        }
        if (answer == null) {
            throw new ClusterFailedException("the cluster ended before the order was carried out");
        }
        judge(answer);
    }

    private static void judge(String answer) {
        try {
            JsonNode json = JsonMapper.shared().readTree(answer);
            if (json.has("refused")) {
                throw new ClusterRefusedException(json.get("refused").asString());
            }
            if (json.has("failed")) {
                throw new ClusterFailedException(json.get("failed").asString());
            }
        } catch (JacksonException e) {
            throw new ClusterFailedException("cannot understand what the cluster answers: " + answer, e);
        }
    }

    private SocketChannel open() throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return open(path);
        }
        Path folder = Files.createTempDirectory("holdfast");
        Path link = folder.resolve("data");
        try {
            return open(Files.createSymbolicLink(link, path.getParent()).resolve(path.getFileName()));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(folder);
        }
    }

    private static SocketChannel open(Path address) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(address));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
