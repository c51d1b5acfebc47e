package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity.InVain;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a wrong answer of a name server is worth. It may need a moment to learn of a pod, each of several servers another one, and
 * an answer may get lost on its way; so a wrong answer breaks a promise only when it was waited for the right one in vain.
 */
final class LateAnswer {
    private final Findings findings;
    private final Function<Entry, Optional<InVain>> waits;

    /**
     * Judges wrong answers.
     *
     * @param waits what is known of a wait in vain after an entry
     */
    LateAnswer(Findings findings, Function<Entry, Optional<InVain>> waits) {
        this.findings = findings;
        this.waits = waits;
    }

    /** Judges answers of which none was right. */
    void judge(String sentence, Answers answers) {
        ExternalRead last = answers.last();
        Observation since = answers.stretch().since();
        Optional<InVain> inVain = inVain(answers);
        if (inVain.flatMap(InVain::control).isPresent()) {
            findings.broken(sentence, since, last);
        } else {
            String why = answers.stretch().until().isPresent() ? "; that was not so for long enough to tell" : "";
            findings.open(sentence + inVain.map(InVain::clause).orElse(why), since, last);
        }
    }

    /** Judges a wrong answer after a right one. */
    void judgeAfterRight(String sentence, Answers answers, ExternalRead wrong) {
        Observation since = answers.stretch().since();
        ExternalRead right = answers.firstRight().orElseThrow();
        boolean lasting = answers.last().values().equals(wrong.values());
        if (lasting && inVain(answers).flatMap(InVain::control).isPresent()) {
            findings.broken(sentence, since, right, wrong);
        } else {
            findings.open(
                    sentence + "; the answer may have got lost, or another name server may not have heard yet",
                    since,
                    right,
                    wrong);
        }
    }

    /** What is known of a wait for the right answer, if it went on for as long as that was the right one. */
    private Optional<InVain> inVain(Answers answers) {
        return waits.apply(answers.last()).filter(vain -> answers.stretch().lastedTo(vain.givenUp()));
    }
}
