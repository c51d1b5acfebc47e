package dev.holdfast.observer;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What was told of a set already. A window is judged again and again, and says each time all that it shows. */
final class ToldFindings {

    private static final int REMEMBERED = 2_000;
    private static final Pattern VERSION = Pattern.compile("resourceVersion \\d+");

    private final Set<String> told = new LinkedHashSet<>();

    /**
     * What a verdict says that was not told yet; it counts as told from now on.
     *
     * @param guarantee what is broken
     * @param verdict a verdict that it is
     * @return each time that it was broken as a verdict of its own, in order
     */
    List<Verdict> fresh(Guarantee guarantee, Verdict verdict) {
        List<Verdict> fresh = new ArrayList<>();
        for (Verdict each : times(verdict)) {
            // As more happens the same sentence may end otherwise, and have other evidence.
            boolean sentence = add(guarantee.id() + " " + act(each.sentence()));
            boolean evidence = add(guarantee.id() + " " + evidence(each));
            if (sentence && evidence) {
                fresh.add(each);
            }
        }
        return fresh;
    }

    private static List<Verdict> times(Verdict verdict) {
        List<Verdict> times = new ArrayList<>();
        String more = " (and " + verdict.others().size() + " more)";
        times.add(
                verdict.sentence().endsWith(more)
                        ? new Verdict(
                                verdict.outcome(),
                                verdict.sentence()
                                        .substring(0, verdict.sentence().length() - more.length()),
                                verdict.evidence())
                        : verdict);
        times.addAll(verdict.others());
        return times;
    }

    /** What was done, where the sentence says at which version that was: all up to there. */
    private static String act(String sentence) {
        Matcher version = VERSION.matcher(sentence);
        return version.find() ? sentence.substring(0, version.end()) : sentence;
    }

    /** What proves it, by what stays the same when it is listed again in the next window. */
    private static String evidence(Verdict verdict) {
        return verdict.evidence().stream().map(ToldFindings::named).collect(Collectors.joining(" "));
    }

    private static String named(Entry entry) {
        return entry instanceof Observation seen
                ? seen.object().kind() + "/" + seen.object().uid() + "@" + seen.resourceVersion()
                : entry.toString();
    }

    private boolean add(String what) {
        boolean added = told.add(what);
        if (told.size() > REMEMBERED) {
            Iterator<String> oldest = told.iterator();
            oldest.next();
            oldest.remove();
        }
        return added;
    }
}
