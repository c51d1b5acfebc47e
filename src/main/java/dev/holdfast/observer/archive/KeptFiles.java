package dev.holdfast.observer.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The histories in a folder, of which those go first that are oldest; those that prove a finding go last.
 *
 * @param folder the folder
 * @param age how old a file may become
 * @param size how many bytes all of them may have together
 */
record KeptFiles(Path folder, Duration age, long size) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    private static final String ENDING = ".jsonl.gz";

    private record Kept(Path file, Instant written, long bytes, boolean proof) {}

    /**
     * Deletes what is too old or too much.
     *
     * @return how many files that were
     * @throws IOException when the folder cannot be looked at
     */
    int prune(Instant now) throws IOException {
        List<Kept> files = files();
        files.sort(Comparator.comparing(Kept::proof).thenComparing(Kept::written));
        long left = files.stream().mapToLong(Kept::bytes).sum();
        int deleted = 0;
        for (Kept kept : files) {
            if (left > size || kept.written().plus(age).isBefore(now)) {
                Files.deleteIfExists(kept.file());
                left -= kept.bytes();
                deleted++;
            }
        }
        return deleted;
    }

    private List<Kept> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.filter(path -> path.toString().endsWith(ENDING)).toList();
        }
        List<Kept> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                files.add(new Kept(
                        path,
                        attributes.lastModifiedTime().toInstant(),
                        attributes.size(),
                        path.getParent().equals(folder.resolve(HistoryArchive.FINDINGS))));
            } catch (NoSuchFileException gone) {
                LOG.debug("somebody else has deleted {}", path, gone);
            }
        }
        return files;
    }
}
