package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** What tests of guarantees about Parallel sets begin with. */
abstract class ParallelTest<G extends Guarantee> extends GuaranteeTest<G> {
    @Test
    final void isNotApplicableWhenTheSetPromisesAnOrder() {
        judged(story.set().added()).isNotApplicable("never had podManagementPolicy Parallel");
    }

    /** A Parallel set that wants so many pods, of which there is none. */
    final Story created(int replicas) {
        return story.set().parallel().withoutClaims().replicas(replicas).added().story();
    }

    /** A Parallel set whose three pods are there. */
    final Story settled() {
        story.set().parallel().withoutClaims().replicas(3).added().withPods(0, 1, 2);
        return story.set().settled().story();
    }
}
