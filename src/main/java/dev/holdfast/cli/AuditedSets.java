package dev.holdfast.cli;

import dev.holdfast.audit.AuditLog;
import dev.holdfast.audit.AuditLogException;
import dev.holdfast.audit.SetHistory;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.JudgedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/** The StatefulSets of which audit logs tell, and how they are judged. */
final class AuditedSets {
    private static final String POLICY = "; docs/audit.md has the smallest policy that would do";

    private final AuditLog log;
    private final JudgedFiles files;
    private final Function<String, ParameterException> wrong;

    /**
     * Reads the logs.
     *
     * @param wrong makes what is thrown of a sentence
     * @throws ParameterException when one of them cannot be read, or is none
     */
    AuditedSets(List<Path> logs, JudgedFiles files, Function<String, ParameterException> wrong) {
        this.files = files;
        this.wrong = wrong;
        for (Path file : logs) {
            if (Files.isDirectory(file)) {
                throw wrong.apply(file + " is a folder; --audit-log takes the files in it: " + file + "/*");
            }
            if (!Files.isReadable(file)) {
                throw wrong.apply(
                        Files.exists(file)
                                ? "the audit log " + file + " may not be read"
                                : "there is no audit log " + file);
            }
        }
        try {
            this.log = AuditLog.read(logs);
        } catch (AuditLogException none) {
            throw wrong.apply(none.getMessage());
        } catch (IOException e) {
            throw wrong.apply("the audit log cannot be read: " + e.getMessage());
        }
    }

    /** Why nothing can be judged, and what would be needed for it. */
    Optional<String> objection() {
        return log.objection().map(sentence -> sentence + POLICY);
    }

    List<SetHistory> histories() {
        return log.histories();
    }

    /**
     * Judges a set.
     *
     * @param folder where its history is kept; nothing where it is not
     * @throws ParameterException when it cannot be kept
     */
    JudgedHistory judge(SetHistory set, Optional<Path> folder) {
        Path place = Path.of(set.namespace(), set.name());
        if (folder.isEmpty()) {
            return files.judge(place, set.history());
        }
        Path file = folder.get().resolve(set.namespace() + "." + set.name() + ".jsonl.gz");
        try {
            HistoryFile.write(file, set.history());
        } catch (IOException e) {
            throw wrong.apply("the history " + file + " cannot be written: " + e.getMessage());
        }
        return files.judge(file, set.history());
    }
}
