package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.Completeness;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a guarantee found in a history, and the verdict that follows from it. */
public final class Findings {
    private final Completeness known;
    private final Optional<Gap> gap;
    private final Optional<Action> cutShort;
    private final List<Verdict> broken = new ArrayList<>();
    private final List<Verdict> open = new ArrayList<>();
    private Optional<Verdict> deviation = Optional.empty();
    private int judged;

    /**
     * Begins to judge.
     *
     * @param kinds the kinds whose events the guarantee needs without a gap
     */
    public Findings(History history, String... kinds) {
        this.known = history.completeness(kinds);
        this.gap = known.gap();
        this.cutShort = history.cutShort();
    }

    /** Something was judged, and was as promised or is reported apart. */
    public void judged() {
        judged++;
    }

    /** Something was judged, and was what Kubernetes is known to do instead of what is promised: the verdict unless there is worse. */
    public void deviates(String sentence, Entry... evidence) {
        judged();
        deviation = deviation.or(() -> Optional.of(new Verdict(Outcome.KNOWN_DEVIATION, sentence, List.of(evidence))));
    }

    /** Whether anything was seen that could be judged. */
    public boolean anythingJudged() {
        return judged > 0;
    }

    /** A violation shown by these entries and by all that happened before the last of them. */
    public void broken(String sentence, Entry... evidence) {
        if (Stream.of(evidence).anyMatch(Findings::placedBetween)) {
            open(
                    "it seems that " + sentence
                            + "; but an answer in the audit log does not tell the resourceVersion of what was written",
                    evidence);
        } else if (Stream.of(evidence).allMatch(known::covers)) {
            broken.add(Verdict.failed(sentence, ordered(evidence)));
        } else if (gap.isEmpty()) {
            open(
                    "it seems that " + sentence + "; but events of kind " + known.kind() + " after resourceVersion "
                            + known.revision() + " may be missing",
                    evidence);
        }
    }

    /** Whether the order in which an entry happened is not certain. */
    private static boolean placedBetween(Entry entry) {
        return entry instanceof Observation state && state.placedBetween();
    }

    /** A violation shown by one entry, whatever else happened. */
    public void brokenAlone(String sentence, Entry evidence) {
        broken.add(Verdict.failed(sentence, List.of(evidence)));
    }

    /** A violation that consists in something not having been there at all. */
    public void missing(String sentence, Entry... evidence) {
        if (gap.isEmpty()) {
            broken(sentence, evidence);
        }
    }

    /**
     * A violation that consists in something not having happened until the recording ended. Where the scenario ended early, it
     * might still have happened, so that nothing is decided.
     */
    public void overdue(String sentence, Entry... evidence) {
        if (cutShort.isPresent()) {
            open(sentence, evidence);
        } else {
            missing(sentence, evidence);
        }
    }

    /** Something that ought to be judged and cannot. */
    public void open(String sentence, Entry... evidence) {
        open.add(Verdict.inconclusive(sentence, ordered(evidence)));
    }

    /**
     * The verdict.
     *
     * @param kept the sentence when all that was judged was as promised
     * @param nothing the sentence when there was nothing to judge
     */
    public Verdict verdict(String kept, String nothing) {
        if (!broken.isEmpty()) {
            return firstOf(broken);
        }
        if (gap.isPresent()) {
            return Verdict.inconclusive(
                    "the history has a gap, so that what happened is not known: "
                            + gap.get().reason(),
                    List.of(gap.get()));
        }
        if (!open.isEmpty()) {
            Verdict first = firstOf(open);
            // What nobody looked at needs no excuse.
            return first.evidence().isEmpty()
                    ? first
                    : cutShort.map(stop -> becauseOf(stop, first)).orElse(first);
        }
        return judged == 0 ? Verdict.inconclusive(nothing, List.of()) : deviation.orElseGet(() -> Verdict.passed(kept));
    }

    // What had begun and was not over may be open only because the scenario ended early.
    private static Verdict becauseOf(Action stop, Verdict open) {
        String reason = stop.details().getOrDefault(Action.REASON, "the scenario ended early");
        List<Entry> evidence = new ArrayList<>(open.evidence());
        evidence.add(stop);
        return Verdict.inconclusive(
                open.sentence() + "; the recording was cut short, since " + reason,
                ordered(evidence.toArray(Entry[]::new)));
    }

    private static Verdict firstOf(List<Verdict> found) {
        List<Verdict> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(Findings::decided));
        Verdict first = sorted.get(0);
        if (found.size() == 1) {
            return first;
        }
        List<Verdict> others = sorted.subList(1, sorted.size());
        String more = first.sentence() + " (and " + others.size() + " more)";
        return new Verdict(first.outcome(), more, first.evidence(), others);
    }

    private static long decided(Verdict verdict) {
        List<Entry> evidence = verdict.evidence();
        return evidence.isEmpty()
                ? Long.MAX_VALUE
                : evidence.get(evidence.size() - 1).index();
    }

    private static List<Entry> ordered(Entry... evidence) {
        List<Entry> entries = new ArrayList<>(new LinkedHashSet<>(List.of(evidence)));
        entries.sort(Comparator.comparingLong(Entry::index));
        return entries;
    }
}
