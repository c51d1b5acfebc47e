package dev.holdfast.report.conformance;

import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report as a file. */
public final class ConformanceFile {

    /** Its name in the report directory. */
    public static final String NAME = "conformance.yaml";

    private ConformanceFile() {}

    /**
     * Makes the report from what is in a report directory, and puts it there.
     *
     * @param directory the report directory
     * @param catalogue the ids of all guarantees that this version can judge
     * @return the file
     * @throws IOException if the results of the run cannot be read, or the file cannot be written
     */
    public static Path write(Path directory, List<String> catalogue) throws IOException {
        Path file = directory.resolve(NAME);
        Files.writeString(file, text(ConformanceReport.of(SavedRun.read(directory), catalogue)));
        return file;
    }

    /** {@return the report as YAML} */
    static String text(ConformanceReport report) {
        return Document.text(report);
    }
}
