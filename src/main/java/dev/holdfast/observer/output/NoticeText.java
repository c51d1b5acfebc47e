package dev.holdfast.observer.output;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.SetActivity.Doing;
import dev.holdfast.report.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of notices in lines for people: findings with who did it and what proves it, and what sets do. */
public final class NoticeText implements NoticeOutput {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final String INDENT = " ".repeat(12);

    private final Terminal terminal;
    private final Map<Subject, Doing> told = new HashMap<>();

    /** Tells nothing yet. */
    public NoticeText(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> lines(Notice notice, Optional<Path> proof) {
        if (notice instanceof Notice.Finding finding) {
            return finding(finding, proof);
        }
        if (notice instanceof Notice.StateChange change) {
            return change(change);
        }
        if (notice instanceof Notice.Hole hole) {
            return List.of(clock(hole.at()) + "  ! "
                    + hole.set().map(set -> named(set) + "  ").orElse("") + hole.sentence());
        }
        return List.of();
    }

    private List<String> finding(Notice.Finding finding, Optional<Path> file) {
        List<String> lines = new ArrayList<>();
        lines.add(clock(finding.at()) + "  " + terminal.sign(Outcome.FAILED) + " " + named(finding.set()) + "  "
                + finding.guarantee().id() + " is broken");
        lines.add(INDENT + "promised: " + finding.guarantee().statement());
        lines.add(INDENT + "seen:     " + finding.verdict().sentence());
        lines.add(INDENT + "matters:  " + finding.guarantee().consequence().sentence());
        for (Proof proof : Proof.of(finding)) {
            String version = proof.resourceVersion().isEmpty() ? "" : ", resourceVersion " + proof.resourceVersion();
            lines.add(
                    INDENT + "proof:    " + proof.phrase() + " at " + EXACT.format(proof.at()) + version + who(proof));
            proof.fields().forEach(field -> lines.add(INDENT + "            " + field));
        }
        file.ifPresent(each -> lines.add(INDENT + "kept in:  " + each));
        return lines;
    }

    private static String who(Proof proof) {
        if (proof.author().isEmpty()) {
            return proof.resourceVersion().isEmpty() ? "" : ", nobody is on record for it";
        }
        return ", " + proof.author();
    }

    /** That a set rests is told when it did something before. */
    private List<String> change(Notice.StateChange change) {
        Doing before = told.put(change.set(), change.activity().doing());
        if (change.activity().doing() == Doing.GONE) {
            told.remove(change.set());
        }
        boolean rests = change.activity().rests();
        if (rests && (before == null || before == change.activity().doing())) {
            return List.of();
        }
        return List.of(clock(change.at()) + "    " + named(change.set()) + "  "
                + change.activity().sentence());
    }

    private static String named(Subject set) {
        return set.namespace() + "/" + set.statefulSet();
    }

    private static String clock(Instant at) {
        return CLOCK.format(at);
    }
}
