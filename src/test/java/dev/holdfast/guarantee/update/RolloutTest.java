package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Story;
import dev.holdfast.history.Teller;

/** Stories of three pods that are to be updated, one after the other, from revision web-1 to web-2. */
abstract class RolloutTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** Three pods of revision web-1, none of which is below the partition. */
    final Story begun() {
        return begun(0);
    }

    /** Three pods of revision web-1. */
    final Story begun(int partition) {
        return story.set().replicas(3).rolling(partition).settledOn("web-1", "nginx:1");
    }

    /** The same; at resourceVersion 200 the template changes to that of web-2. */
    final Story changed() {
        return changed(0);
    }

    /** The same below a partition; at resourceVersion 200 the template changes to that of web-2. */
    final Story changed(int partition) {
        return begun(partition).version(200).set().updatesTo("web-2", "nginx:2");
    }

    /** The set is scaled up in the middle of the update, and the controller goes on before it has seen that. */
    final Story scaledUpUnseen() {
        changed().replaced(2);
        story.set().replicas(5).changed();
        return story.version(300).replaced(1);
    }

    /**
     * The set is scaled down and back again in the middle of the update: the controller, which has not heard yet that it deleted pod 2,
     * goes on with pod 1.
     */
    final Teller scaledBackUnheard() {
        changed().replaced(2);
        story.set().replicas(2).changed();
        story.pod(2).deleting();
        story.set().replicas(3).changed().status(3, 3);
        return story.down(1).pod(2).deleted();
    }
}
