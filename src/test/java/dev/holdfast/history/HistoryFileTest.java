package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    private Path folder;

    private Path file;
    private final History history = new Story()
            .wholeSet(1)
            .writes(0, "Grüße, \"Pod\" 0\nsecond line")
            .looksUp(0)
            .page(0, "{\"a\": 1}")
            .gap(Kinds.POD)
            .remade(0)
            .history();

    @BeforeEach
    void inAFolderOfItsOwn() {
        file = folder.resolve("histories").resolve("story.jsonl");
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        HistoryFile.write(file, history);

        assertThat(HistoryFile.read(file).entries()).isEqualTo(history.entries());
    }

    @Test
    void keepsWhoMadeAState() throws IOException {
        AuditedRequest request = new AuditedRequest("delete", "", "alice", "kubectl/v1.37.2").between(7, 9);
        List<Entry> told = history.entries().stream()
                .map(entry -> entry instanceof Observation state ? state.by(request) : entry)
                .toList();

        HistoryFile.write(file, History.of(told));

        assertThat(HistoryFile.read(file).entries()).isEqualTo(told);
    }

    @Test
    void keepsWhatTheServerAnswered() throws IOException {
        Action asked = Action.of("change serviceName of StatefulSet web", Action.TRY, Kinds.STATEFUL_SET, "web", "")
                .with(Action.SENT, "{\"spec\":{\"serviceName\":\"other\"}}")
                .in(Story.NAMESPACE);
        Response.Cause cause = new Response.Cause("spec.serviceName", "FieldValueInvalid", "field is \"immutable\"");
        Story story = new Story().tell(asked).tell(Response.refused(asked, 422, "Invalid", cause));
        story.tell(Response.received(asked, 200, "{\"kind\": \"Scale\", \"spec\": {\"replicas\": 1.0}}"));
        story.tell(Response.received(asked, 503, "no healthy upstream"));
        HistoryFile.write(file, story.history());

        History read = HistoryFile.read(file);

        assertThat(read.entries()).isEqualTo(story.history().entries());
        List<Response> answers = read.answers(Story.NAMESPACE);
        assertThat(answers).extracting(Response::summary).containsExactly("422 Invalid", "200", "503");
        assertThat(answers).extracting(Response::accepted).containsExactly(false, true, false);
        assertThat(answers).extracting(Response::refused).containsExactly(true, false, false);
        assertThat(answers.get(0).causes()).containsExactly(cause);
        assertThat(answers.get(0).request().details())
                .containsEntry(Action.SENT, asked.details().get(Action.SENT));
        assertThat(read.answers("other")).isEmpty();
    }

    @Test
    void compressesAFileThatIsNamedSo() throws IOException {
        Path compressed = folder.resolve("story.jsonl.gz");

        HistoryFile.write(compressed, history);

        assertThat(Files.readAllBytes(compressed)).startsWith(0x1f, 0x8b);
        assertThat(HistoryFile.read(compressed).entries()).isEqualTo(history.entries());
    }

    @Test
    void writesOneLineForEachEntryAndOneAtTheEnd() throws IOException {
        HistoryFile.write(file, history);

        assertThat(Files.readAllLines(file)).hasSize(history.entries().size() + 1);
    }

    @Test
    void hasEachEntryInTheFileAsSoonAsItIsTaken() throws IOException {
        try (HistoryFile out = HistoryFile.create(file)) {
            HistoryLog log = new HistoryLog(out);
            for (Entry entry : history.entries()) {
                log.append(entry);
                assertThat(Files.readAllLines(file)).hasSize((int) entry.index() + 1);
            }
        }
        assertThat(HistoryFile.read(file).gaps(Kinds.CLAIM)).isEmpty();
    }

    @Test
    void readsAFileThatWasCutOffAnywhereUpToTheLastWholeLine() throws IOException {
        HistoryFile.write(file, history);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            History read = HistoryFile.read(file);

            int last = read.entries().size() - 1;
            assertThat(read.entries().subList(0, last))
                    .isEqualTo(history.entries().subList(0, last));
            assertThat(read.entries().get(last)).isInstanceOfSatisfying(Gap.class, gap -> {
                assertThat(gap.kind()).isEqualTo(Gap.EVERY_KIND);
                assertThat(gap.reason()).isEqualTo("the file ends before the recording was finished");
            });
        }
    }

    @Test
    void keepsEveryWholeLineOfAFileThatWasCutOff() throws IOException {
        HistoryFile.write(file, history);
        List<String> lines = Files.readAllLines(file);
        String cut =
                String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(5).substring(0, 40);
        Files.writeString(file, cut);

        assertThat(HistoryFile.read(file).entries()).hasSize(6);
        assertThat(HistoryFile.read(file).gaps(Kinds.POD)).hasSize(1);
    }

    @Test
    void tellsWhichLineIsNoEntry() throws IOException {
        HistoryFile.write(file, history);
        List<String> lines = Files.readAllLines(file);
        lines.set(3, "{\"entry\":\"rumour\",\"at\":\"2026-11-23T12:00:00Z\"}");
        Files.write(file, lines, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line 4 of " + file + " is not a history entry");
    }

    @Test
    void readsTheSameInBlocksOfAnySize() throws IOException {
        HistoryFile.write(file, history);
        long size = Files.size(file);
        for (int block = 1; block <= size + 1; block += 97) {
            assertThat(HistoryReader.read(file, block, size).entries()).isEqualTo(history.entries());
        }
    }

    @Test
    void findsTheTextsThatStayedInTheFile() throws IOException {
        HistoryFile.write(file, history);

        assertThat(HistoryReader.read(file, 4096, 0).entries()).isEqualTo(history.entries());
    }

    @Test
    void readsWhatGzipHasCompressed() throws IOException {
        HistoryFile.write(file, history);
        Path compressed = compressed(Files.readAllBytes(file));

        assertThat(HistoryFile.read(compressed).entries()).isEqualTo(history.entries());
        assertThat(HistoryReader.read(compressed, 700, 0).entries()).isEqualTo(history.entries());
    }

    @Test
    void readsACompressedFileThatWasCutOffAsFarAsItGoes() throws IOException {
        HistoryFile.write(file, history);
        Path compressed = compressed(Files.readAllBytes(file));
        byte[] whole = Files.readAllBytes(compressed);
        Files.write(compressed, Arrays.copyOf(whole, whole.length / 2));

        List<Entry> read = HistoryFile.read(compressed).entries();

        int last = read.size() - 1;
        assertThat(last).isBetween(1, history.entries().size() - 1);
        assertThat(read.subList(0, last)).isEqualTo(history.entries().subList(0, last));
        assertThat(read.get(last)).isInstanceOf(Gap.class);
    }

    @Test
    void keepsWhatTheRecordersNoted() throws IOException {
        Story story = new Story().tell(ServerVersion.of("v1.37.2")).knows(Kinds.POD, 100);
        story.up(0).deletes(0).tell(Action.delete(Kinds.POD, "web-1", "").in("other"));
        story.gapSince(Kinds.POD, 102).tell(story.fence());
        HistoryFile.write(file, story.history());

        History read = HistoryFile.read(file);

        assertThat(read.entries()).isEqualTo(story.history().entries());
        assertThat(read.judged().entries()).isEqualTo(story.history().judged().entries());
    }

    @Test
    void knowsOfAFileWithoutFencesOnlyWhatItsEventsShow() throws IOException {
        HistoryFile.write(file, history);
        assertThat(HistoryFile.read(file).completeness(Kinds.VOLUME).revision()).isEqualTo(Long.MAX_VALUE);

        writtenAsBefore();

        History old = HistoryFile.read(file);
        assertThat(old.entries().subList(0, 12)).isEqualTo(history.entries().subList(0, 12));
        assertThat(old.gaps(Kinds.VOLUME)).isEmpty();
        assertThat(old.gaps(Kinds.POD)).extracting(Gap::since).containsExactly(0L);
        assertThat(old.completeness(Kinds.VOLUME).revision())
                .as("all of it came at once")
                .isEqualTo(history.revision(Kinds.VOLUME));
    }

    @Test
    void takesAFileWithoutFencesForCompleteUpToSomeSecondsBeforeItsEnd() throws IOException {
        History slow = Clock.SLOW.retell(history);
        HistoryFile.write(file, slow);
        writtenAsBefore();

        long last = history.revision();
        assertThat(HistoryFile.read(file).completeness(Kinds.VOLUME).revision()).isEqualTo(last - 2);
    }

    @Test
    void knowsOfAnUnfinishedFileWhatTheServerHadSaidOrItsEventsShow() throws IOException {
        Story story = new Story().knows(Kinds.POD, 100).knows(Kinds.CLAIM, 100);
        story.set().added();
        story.up(0).knows(Kinds.CLAIM, 103).up(1);
        HistoryFile.write(file, story.history());
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.lastIndexOf("\"entry\":\"end\"") - 30));

        History killed = HistoryFile.read(file);

        assertThat(killed.completeness(Kinds.POD).revision()).isEqualTo(106);
        assertThat(killed.completeness(Kinds.CLAIM).revision()).isEqualTo(103);
        assertThat(killed.completeness(Kinds.VOLUME).revision()).isZero();
    }

    /** As programs wrote files that knew of no fences. */
    private void writtenAsBefore() throws IOException {
        String today = Files.readString(file);
        Files.writeString(
                file,
                today.replace(",\"format\":2", "")
                        .replaceAll(",\"since\":\\d+", "")
                        .replace("\"namespace\":\"\",\"name\":", "\"name\":"));
    }

    @Test
    void saysThatAFileIsNotThereAnyMoreWhenATextIsAskedFor() throws IOException {
        HistoryFile.write(file, history);
        Resource set = HistoryReader.read(file, 4096, 0)
                .observations(Kinds.STATEFUL_SET)
                .get(0)
                .object();
        Files.delete(file);

        assertThatThrownBy(set::text)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read " + file + " again");
    }

    @Test
    void tellsWhichLineIsNoEntryInAnyBlock() throws IOException {
        HistoryFile.write(file, history);
        List<String> lines = Files.readAllLines(file);
        lines.set(9, lines.get(9).substring(0, lines.get(9).length() - 5));
        Files.write(file, lines, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> HistoryReader.read(file, 700, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line 10 of " + file + " is not a history entry");
    }

    private Path compressed(byte[] bytes) throws IOException {
        Path made = folder.resolve("story.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(made))) {
            out.write(bytes);
        }
        return made;
    }
}
