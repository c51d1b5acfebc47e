package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Story;

/** Stories of three pods that are to be updated, one after the other, from revision web-1 to web-2. */
abstract class RolloutTest extends GuaranteeTest {
    RolloutTest(Guarantee guarantee) {
        super(guarantee);
    }

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
}
