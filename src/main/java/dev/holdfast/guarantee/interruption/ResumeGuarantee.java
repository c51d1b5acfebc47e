package dev.holdfast.guarantee.interruption;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Phrases;
import java.util.List;

/**
 * When a program of the control plane is back that was ended, what was under way goes on where it stood. All that Kubernetes knows of
 * that is in its objects. So no pod is deleted that is as its set wants it, and what is still to be done is done.
 */
abstract class ResumeGuarantee extends Guarantee {
    private final String program;

    /** Judges it of one program. */
    ResumeGuarantee(String program, Promise promise) {
        super(promise);
        this.program = program;
    }

    @Override
    protected final Verdict judge(JudgingContext context) {
        List<Interruption> interruptions = Interruption.of(context.history(), program);
        Continuation continuation = new Continuation(context, interruptions);
        continuation.follow();
        interruptions.forEach(each -> alsoJudge(each, context));
        return context.findings()
                .verdict(
                        Phrases.list(continuation.deeds()) + " after " + program
                                + " was ended and started again, and nothing was done twice",
                        program + " was not ended while the recording went on");
    }

    /** Judges what else is promised of it. */
    abstract void alsoJudge(Interruption interruption, JudgingContext context);
}
