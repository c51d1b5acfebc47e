package dev.holdfast.report.conformance;

import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** The report as a file. */
public final class ConformanceFile {

    /** Its name in the report directory. */
    public static final String NAME = "conformance.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(new Quoting()).build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

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
        return YAML.writeValueAsString(report);
    }

    /** Quotes as little as can be, but a time, which many readers would not take for a text. */
    private static final class Quoting extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d{2}-\\d{2}.*");
        }
    }
}
