package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Clock;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import java.util.List;

/** A story judged by one guarantee, and what is expected of the verdict, which is the same by whatever clock it is told. */
public final class JudgedStory {
    private final Verdict verdict;

    private JudgedStory(Verdict verdict) {
        this.verdict = verdict;
    }

    public static JudgedStory by(Guarantee guarantee, Story story) {
        Subject subject = Subject.of(Story.NAMESPACE, Story.SET);
        Verdict verdict = guarantee.judge(story.history(), subject);
        for (Clock clock : Clock.values()) {
            Verdict retold = guarantee.judge(clock.retell(story.history()), subject);
            assertThat(retold.outcome()).as("by a clock that is %s", clock).isEqualTo(verdict.outcome());
            assertThat(retold.sentence()).as("by a clock that is %s", clock).isEqualTo(verdict.sentence());
            assertThat(retold.evidence())
                    .as("by a clock that is %s", clock)
                    .extracting(Entry::index)
                    .isEqualTo(indexes(verdict));
        }
        return new JudgedStory(verdict);
    }

    /**
     * A story judged by a guarantee for which it matters how much time passes for the recorder: by other clocks it may not be decided, but
     * is never decided otherwise.
     */
    public static JudgedStory byItsClock(Guarantee guarantee, Story story) {
        Subject subject = Subject.of(Story.NAMESPACE, Story.SET);
        Verdict verdict = guarantee.judge(story.history(), subject);
        for (Clock clock : Clock.values()) {
            Outcome retold =
                    guarantee.judge(clock.retell(story.history()), subject).outcome();
            assertThat(retold)
                    .as("by a clock that is %s", clock)
                    .matches(outcome -> outcome == verdict.outcome()
                            || (verdict.outcome() == Outcome.FAILED && outcome == Outcome.INCONCLUSIVE)
                            || verdict.outcome() == Outcome.INCONCLUSIVE);
        }
        return new JudgedStory(verdict);
    }

    public JudgedStory passes() {
        return is(Outcome.PASSED);
    }

    /** Passed, or did not apply, or saw nothing that it could have judged. */
    public JudgedStory passesOrHadNothingToJudge() {
        boolean nothing = verdict.outcome() == Outcome.NOT_APPLICABLE
                || (verdict.outcome() == Outcome.INCONCLUSIVE
                        && verdict.evidence().isEmpty());
        return nothing ? this : passes();
    }

    /** A deviation that Kubernetes knows of, for a reason that contains these words. */
    public JudgedStory deviates(String words) {
        return is(Outcome.KNOWN_DEVIATION, words);
    }

    public JudgedStory passes(String sentence) {
        is(Outcome.PASSED);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        return this;
    }

    /** Failed with exactly this sentence, and with evidence. */
    public JudgedStory fails(String sentence) {
        is(Outcome.FAILED);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.evidence()).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(a.index(), b.index()));
        return this;
    }

    /** Failed with a sentence that contains these words. */
    public JudgedStory failsBecauseOf(String words) {
        return is(Outcome.FAILED, words);
    }

    /** Could not be judged, for a reason that contains these words. */
    public JudgedStory isInconclusive(String words) {
        return is(Outcome.INCONCLUSIVE, words);
    }

    /** Could not be judged, for exactly this reason. */
    public JudgedStory isInconclusiveOnlyBecause(String sentence) {
        is(Outcome.INCONCLUSIVE);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        return this;
    }

    public JudgedStory isNotApplicable(String words) {
        return is(Outcome.NOT_APPLICABLE, words);
    }

    /** The evidence holds the observations with these resourceVersions, and no others. */
    public JudgedStory shows(Long... versions) {
        assertThat(verdict.evidence())
                .filteredOn(Observation.class::isInstance)
                .extracting(JudgedStory::version)
                .containsExactly(versions);
        return this;
    }

    /** The evidence holds what was read in the pods with these uids, and nothing else that was read. */
    public JudgedStory showsReadingsIn(String... uids) {
        assertThat(verdict.evidence())
                .filteredOn(ExternalRead.class::isInstance)
                .extracting(entry -> ((ExternalRead) entry).uid())
                .containsExactly(uids);
        return this;
    }

    private JudgedStory is(Outcome outcome, String words) {
        is(outcome);
        assertThat(verdict.sentence()).contains(words);
        return this;
    }

    private JudgedStory is(Outcome outcome) {
        assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(outcome);
        return this;
    }

    private static List<Long> indexes(Verdict verdict) {
        return verdict.evidence().stream().map(Entry::index).toList();
    }

    private static long version(Entry entry) {
        return ((Observation) entry).resourceVersion();
    }
}
