package dev.holdfast.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run that uses a Docker engine: its id, which everything that it makes there carries as a label, and a folder of its
 * own on this machine. A file in the folder is locked for as long as this process lives, so that the next run can tell
 * what a killed one left.
 */
final class DockerRun implements AutoCloseable {

    /** The label's key. */
    static final String LABEL = "dev.holdfast.run";

    private static final String LOCK = "lock";

    private final String id;
    private final Path folder;
    private final FileChannel lock;

    private DockerRun(String id, Path folder, FileChannel lock) {
        this.id = id;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Begins a run.
     *
     * @param runs the folder that each run has its own in
     */
    static DockerRun begin(Path runs) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Path folder = runs.resolve(id);
        Path unfinished = runs.resolve("." + id);
        try {
            Files.createDirectories(unfinished);
            FileChannel lock =
                    FileChannel.open(unfinished.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            // Under its name it is locked from the first moment, or another run would take it for a dead one's.
            Files.move(unfinished, folder);
            DockerRun run = new DockerRun(id, folder, lock);
            run.makeExports();
            return run;
        } catch (IOException e) {
            throw new ClusterRefusedException("the folder " + folder + " cannot be made: " + e.getMessage());
        }
    }

    /**
     * Removes what killed runs left, here and in the engine.
     *
     * @param runs the folder that each run has its own in
     * @param removal removes what carries the id of a run from the engine
     */
    static void sweep(Path runs, Consumer<String> removal) {
        if (!Files.isDirectory(runs)) {
            return;
        }
        try (Stream<Path> all = Files.list(runs)) {
            for (Path each : all.toList()) {
                sweepOne(each, removal);
            }
        } catch (IOException e) {
            throw new ClusterFailedException("what an earlier run left in " + runs + " cannot be removed: " + e, e);
        }
    }

    private static void sweepOne(Path folder, Consumer<String> removal) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                removal.accept(folder.getFileName().toString());
                delete(folder);
            }
        } catch (NoSuchFileException | OverlappingFileLockException others) {
            // Just removed by its own janitor, or this very process's.
            return;
        }
    }

    /** {@return what tells the run from every other one} */
    String id() {
        return id;
    }

    /** {@return the run's folder} */
    Path folder() {
        return folder;
    }

    /** {@return the folder that the run's NFS server exports} */
    Path exports() {
        return folder.resolve("exports");
    }

    /** {@return the folder in it for volumes that are made when they are claimed} */
    Path dynamic() {
        return exports().resolve("dynamic");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with this process at the latest.
            return;
        }
    }

    private void makeExports() throws IOException {
        for (Path each : List.of(exports(), dynamic())) {
            Files.createDirectories(each);
            // Pods of any user write to the volumes below it.
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
