package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final History history = Story.ofBystander()
            .up(0)
            .gap(Kinds.CLAIM)
            .up(1)
            .gap(Kinds.POD)
            .up(2)
            .history();

    @Test
    void reportsTheViolationThatWasDecidedFirst() {
        Findings findings = new Findings(history, Kinds.REVISION);
        findings.broken("the second", entry(5), entry(1));
        findings.broken("the first", entry(2), entry(0));
        findings.broken("the third", entry(6));

        Verdict verdict = findings.verdict("kept", "nothing");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.sentence()).isEqualTo("the first (and 2 more)");
        assertThat(verdict.evidence()).containsExactly(entry(0), entry(2));
        assertThat(verdict.others()).extracting(Verdict::sentence).containsExactly("the second", "the third");
        assertThat(verdict.others().get(0).evidence()).containsExactly(entry(1), entry(5));
    }

    @Test
    void believesNoViolationByAnEntryThePlaceOfWhichIsNotCertain() {
        AuditedRequest eviction = new AuditedRequest("create", "eviction", "alice", "kubectl/v1.37.2");
        Findings certain = new Findings(history, Kinds.REVISION);
        certain.broken("a pod ended", ((Observation) entry(1)).by(eviction));
        Findings uncertain = new Findings(history, Kinds.REVISION);
        uncertain.broken("a pod ended", ((Observation) entry(1)).by(eviction.between(100, 110)));

        assertThat(certain.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(uncertain.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(uncertain.verdict("kept", "nothing").sentence())
                .isEqualTo(
                        "it seems that a pod ended; but an answer in the audit log does not tell the resourceVersion of"
                                + " what was written");
    }

    @Test
    void believesAViolationOnlyUpToTheFirstGapOfItsKinds() {
        Findings pods = new Findings(history, Kinds.POD);
        pods.broken("before", entry(6));
        assertThat(pods.verdict("kept", "nothing").sentence()).isEqualTo("before");

        Findings claims = new Findings(history, Kinds.POD, Kinds.CLAIM);
        claims.broken("after", entry(6));
        assertThat(claims.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(claims.verdict("kept", "nothing").evidence()).containsExactly(entry(3));
    }

    @Test
    void believesNothingThatHappenedAfterAStreamWentBlindWhenItIsNoticedOnlyLater() {
        // Claims were seen up to 103; that they were not seen any more was noticed after pod 1 was up.
        Story late = Story.ofBystander().up(0, 1).gapSince(Kinds.CLAIM, 103);
        late.up(2);
        List<Entry> entries = late.history().entries();

        Findings before = new Findings(late.history(), Kinds.POD, Kinds.CLAIM);
        before.broken("before", entries.get(2));
        assertThat(before.verdict("kept", "nothing").sentence()).isEqualTo("before");
        Findings meanwhile = new Findings(late.history(), Kinds.POD, Kinds.CLAIM);
        meanwhile.broken("meanwhile", entries.get(3));
        assertThat(meanwhile.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void datesAGapOfWhichNothingElseIsKnownByTheLastEventOfItsKind() {
        Story old = Story.ofBystander().up(0);
        old.claim(0).added();
        old.up(1).gapSince(Kinds.CLAIM, 0);
        List<Entry> entries = old.history().entries();

        Findings before = new Findings(old.history(), Kinds.POD, Kinds.CLAIM);
        before.broken("before", entries.get(3));
        assertThat(before.verdict("kept", "nothing").sentence()).isEqualTo("before");
        Findings meanwhile = new Findings(old.history(), Kinds.POD, Kinds.CLAIM);
        meanwhile.broken("meanwhile", entries.get(4));
        assertThat(meanwhile.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void leavesOpenWhatEventsOfAnotherKindMayStillExplain() {
        Story story = Story.ofBystander().up(0, 1).knows(Kinds.CLAIM, 103);
        List<Entry> entries = story.history().entries();

        Findings findings = new Findings(story.history(), Kinds.POD, Kinds.CLAIM);
        findings.missing("pod 1 has no claim", entries.get(3));

        Verdict verdict = findings.verdict("kept", "nothing");
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.sentence())
                .isEqualTo("it seems that pod 1 has no claim; but events of kind PersistentVolumeClaim after"
                        + " resourceVersion 103 may be missing");
        assertThat(verdict.evidence()).containsExactly(entries.get(3));

        Findings known = new Findings(story.history(), Kinds.POD, Kinds.CLAIM);
        known.missing("pod 0 has no claim", entries.get(2));
        assertThat(known.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void believesWhatOneEntryShowsEvenAfterAGap() {
        Findings findings = new Findings(history, Kinds.POD);
        findings.brokenAlone("alone", entry(9));

        assertThat(findings.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void doesNotMissWhatMayBeInAGap() {
        Findings findings = new Findings(history, Kinds.POD);
        findings.missing("missing", entry(0));

        assertThat(findings.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void missesWhatIsNotThereAtTheEndOfAWholeScenario() {
        Findings findings = new Findings(history, Kinds.REVISION);
        findings.overdue("overdue", entry(0));

        assertThat(findings.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void missesNothingWhereTheScenarioEndedEarly() {
        History cut = cutShort();
        Findings findings = new Findings(cut, Kinds.POD);
        findings.overdue("there was no pod", cut.entries().get(0));

        Verdict verdict = findings.verdict("kept", "nothing");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.sentence())
                .isEqualTo("there was no pod; the recording was cut short, since a step of the scenario failed");
        assertThat(verdict.evidence()).containsExactlyElementsOf(cut.entries());
    }

    @Test
    void leavesOutThatTheScenarioEndedEarlyWhereNothingWasSeen() {
        Findings findings = new Findings(cutShort(), Kinds.POD);
        findings.open("nobody looked");

        assertThat(findings.verdict("kept", "nothing")).isEqualTo(Verdict.inconclusive("nobody looked", List.of()));
    }

    @Test
    void believesAViolationThatWasSeenBeforeTheScenarioEndedEarly() {
        History cut = cutShort();
        Findings findings = new Findings(cut, Kinds.POD);
        findings.overdue("there was no pod");
        findings.broken("broken", cut.entries().get(0));

        assertThat(findings.verdict("kept", "nothing").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(findings.verdict("kept", "nothing").sentence()).isEqualTo("broken");
    }

    @Test
    void anOpenQuestionKeepsItFromPassingButNotFromFailing() {
        Findings findings = new Findings(history, Kinds.REVISION);
        findings.judged();
        assertThat(findings.verdict("kept", "nothing")).isEqualTo(Verdict.passed("kept"));
        findings.open("open");
        assertThat(findings.verdict("kept", "nothing").sentence()).isEqualTo("open");
        findings.broken("broken", entry(0));
        assertThat(findings.verdict("kept", "nothing").sentence()).isEqualTo("broken");
    }

    @Test
    void passesNothingWhenNothingWasJudged() {
        Verdict verdict = new Findings(history, Kinds.REVISION).verdict("kept", "nothing");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.sentence()).isEqualTo("nothing");
    }

    private static History cutShort() {
        Story story = Story.ofBystander();
        story.set().added();
        return story.cutShort().history();
    }

    private Entry entry(int index) {
        return history.entries().get(index);
    }
}
