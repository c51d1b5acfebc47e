package dev.holdfast.observer.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.observer.Notice;
import dev.holdfast.observer.NoticesOfAFault;
import dev.holdfast.report.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeTextTest {

    private final NoticeText text = new NoticeText(terminal());

    @Test
    void tellsOfAFindingWithActorAndEvidence() {
        List<String> lines = text.lines(NoticesOfAFault.finding(), Optional.of(Path.of("/kept/it.jsonl.gz")));

        assertThat(lines.get(0))
                .endsWith("/nginx-statefulset  order.waits-ready is broken")
                .contains(" ✗ ");
        assertThat(lines).anyMatch(line -> line.contains("promised: Before a scaling operation is applied"));
        assertThat(lines).anyMatch(line -> line.contains("seen:     pod 1 was created at resourceVersion 484"));
        assertThat(lines).anyMatch(line -> line.contains("matters:  "));
        assertThat(lines)
                .anyMatch(
                        line -> line.matches(
                                " +proof: +Pod nginx-statefulset-1 created at [0-9:.]+, resourceVersion 484, kube-controller-manager"));
        assertThat(lines.get(lines.size() - 1)).endsWith("kept in:  /kept/it.jsonl.gz");
    }

    @Test
    void tellsWhatASetDoesAndNotThatItRestsFromTheBeginning() {
        List<String> lines = NoticesOfAFault.all().stream()
                .filter(Notice.StateChange.class::isInstance)
                .flatMap(notice -> text.lines(notice, Optional.empty()).stream())
                .toList();

        assertThat(lines).isNotEmpty().allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d {4}\\S+/\\S+  .+"));
    }

    @Test
    void tellsWhatMayHaveBeenMissed() {
        Notice hole = new Notice.Hole(Instant.parse("2026-11-27T10:00:00Z"), Optional.empty(), "pods may be missing");

        assertThat(text.lines(hole, Optional.empty())).containsExactly("10:00:00  ! pods may be missing");
    }

    @Test
    void saysNothingOfVerdictsThatAreNoFindings() {
        assertThat(NoticesOfAFault.all().stream()
                        .filter(notice -> notice instanceof Notice.VerdictChange || notice instanceof Notice.Judged)
                        .flatMap(notice -> text.lines(notice, Optional.empty()).stream()))
                .isEmpty();
    }

    static Terminal terminal() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Terminal(nowhere, nowhere, false);
    }
}
