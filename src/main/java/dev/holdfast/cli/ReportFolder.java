package dev.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The folder that a command writes to, looked at before anything is started. */
final class ReportFolder {

    private ReportFolder() {}

    /**
     * Why it cannot be written to. It is tried out: whether a folder can be made is not told by permissions alone. What is
     * made for that is removed again.
     *
     * @param folder the folder, which need not be there
     * @return a sentence, or nothing when it can
     */
    static Optional<String> objection(Path folder) {
        return objection("--report", folder);
    }

    /**
     * The same of a folder that another option names.
     *
     * @param option the option
     */
    static Optional<String> objection(String option, Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return Optional.of(option + " " + folder + " is not a folder");
        }
        Deque<Path> made = new ArrayDeque<>();
        try {
            for (Path each = folder; each != null && Files.notExists(each); each = each.getParent()) {
                made.addLast(each);
            }
            Files.createDirectories(folder);
            return Files.isWritable(folder)
                    ? Optional.empty()
                    : Optional.of(option + " " + folder + " cannot be written to");
        } catch (IOException e) {
            return Optional.of(option + " " + folder + " is not a folder that can be made");
        } finally {
            made.forEach(ReportFolder::remove);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Somebody else has begun to use it, which shows as well that it can be written to.
        }
    }
}
