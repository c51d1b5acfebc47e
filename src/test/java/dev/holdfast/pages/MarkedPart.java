package dev.holdfast.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a page that a check writes: what lies between two lines of the page.
 *
 * @param before the lines before it, with its first marker
 * @param lines its own lines
 * @param after the lines after it, with its last marker
 */
record MarkedPart(List<String> before, List<String> lines, List<String> after) {

    /**
     * Finds it.
     *
     * @param page the lines of the page
     * @param begin the line before it
     * @param end the line after it
     * @throws IllegalArgumentException when the page lacks one of the two
     */
    static MarkedPart of(List<String> page, String begin, String end) {
        int first = page.indexOf(begin);
        int last = page.indexOf(end);
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("the page lacks the line " + begin + " or, after it, " + end);
        }
        return new MarkedPart(
                page.subList(0, first + 1), page.subList(first + 1, last), page.subList(last, page.size()));
    }

    /** {@return the page, with these lines in place of its own} */
    List<String> replaced(List<String> written) {
        List<String> page = new ArrayList<>(before);
        page.addAll(written);
        page.addAll(after);
        return page;
    }
}
