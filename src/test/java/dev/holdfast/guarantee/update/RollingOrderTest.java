package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import org.junit.jupiter.api.Test;

/** What tests of guarantees about updates that may take away one pod only begin with. */
abstract class RollingOrderTest<G extends Guarantee> extends RolloutTest<G> {
    @Test
    final void isNotApplicableWhenSeveralMayGoAtOnce() {
        judged(story.set().maxUnavailable("2").added()).isNotApplicable("maxUnavailable 2");
    }
}
