package dev.holdfast.audit;

import dev.holdfast.history.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the files of an audit log tell of StatefulSets: those of one server that were rotated, and those of several servers. Keeps
 * what can concern a StatefulSet and lets go of all else while it reads.
 */
public final class AuditLog {
    private static final Set<String> OWNED = Set.of(Kinds.POD, Kinds.REVISION);

    private final List<AuditRecord> records = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final LoggedLevels levels = new LoggedLevels();
    private Instant begin = Instant.MAX;
    private Instant end = Instant.MIN;

    private AuditLog() {}

    /**
     * Reads files.
     *
     * @throws AuditLogException when one of them is no audit log, or all of them tell of no state of a StatefulSet
     * @throws IOException when one of them cannot be read
     */
    public static AuditLog read(List<Path> files) throws IOException {
        AuditLog log = new AuditLog();
        for (Path file : files) {
            LogFile read = new LogFile(file, log.levels, log::take);
            read.read();
            read.end().filter(last -> last.isAfter(log.end)).ifPresent(last -> log.end = last);
        }
        return log;
    }

    /**
     * Why nothing can be judged by it; empty when something can.
     *
     * @return a sentence
     */
    public Optional<String> objection() {
        boolean set = records.stream()
                .anyMatch(each -> each.about().kind().equals(Kinds.STATEFUL_SET)
                        && each.answer().isPresent());
        if (set) {
            return Optional.empty();
        }
        boolean written = levels.wrote("statefulsets") || levels.wrote("statefulsets/status");
        if (!written) {
            return Optional.of("the audit log tells of no StatefulSet that was written, or its policy leaves them out");
        }
        return Optional.of("the audit log tells who wrote StatefulSets and not what: "
                + levels.said(levels.wrote("statefulsets/status") ? "statefulsets/status" : "statefulsets")
                + ", and states are told at level RequestResponse");
    }

    /** The history of each StatefulSet, by namespace and name. */
    public List<SetHistory> histories() {
        return new Histories(records, levels, begin, end).all();
    }

    private void take(AuditRecord found) {
        begin = found.received().isBefore(begin) ? found.received() : begin;
        end = found.completed().isAfter(end) ? found.completed() : end;
        if (concerns(found) && seen.add(found.id() + found.about().name() + found.completed())) {
            records.add(found);
        }
    }

    // A pod or a revision that another controller owns will never be a StatefulSet's; a claim can be owned by a pod.
    private static boolean concerns(AuditRecord found) {
        return !OWNED.contains(found.about().kind())
                || found.answer()
                        .flatMap(each -> each.controller())
                        .map(owner -> owner.kind().equals(Kinds.STATEFUL_SET))
                        .orElse(true);
    }
}
