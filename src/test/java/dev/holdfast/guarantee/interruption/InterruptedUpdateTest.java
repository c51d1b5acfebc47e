package dev.holdfast.guarantee.interruption;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stories of two pods that are to be updated from revision web-1 to web-2. Pod 1 is, when a program of the control plane ends.
 *
 * @param <G> the guarantee that it is about
 */
abstract class InterruptedUpdateTest<G extends ResumeGuarantee> extends GuaranteeTest<G> {
    private final String program;

    InterruptedUpdateTest(String program) {
        this.program = program;
    }

    @BeforeEach
    final void anUpdateIsUnderWay() {
        story.set().replicas(2).rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.replaced(1);
    }

    @Test
    final void saysNothingWhereItWasNotEnded() {
        story.replaced(0);

        judged().isInconclusive(program + " was not ended while the recording went on");
    }

    @Test
    final void failsWhenAPodThatWasUpdatedIsDeletedAgain() {
        isRestarted();
        story.version(300).replaced(1).replaced(0);

        judged().fails("pod 1 (uid web-1#2) was deleted at resourceVersion 300 after " + program
                + " was ended and started again, although it was as the set wants it");
    }

    final void ends() {
        story.tell(Action.of("end", Action.END_PROGRAM, "Program", program, ""));
    }

    final void starts() {
        story.tell(Action.of("start", Action.START_PROGRAM, "Program", program, ""));
    }

    final void isRestarted() {
        ends();
        starts();
    }
}
