package dev.holdfast.specification;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of at most 80 characters, as far as its words allow. */
public final class Paragraph {

    private static final int WIDTH = 80;

    private Paragraph() {}

    /**
     * Breaks a text into lines.
     *
     * @param first what the first line begins with
     * @param text the text
     * @return its lines; all but the first are indented as far as the text of the first begins
     */
    public static List<String> of(String first, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.strip().split("\\s+")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
