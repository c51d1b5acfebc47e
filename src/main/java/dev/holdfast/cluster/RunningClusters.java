package dev.holdfast.cluster;

import dev.holdfast.program.ProgramName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The embedded clusters that run on this machine, whichever process keeps them. */
public final class RunningClusters {

    private final Path records;

    /**
     * Looks for them where a cluster leaves its record.
     *
     * @param cache the folder that built programs are kept in
     */
    public RunningClusters(Path cache) {
        this.records = cache.resolve("clusters");
    }

    /**
     * Finds the one cluster that is meant.
     *
     * @param data its data folder; nothing where there is only one cluster
     * @return where it takes orders
     * @throws ClusterRefusedException when there is none, or more than one
     */
    public OrderSocket one(Optional<Path> data) {
        if (data.isPresent()) {
            OrderSocket socket = new OrderSocket(data.get().resolve(OrderSocket.NAME));
            if (!socket.answers()) {
                throw new ClusterRefusedException("no embedded cluster runs in " + data.get());
            }
            return socket;
        }
        List<Path> running = sockets().stream()
                .filter(path -> new OrderSocket(path).answers())
                .sorted()
                .toList();
        if (running.isEmpty()) {
            throw new ClusterRefusedException(
                    "no embedded cluster runs on this machine; only such a cluster takes orders: "
                            + ProgramName.with("cluster up"));
        }
        if (running.size() > 1) {
            throw new ClusterRefusedException("several embedded clusters run; --data says which is meant: "
                    + running.stream().map(path -> path.getParent().toString()).collect(Collectors.joining(", ")));
        }
        return new OrderSocket(running.get(0));
    }

    private List<Path> sockets() {
        List<Path> sockets = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "*.json")) {
            for (Path file : files) {
                socket(file).ifPresent(sockets::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new ClusterRefusedException(
                    "the records of running clusters in " + records + " cannot be read: " + e);
        }
        return sockets;
    }

    private static Optional<Path> socket(Path file) {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(file))
                    .path("orders")
                    .asStringOpt()
                    .map(Path::of);
        } catch (IOException | JacksonException e) {
            // It is being written, or its cluster ended meanwhile.
            return Optional.empty();
        }
    }
}
