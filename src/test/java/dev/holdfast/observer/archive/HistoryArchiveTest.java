package dev.holdfast.observer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.NoticesOfAFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryArchiveTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void keepsAWindowThatJudgeReads() throws IOException {
        ClosedWindow window = NoticesOfAFault.observed().observer().windows().get(1);
        Path file;
        try (HistoryArchive archive = archive(folder, 1 << 30)) {
            file = archive.keep(window);
        }

        assertThat(file.getParent())
                .isEqualTo(folder.resolve(window.set().namespace())
                        .resolve(window.set().statefulSet()));
        assertThat(HistoryFile.read(file).entries())
                .hasSameSizeAs(window.history().entries());
        assertThat(complaints).isEmpty();
    }

    @Test
    void replacesNoEarlierWindowOfTheSameSet() throws IOException {
        ClosedWindow window = NoticesOfAFault.observed().observer().windows().get(1);
        List<Entry> entries = window.history().entries();
        History later = History.of(entries.subList(entries.size() - 3, entries.size()));
        try (HistoryArchive archive = archive(folder, 1 << 30)) {
            assertThat(archive.keep(new ClosedWindow(window.set(), later, List.of())))
                    .isNotEqualTo(archive.keep(window));
        }
    }

    @Test
    void keepsWhatProvesAFinding() throws IOException {
        Notice.Finding finding = NoticesOfAFault.finding();
        Path file;
        try (HistoryArchive archive = archive(folder, 1 << 30)) {
            file = archive.keep(finding);
        }

        assertThat(file.getFileName().toString()).endsWith(".nginx-statefulset.order.waits-ready.jsonl.gz");
        assertThat(Judge.of(HistoryFile.read(file), Runnable::run))
                .filteredOn(judgement -> judgement.guarantee().id().equals("order.waits-ready"))
                .anyMatch(judgement -> judgement.verdict().outcome() == Outcome.FAILED);
    }

    @Test
    void goesOnWhereNothingCanBeWrittenAndSaysSoOnce() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        ClosedWindow window = NoticesOfAFault.observed().observer().windows().get(0);
        try (HistoryArchive archive = archive(blocked, 1 << 30)) {
            archive.keep(window);
            archive.keep(window);
        }

        assertThat(complaints).singleElement().satisfies(sentence -> assertThat(sentence)
                .startsWith("histories cannot be written to " + blocked + ", and are not kept until they can: "));
    }

    @Test
    void deletesWhatIsTooOld() throws IOException {
        Path old = file("shop/web/1.jsonl.gz", 10, Duration.ofDays(8));
        Path young = file("shop/web/2.jsonl.gz", 10, Duration.ofDays(6));

        assertThat(new KeptFiles(folder, WEEK, 1000).prune(Instant.now())).isOne();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void deletesTheOldestWhereItIsTooMuchAndWhatProvesFindingsLast() throws IOException {
        Path proof = file("findings/1.jsonl.gz", 40, Duration.ofDays(3));
        Path older = file("shop/web/1.jsonl.gz", 40, Duration.ofDays(2));
        Path newer = file("shop/web/2.jsonl.gz", 40, Duration.ofDays(1));
        Path other = file("shop/notes.txt", 400, Duration.ofDays(30));

        new KeptFiles(folder, WEEK, 100).prune(Instant.now());
        assertThat(Stream.of(proof, older, newer, other).filter(Files::exists)).containsExactly(proof, newer, other);

        new KeptFiles(folder, WEEK, 50).prune(Instant.now());
        assertThat(Stream.of(proof, older, newer, other).filter(Files::exists)).containsExactly(proof, other);
    }

    private Path file(String name, int size, Duration age) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private HistoryArchive archive(Path into, long size) {
        return new HistoryArchive(into, WEEK, size, complaints::add);
    }
}
