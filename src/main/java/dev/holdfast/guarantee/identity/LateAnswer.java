package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.ControllerActivity.InVain;
import java.util.Optional;

/**
 * What a wrong answer of a name server is worth. It may need a moment to learn of a pod, each of several servers another one, and
 * an answer may get lost on its way; so a wrong answer breaks a promise only when it was waited for the right one in vain.
 */
final class LateAnswer {
    private LateAnswer() {}

    /** Judges lookups of which none was right. */
    static void judge(String sentence, NameLookups lookups, ControllerActivity activity, Findings findings) {
        ExternalRead last = lookups.last();
        Optional<InVain> inVain = activity.inVainAfter(last);
        if (inVain.flatMap(InVain::control).isPresent()) {
            findings.broken(sentence, lookups.ready(), last);
        } else {
            String why = lookups.toTheEnd() ? "" : "; the pod did not stay long enough to tell";
            findings.open(sentence + inVain.map(InVain::clause).orElse(why), lookups.ready(), last);
        }
    }

    /** Judges a wrong answer after a right one. */
    static void judgeAfterRight(
            String sentence, NameLookups lookups, ExternalRead wrong, ControllerActivity activity, Findings findings) {
        ExternalRead right = lookups.firstRight().orElseThrow();
        boolean lasting = lookups.last().values().equals(wrong.values());
        if (lasting
                && activity.inVainAfter(lookups.last()).flatMap(InVain::control).isPresent()) {
            findings.broken(sentence, lookups.ready(), right, wrong);
        } else {
            findings.open(
                    sentence + "; the answer may have got lost, or another name server may not have heard yet",
                    lookups.ready(),
                    right,
                    wrong);
        }
    }
}
