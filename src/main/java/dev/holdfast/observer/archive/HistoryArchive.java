package dev.holdfast.observer.archive;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each window of a set that is over, and for each finding the window that proves it as far as it had come: in files that
 * {@code judge} and {@code report} read. Where they cannot be written, it is said once, and tried again with the next one.
 */
public final class HistoryArchive implements AutoCloseable {

    /** The folder with what proves findings. */
    static final String FINDINGS = "findings";

    private static final Logger LOG = LoggerFactory.getLogger(HistoryArchive.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final KeptFiles kept;
    private final Consumer<String> complaints;
    private final ExecutorService writer;
    private boolean complained;

    /**
     * Writes nothing yet.
     *
     * @param folder where the files are; what is there of an earlier observation stays as long as the rest
     * @param age how old a file may become
     * @param size how many bytes all of them may have together
     * @param complaints is told, in a sentence, that nothing can be written, and that it can again
     */
    public HistoryArchive(Path folder, Duration age, long size, Consumer<String> complaints) {
        this.folder = folder;
        this.kept = new KeptFiles(folder, age, size);
        this.complaints = complaints;
        this.writer = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "history archive");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Keeps a window that is over, unless nothing happened in it.
     *
     * @return where it will be
     */
    public Path keep(ClosedWindow window) {
        Path file = folder.resolve(window.set().namespace())
                .resolve(window.set().statefulSet())
                .resolve(NAME.format(began(window.history())) + ".jsonl.gz");
        write(file, window.history());
        return file;
    }

    /**
     * Keeps what proves a finding.
     *
     * @return where it will be
     */
    public Path keep(Notice.Finding finding) {
        Path file = folder.resolve(FINDINGS).resolve(name(finding));
        write(file, finding.history());
        return file;
    }

    private static String name(Notice.Finding finding) {
        Subject set = finding.set();
        return NAME.format(finding.at()) + "." + set.namespace() + "." + set.statefulSet() + "."
                + finding.guarantee().id() + ".jsonl.gz";
    }

    private void write(Path file, History history) {
        writer.execute(() -> {
            try {
                Files.createDirectories(file.getParent());
                Path part = unfinished(file);
                HistoryFile.write(part, history);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                kept.prune(Instant.now());
                written();
            } catch (IOException | UncheckedIOException failed) {
                failed(file, failed);
            } catch (RuntimeException failed) {
                LOG.error("{} was not written", file, failed);
            }
        });
    }

    private void written() {
        if (complained) {
            complained = false;
            complaints.accept("histories can be written again to " + folder);
        }
    }

    private void failed(Path file, Exception failed) {
        LOG.warn("{} was not written", file, failed);
        try {
            Files.deleteIfExists(unfinished(file));
        } catch (IOException stays) {
            LOG.warn("what was begun of it stays", stays);
        }
        if (!complained) {
            complained = true;
            complaints.accept("histories cannot be written to " + folder + ", and are not kept until they can: "
                    + failed.getMessage());
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling("unfinished-" + file.getFileName());
    }

    private static Instant began(History history) {
        return history.entries().isEmpty()
                ? Instant.now()
                : history.entries().get(0).at();
    }

    /** Writes what is still to be written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
