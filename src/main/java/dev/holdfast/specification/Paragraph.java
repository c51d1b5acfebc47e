package dev.holdfast.specification;

import java.util.ArrayList;
import java.util.List;

/** Text in lines, of at most 80 characters unless another width is asked for, as far as its words allow. */
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
        return of(first, text, WIDTH);
    }

    /**
     * Breaks a text into lines.
     *
     * @param first what the first line begins with
     * @param text the text
     * @param width how many characters a line may have, as far as the words allow
     * @return its lines; all but the first are indented as far as the text of the first begins
     */
    public static List<String> of(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.strip().split("\\s+")) {
            if (begun && line.length() + 1 + word.length() > width) {
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
