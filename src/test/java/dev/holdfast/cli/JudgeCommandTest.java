package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void saysWhatAHistoryShows() throws IOException {
        assertThat(judge(saved("kept", new Story().wholeSet(3).history()))).isEqualTo(ExitCode.KEPT);

        assertThat(results()).contains("✓ order.waits-ready demo/web: at 2 creations");
        assertThat(results()).doesNotContain("update.partition");
        assertThat(errors()).isEmpty();
    }

    @Test
    void showsTheEventsOfAViolation() throws IOException {
        assertThat(judge(saved("broken", broken()))).isEqualTo(ExitCode.BROKEN);

        assertThat(told())
                .contains("✗ order.waits-ready demo/web: pod 1 was created at resourceVersion 300 while pod 0")
                .containsPattern(" line 6 Pod web-1 created at resourceVersion 300, \\d+\\.\\d{3} s")
                .doesNotContain("{");
    }

    @Test
    void refusesAHistoryWithoutAName() {
        assertThat(judge(Path.of(""))).isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).startsWith("error: the name of a history is empty");
    }

    @Test
    void beginsWithHowManyGuaranteesAreBroken() throws IOException {
        Path broken = saved("broken", broken());
        judge(broken);

        assertThat(results().lines().toList())
                .first()
                .asString()
                .matches("\\Q" + broken + "\\E: \\d+ guarantees? broken, .*\\d+ kept");
        assertThat(results().lines().toList().get(1)).startsWith("  ✗ ");
    }

    @Test
    void printsWholeObjectsWhereTheyAreAskedFor() throws IOException {
        assertThat(judge(saved("broken", broken()), "--full")).isEqualTo(ExitCode.BROKEN);

        assertThat(results()).contains("\n          {\"kind\":\"Pod\"");
    }

    @Test
    void keepsItsLinesShortOnARecordingOfARealCluster() throws IOException {
        Path recorded = Path.of("src/test/resources/dev/holdfast/lives/retention.jsonl.gz");
        assertThat(judge(recorded)).isEqualTo(ExitCode.KEPT);
        assertThat(results().lines()).hasSizeGreaterThan(3).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(200));
    }

    @Test
    void drawsThePageOfTheHistories() throws IOException {
        Path report = folder.resolve("report");
        Path kept = saved("kept", new Story().wholeSet(3).history());
        assertThat(judge(saved("broken", broken()), kept, "--report", report)).isEqualTo(ExitCode.BROKEN);

        assertThat(results()).endsWith("Report: " + report.resolve("report.html") + System.lineSeparator());
        assertThat(Files.readString(report.resolve("report.html")))
                .contains("broken.jsonl", "kept.jsonl", "pod 1 was created at resourceVersion 300 while pod 0")
                .contains("<code class=\"command\">./holdfast judge ")
                .doesNotContain("0 nodes", "holdfast verify");
        assertThat(SavedRun.read(report).count(Outcome.PASSED)).isEqualTo(1);
    }

    @Test
    void drawsThePageOfOneHistoryBesideIt() throws IOException {
        Path broken = saved("broken", broken());
        assertThat(execute("report", broken.toString())).isEqualTo(ExitCode.BROKEN);

        Path page = folder.resolve("broken-report/report.html");
        assertThat(results()).isEqualTo("Report: " + page + System.lineSeparator());
        assertThat(page).content().contains("pod 1 was created at resourceVersion 300 while pod 0");
    }

    @Test
    void takesTheWorstOfSeveralHistories() throws IOException {
        Path kept = saved("kept", new Story().wholeSet(3).history());

        assertThat(judge(kept, saved("broken", broken()), kept)).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void judgesByTheNamedGuaranteeAlone() throws IOException {
        Path broken = saved("broken", broken());

        assertThat(judge(broken, "--guarantee", "order.create")).isEqualTo(ExitCode.KEPT);
        assertThat(results()).contains("order.create").doesNotContain("order.waits-ready");
    }

    @Test
    void isInconclusiveWhenTheNamedGuaranteeSawNothing() throws IOException {
        Path kept = saved("kept", new Story().wholeSet(2).history());

        assertThat(judge(kept, "--guarantee", "update.partition-raise", "--guarantee", "order.scale-up"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(results()).contains("? order.scale-up", "– update.partition-raise");
    }

    @Test
    void isInconclusiveWhenThereIsNothingToJudge() throws IOException {
        assertThat(judge(saved("empty", new Story().history()))).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(results()).contains("nothing in it could be judged");
    }

    @Test
    void isInconclusiveWhenTheRecordingWasCutOff() throws IOException {
        Path cut = saved("cut", new Story().wholeSet(3).history());
        String text = Files.readString(cut);
        Files.writeString(cut, text.substring(0, text.length() - 10));

        assertThat(judge(cut)).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(told()).contains("the file ends before the recording was finished");
        // All of them for the same reason, which is said once.
        assertThat(results().lines().filter(line -> line.startsWith("  ? "))).hasSize(1);
    }

    @Test
    void judgesUpToTheFenceThatTheRunHadDrawn() throws IOException {
        Story story = new Story().wholeSet(2);
        Fence fence = story.fence();
        story.pod(1).deleting();
        // What comes now comes while the recording is being closed, not all of it any more.
        story.pod(0).deleting();
        assertThat(judge(saved("unfenced", story.history()), "--guarantee", "order.one-at-a-time"))
                .isEqualTo(ExitCode.BROKEN);

        assertThat(judge(saved("fenced", story.tell(fence).history()), "--guarantee", "order.one-at-a-time"))
                .isEqualTo(ExitCode.KEPT);
    }

    @Test
    void judgesARecordingThatWasLostUpToWhereAllKindsAreKnown() throws IOException {
        Story story = new Story();
        story.knows(Kinds.POD, 100).knows(Kinds.STATEFUL_SET, 100);
        story.set().added();
        story.pod(0).added().running();
        story.pod(1).added();
        // Perhaps pod 0 became Ready before that, or the set was changed: nobody knows what happened to the set after
        // 101.
        assertThat(judge(lost("set-unknown", story), "--guarantee", "order.waits-ready"))
                .isEqualTo(ExitCode.INCONCLUSIVE);

        story.knows(Kinds.STATEFUL_SET, 110);

        assertThat(judge(lost("set-known", story), "--guarantee", "order.waits-ready"))
                .isEqualTo(ExitCode.BROKEN);
    }

    /** As it is saved when the recording could not catch up at the end of a run. */
    private Path lost(String name, Story story) throws IOException {
        List<Entry> entries = new ArrayList<>(story.history().entries());
        entries.add(Gap.of(Gap.EVERY_KIND, "the recorder could not catch up"));
        return saved(name, History.of(entries));
    }

    @Test
    void isInconclusiveAboutWhatAScenarioThatEndedEarlyDidNotSee() throws IOException {
        Story story = lost();
        Story waited = lost().waitsInVain().atWork("another-0");

        assertThat(judge(saved("whole", waited.history()), "--guarantee", "replace.deleted"))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(judge(saved("cut-short", story.cutShort().history()), "--guarantee", "replace.deleted"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(told()).contains("the recording was cut short, since a step of the scenario failed");
    }

    @Test
    void refusesWhatIsNoHistory() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "one\ntwo\n");

        assertThat(judge(other)).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .startsWith("error: Line 1 of " + other + " is not a history entry")
                .hasLineCount(1);
    }

    /** A program that was killed leaves an unfinished line, and not a whole one that is something else. */
    @ParameterizedTest
    @ValueSource(strings = {"one\n", "{\"a\": 1}\n"})
    void refusesWhatIsNoHistoryOfOneLine(String text) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), text);

        assertThat(judge(other)).isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).startsWith("error: Line 1 of " + other + " is not a history entry");
    }

    /** Of a run that was killed there is an entry at least, but for one that had not begun. */
    @ParameterizedTest
    @ValueSource(strings = {"", "one", "{\"entry\":"})
    void refusesWhatHasNotOneWholeEntry(String text) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), text);

        assertThat(judge(other)).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .startsWith("error: " + other + " is no history: there is not one whole entry in it")
                .hasLineCount(1);
    }

    @Test
    void refusesACompressedFileOfWhichTooLittleIsThere() throws IOException {
        Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b});

        assertThat(judge(cut)).isEqualTo(ExitCode.REFUSED);
        assertThat(execute("report", cut.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(errors().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("error: " + cut + " is no history: there is not one whole entry in it"));
    }

    @Test
    void refusesACompressedFileThatIsDamaged() throws IOException {
        Path damaged =
                Files.write(folder.resolve("damaged.gz"), new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9});

        assertThat(judge(damaged)).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .startsWith("error: " + damaged + " is compressed by gzip and cannot be read to its end: ")
                .hasLineCount(1);
    }

    @Test
    void saysThatThePageOfAHistoryCannotGoWhereSomethingElseIs() throws IOException {
        Path history = saved("kept", new Story().wholeSet(2).history());
        Path taken = Files.createFile(folder.resolve("kept-report"));

        assertThat(execute("report", history.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .startsWith("error: the folder of the page " + taken + " is not a folder")
                .hasLineCount(1);
    }

    /** With the same sentence by each command that reads them, and never as a run of which all is well. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[]", "text"})
    void refusesResultsThatAreNone(String text) throws IOException {
        Files.writeString(folder.resolve(SavedRun.FILE), text);

        assertThat(execute("report", folder.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(execute("compare", folder.toString(), folder.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(results()).isEmpty();
        assertThat(errors().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("error: ")
                .contains(SavedRun.FILE)
                .doesNotContain("REDACTED"));
    }

    @Test
    void refusesResultsThatAreNoText() throws IOException {
        Files.write(folder.resolve(SavedRun.FILE), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(execute("report", folder.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).contains(SavedRun.FILE + " has not got the results of a run: it is not text");
    }

    @Test
    void namesTheHistoriesOfAFolderThatIsTheReportOfARun() throws IOException {
        Files.createDirectories(folder.resolve("run/histories"));

        assertThat(judge(folder.resolve("run"))).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .startsWith("error: " + folder.resolve("run") + " is a folder; judge takes the histories in it: "
                        + folder.resolve("run/histories") + "/*.jsonl");
    }

    @Test
    void refusesAFileThatIsNotThereAndAGuaranteeThatIsUnknown() throws IOException {
        assertThat(judge(folder.resolve("nowhere"))).isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).startsWith("error: there is no history ");
        assertThat(judge(saved("kept", new Story().wholeSet(2).history()), "--guarantee", "order.unknown"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).contains("error: there is no guarantee order.unknown");
    }

    private static Story lost() {
        Story story = new Story().wholeSet(3).deletes(1);
        story.pod(1).deleting().deleted();
        return story;
    }

    private static History broken() {
        Story story = new Story();
        story.set().added();
        story.pod(0).added().running();
        story.version(300).pod(1).added();
        return story.history();
    }

    private Path saved(String name, History history) throws IOException {
        Path file = folder.resolve(name + ".jsonl");
        HistoryFile.write(file, history);
        return file;
    }

    private int judge(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "judge";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return execute(words);
    }

    private int execute(String... words) {
        return Holdfast.commandLine(new Terminal(
                        new PrintStream(results, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        false))
                .execute(words);
    }

    /** Whatever its lines are. */
    private String told() {
        return results().replaceAll("\\s+", " ");
    }

    private String results() {
        return results.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
