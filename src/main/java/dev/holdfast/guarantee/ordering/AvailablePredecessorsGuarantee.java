package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Availability.Answer;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MinReadyGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.stream.IntStream;

/** A promise that the controller waits for other pods to be available before it scales, which only a set gives that keeps an order. */
abstract class AvailablePredecessorsGuarantee extends MinReadyGuarantee {
    AvailablePredecessorsGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final boolean concerns(StatefulSetView spec) {
        return spec.ordered();
    }

    @Override
    protected final String otherwise() {
        return " with podManagementPolicy OrderedReady";
    }

    /**
     * Notes whether pods were available when the controller acted.
     *
     * @param act what it did
     * @param ordinals the pods
     * @param sentence what it did as a sentence, to be followed by "while"
     * @return whether they were, as far as that is told of any
     */
    static boolean available(
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
