package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Story;

/**
 * What tests of guarantees about adopted pods begin with: a set of two pods of web-1 is deleted without them, and created again at
 * resourceVersion 250 with the template of web-2.
 *
 * @param <G> the guarantee that it is about
 */
abstract class AdoptedPodsTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** The set has adopted the pods, and its status names no revision yet. */
    static Story begun(Story story, int partition) {
        story.set().replicas(2).rolling(partition).settledOn("web-1", "nginx:1");
        story.orphaned(0, 1)
                .version(250)
                .set()
                .again("uid-2")
                .template("nginx:2")
                .added();
        return story.adopted(0).adopted(1).makes("web-2", "nginx:2");
    }

    /** The set has adopted the pods, and its status says that they are to be of web-2. */
    static Story adopted(Story story, int partition) {
        return begun(story, partition)
                .set()
                .revisions("web-2", "web-2")
                .settled()
                .story();
    }
}
