package dev.holdfast.report.summary;

import dev.holdfast.report.conformance.Document;
import java.nio.charset.StandardCharsets;

/** A summary as text, which is never larger than it may be. */
final class SummaryText {

    private SummaryText() {}

    /**
     * Writes one.
     *
     * @param summary the summary, of which findings are left out until it fits
     * @param limit how many bytes it may have
     */
    static String of(RunSummary summary, int limit) {
        String text = Document.text(summary);
        int kept = summary.findings().size();
        while (size(text) > limit && kept > 0) {
            kept /= 2;
            text = Document.text(summary.shortened(kept));
        }
        return text;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
