package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;

/** Stories of one pod on a node that cannot be reached. */
abstract class LostNodeTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** Pod 0 runs on node-2. */
    static Story running(Story story) {
        story.node("node-2").listed();
        return story.wholeSet(1).pod(0).boundTo("node-2").story();
    }

    /** The same; node-2 is unreachable from resourceVersion 200 on, and pod 0 is to end therefore. */
    static Story lost(Story story) {
        running(story).version(200).node("node-2").unreachable();
        return story.pod(0).disrupted("DeletionByTaintManager").deleting().story();
    }

    final Story lost() {
        return lost(story);
    }

    /** The scenario deletes pod 0 by force. */
    final void deletedByForce() {
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        story.pod(0).killed();
    }
}
