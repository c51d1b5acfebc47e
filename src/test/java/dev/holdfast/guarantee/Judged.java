package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Clock;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import java.util.List;

/** A story judged by one guarantee, and what is expected of the verdict, which is the same by whatever clock it is told. */
final class Judged {
    private final Verdict verdict;

    private Judged(Verdict verdict) {
        this.verdict = verdict;
    }

    static Judged by(Guarantee guarantee, Story story) {
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
        return new Judged(verdict);
    }

    Judged passes() {
        return is(Outcome.PASSED);
    }

    /** Passed, or did not apply, or saw nothing that it could have judged. */
    Judged passesOrHadNothingToJudge() {
        boolean nothing = verdict.outcome() == Outcome.NOT_APPLICABLE
                || (verdict.outcome() == Outcome.INCONCLUSIVE
                        && verdict.evidence().isEmpty());
        return nothing ? this : passes();
    }

    /** A deviation that Kubernetes knows of, for a reason that contains these words. */
    Judged deviates(String words) {
        is(Outcome.KNOWN_DEVIATION);
        assertThat(verdict.sentence()).contains(words);
        return this;
    }

    Judged passes(String sentence) {
        is(Outcome.PASSED);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        return this;
    }

    /** Failed with exactly this sentence, and with evidence. */
    Judged fails(String sentence) {
        is(Outcome.FAILED);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.evidence()).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(a.index(), b.index()));
        return this;
    }

    /** Could not be judged, for a reason that contains these words. */
    Judged isInconclusive(String words) {
        is(Outcome.INCONCLUSIVE);
        assertThat(verdict.sentence()).contains(words);
        return this;
    }

    Judged isNotApplicable(String words) {
        is(Outcome.NOT_APPLICABLE);
        assertThat(verdict.sentence()).contains(words);
        return this;
    }

    /** The evidence holds the observations with these resourceVersions, and no others. */
    Judged shows(Long... versions) {
        assertThat(verdict.evidence())
                .filteredOn(Observation.class::isInstance)
                .extracting(Judged::version)
                .containsExactly(versions);
        return this;
    }

    private Judged is(Outcome outcome) {
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
