package dev.holdfast.specification;

import java.util.ArrayList;
import java.util.List;

/** The catalogue as people read it: each guarantee with its statement, its source and its scenarios. */
public final class CatalogueText {

    private CatalogueText() {}

    /**
     * Writes the table.
     *
     * @param rows the guarantees
     * @return lines of at most 80 characters, but for addresses and long titles
     */
    public static List<String> of(List<CatalogueRow> rows) {
        List<String> lines = new ArrayList<>();
        for (CatalogueRow row : rows) {
            lines.add(row.id() + (row.always() ? "   (judged after every scenario)" : ""));
            lines.addAll(Paragraph.of("  ", row.statement()));
            lines.add("  source     " + row.source());
            row.knownDeviation().ifPresent(deviation -> {
                lines.addAll(Paragraph.of("  deviation  ", deviation.what()));
                if (!deviation.issue().isEmpty()) {
                    lines.add("             " + deviation.issue());
                }
            });
            scenarios(row.scenarios(), lines);
            lines.add("");
        }
        lines.add(rows.size() + (rows.size() == 1 ? " guarantee" : " guarantees"));
        return lines;
    }

    private static void scenarios(List<CatalogueRow.Place> scenarios, List<String> lines) {
        String label = "  scenarios  ";
        for (CatalogueRow.Place place : scenarios) {
            lines.addAll(Paragraph.of(label, place.name()));
            lines.add("             " + place.file() + ":" + place.line());
            label = " ".repeat(label.length());
        }
        if (scenarios.isEmpty()) {
            lines.add(label + "none");
        }
    }
}
