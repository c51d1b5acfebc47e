package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/**
 * What tests of guarantees about Recreate begin with: three pods of revision web-1, whose template is changed at resourceVersion 200 to
 * that of web-2.
 *
 * @param <G> the guarantee that it is about
 */
abstract class RecreateTest<G extends Guarantee> extends GuaranteeTest<G> {
    @Test
    final void isNotApplicableToARollingSet() {
        judged(story.set().rolling(0).added()).isNotApplicable("never had the Recreate strategy");
    }

    final SetTeller begun() {
        story.set().replicas(3).recreate().settledOn("web-1", "nginx:1");
        return story.set();
    }

    /** The template is changed, and nobody has seen that yet. */
    final Story changed() {
        return begun().story().version(200).set().template("nginx:2").changed().story();
    }

    /** The template was changed, and the controller has asked all pods to end. */
    final Story ending() {
        changed();
        ask(0, 1, 2);
        return waiting(3);
    }

    /** The same, and all of them are gone. */
    final Story gone() {
        return ending().version(300).down(0, 1, 2).makes("web-2", "nginx:2");
    }

    final void ask(int... ordinals) {
        for (int ordinal : ordinals) {
            story.pod(ordinal).deleting();
        }
    }

    /** The set is deleted, and pods of the next version come up for another of its name, which has no status yet. */
    final Story ofAnotherSet() {
        story.tell(Action.delete(Kinds.STATEFUL_SET, Story.SET, story.set().uid()));
        story.set().deleting().deleted();
        String next = "uid-next";
        story.set().again(next).added();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            story.pod(ordinal).ofSet(next);
            story.up(ordinal);
        }
        return story;
    }

    /** The controller has gone over the set, and so many pods of web-1 are there yet. */
    final Story waiting(int old) {
        return story.set()
                .revisions("web-1", "web-2")
                .counts(old, 0)
                .progressing("True", "RecreateInProgress")
                .status(old, 0)
                .story();
    }

    /** The controller has gone over the set, which has so many pods of web-2, none of them Ready. */
    final Story coming(int pods) {
        return story.set().counts(0, pods).status(pods, 0).story();
    }

    /** The controller says that all pods are of web-2 and Ready. */
    final Story complete() {
        return story.set()
                .revisions("web-2", "web-2")
                .counts(3, 3)
                .progressing("False", "RecreateCompleted")
                .settled()
                .story();
    }
}
