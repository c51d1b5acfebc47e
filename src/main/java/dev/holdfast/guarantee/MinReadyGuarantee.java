package dev.holdfast.guarantee;

import dev.holdfast.guarantee.Availability.Answer;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A promise that only a set gives whose pods are available some time after they are Ready. */
public abstract class MinReadyGuarantee extends Guarantee {
    protected MinReadyGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never had minReadySeconds above 0" + otherwise(),
                        spec -> spec.minReadySeconds() > 0 && concerns(spec)));
    }

    /** Whether it is promised by a spec with minReadySeconds. */
    protected boolean concerns(StatefulSetView spec) {
        return true;
    }

    /** What else such a spec has to say, to follow "never had minReadySeconds above 0". */
    protected String otherwise() {
        return "";
    }

    /** How long pods have to be Ready by any of the specs by which the controller may have acted; 0 when not at all by one of them. */
    protected static int seconds(List<StatefulSetView> specs) {
        return specs.stream().mapToInt(StatefulSetView::minReadySeconds).min().orElse(0);
    }

    /**
     * Notes whether pods were available when the controller acted.
     *
     * @param act what it did
     * @param ordinals the pods
     * @param sentence what it did as a sentence, to be followed by "while"
     * @return whether they were, as far as that is told of any
     */
    protected static boolean available(
            JudgingContext context,
            PodTransition act,
            ReplayState before,
            Availability availability,
            IntStream ordinals,
            int seconds,
            String sentence) {
        boolean told = false;
        for (int ordinal : ordinals.toArray()) {
            Answer answer = availability.answer(ordinal, seconds);
            told |= answer == Answer.ENOUGH;
            if (answer == Answer.TOO_SHORT || answer == Answer.IN_DOUBT) {
                String seen = sentence + " while " + availability.words(ordinal, seconds);
                if (answer == Answer.TOO_SHORT) {
                    context.broken(act, before, seen, availability.since(ordinal), act.at());
                } else {
                    context.findings().open(seen + Availability.doubt(), availability.since(ordinal), act.at());
                }
                return false;
            }
        }
        if (told) {
            context.findings().judged();
        }
        return told;
    }
}
