package dev.holdfast.cluster;

import dev.holdfast.program.ProgramName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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
     * @param data its data folder; nothing where only one cluster is used by nothing else, such as a run
     * @return where it takes orders
     * @throws ClusterRefusedException when there is none, more than one, or only such as are used
     */
    public OrderSocket one(Optional<Path> data) {
        if (data.isPresent()) {
            OrderSocket socket = new OrderSocket(data.get().resolve(OrderSocket.NAME));
            if (!socket.answers()) {
                throw new ClusterRefusedException("no embedded cluster runs in " + data.get());
            }
            return socket;
        }
        List<Entry> running = entries().stream()
                .filter(entry -> new OrderSocket(entry.orders()).answers())
                .sorted(Comparator.comparing(Entry::orders))
                .toList();
        List<Entry> free =
                running.stream().filter(entry -> entry.usedBy().isEmpty()).toList();
        if (running.isEmpty()) {
            throw new ClusterRefusedException(
                    "no embedded cluster runs on this machine; only such a cluster takes orders: "
                            + ProgramName.with("cluster up"));
        }
        if (free.isEmpty()) {
            throw new ClusterRefusedException(
                    "the embedded cluster is used, and an order would falsify what comes of it;"
                            + " --data says that it is meant: " + described(running));
        }
        if (free.size() > 1) {
            throw new ClusterRefusedException(
                    "several embedded clusters run; --data says which is meant: " + described(free));
        }
        return new OrderSocket(free.get(0).orders());
    }

    private static String described(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.orders().getParent()
                        + entry.usedBy().map(use -> " (used by " + use + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "*.json")) {
            for (Path file : files) {
                entry(file).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new ClusterRefusedException(
                    "the records of running clusters in " + records + " cannot be read: " + e);
        }
        return entries;
    }

    private static Optional<Entry> entry(Path file) {
        try {
            JsonNode record = JsonMapper.shared().readTree(Files.readString(file));
            return record.path("orders")
                    .asStringOpt()
                    .map(orders ->
                            new Entry(Path.of(orders), record.path("usedBy").asStringOpt()));
        } catch (IOException | JacksonException e) {
            // It is being written, or its cluster ended meanwhile.
            return Optional.empty();
        }
    }

    /**
     * What the record of a cluster says.
     *
     * @param orders its socket
     * @param usedBy what needs it as it is; nothing where orders are welcome from whoever finds it
     */
    private record Entry(Path orders, Optional<String> usedBy) {}
}
