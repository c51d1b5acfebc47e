package dev.holdfast.report.page;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedGuarantee;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One guarantee in the table.
 *
 * @param result what all scenarios together say about it
 * @param scenarios the scenarios, what counts most first
 */
public record PageGuarantee(SavedGuarantee result, List<Link> scenarios) {

    private static final int SHOWN = 3;

    private static final Pattern ISSUE = Pattern.compile("/([^/]+)/(?:issues|pull)/([0-9]+)");

    /**
     * A scenario that says something about the guarantee.
     *
     * @param anchor the id of its place on the page
     * @param name its title
     * @param outcome what it says
     * @param about whether the scenario is about this guarantee, and not only judged it as well
     */
    public record Link(String anchor, String name, Outcome outcome, boolean about) {}

    /** {@return the scenarios to show at once: all that are not as promised, and a few of the others} */
    public List<Link> shown() {
        return scenarios.subList(0, split());
    }

    /** {@return whether it is kept, or does not apply} */
    public boolean kept() {
        return result.outcome() == Outcome.PASSED || result.outcome() == Outcome.NOT_APPLICABLE;
    }

    /** {@return the first part of its id} */
    public String family() {
        return Guarantee.familyOf(result.id());
    }

    /** {@return how many scenarios are not shown at once, by what they say: {@code 16 more passed, 19 not applicable}} */
    public String more() {
        Map<Outcome, Integer> counts = new LinkedHashMap<>();
        folded().forEach(link -> counts.merge(link.outcome(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " more " + Sign.word(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** {@return the scenarios to show when asked for} */
    public List<Link> folded() {
        return scenarios.subList(split(), scenarios.size());
    }

    private int split() {
        int bad = (int) scenarios.stream()
                .filter(link -> link.outcome() != Outcome.PASSED && link.outcome() != Outcome.NOT_APPLICABLE)
                .count();
        int shown = Math.max(bad, SHOWN);
        // One line that says "1 more" would be as long as the one it hides.
        return scenarios.size() <= shown + 1 ? scenarios.size() : shown;
    }

    /** {@return whether its source is an address that can be followed} */
    public boolean linked() {
        return result.source().startsWith("https://") || result.source().startsWith("http://");
    }

    /** {@return its source, short: of an address the last page and the place on it} */
    public String sourceName() {
        if (!linked()) {
            return result.source();
        }
        Matcher issue = ISSUE.matcher(result.source());
        if (issue.find()) {
            return issue.group(1) + "#" + issue.group(2);
        }
        String path = result.source().replaceFirst("^https?://[^/]*/", "").replaceFirst("/?#", "#");
        String trimmed = path.replaceFirst("/$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
