package dev.holdfast.report.summary;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A summary as YAML, which is never larger than it may be. */
final class SummaryText {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private SummaryText() {}

    /**
     * Writes one.
     *
     * @param summary the summary, of which findings are left out until it fits
     * @param limit how many bytes it may have
     */
    static String of(RunSummary summary, int limit) {
        String text = YAML.writeValueAsString(summary);
        int kept = summary.findings().size();
        while (size(text) > limit && kept > 0) {
            kept /= 2;
            text = YAML.writeValueAsString(summary.shortened(kept));
        }
        return text;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
