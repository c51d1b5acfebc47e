package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Teller;

/** Stories of sets that are scaled down. */
abstract class ScaleDownTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** A set is scaled to 0 in the middle of an update, with which the controller goes on before it has seen that. */
    final Teller updatedAlthoughScaledDown() {
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").replaced(1);
        story.set().replicas(0).changed();
        story.pod(0).deleting();
        story.pod(1).deleting().deleted();
        return story.pod(0).deleted();
    }
}
