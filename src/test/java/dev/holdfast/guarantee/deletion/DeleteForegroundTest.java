package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DeleteForegroundTest extends GuaranteeTest<DeleteForeground> {
    private final Story bystander = Story.ofBystander();

    @Test
    void passesWhenTheSetGoesAfterItsPods() {
        going(story).down(1, 0).set().deleted();

        judged().passes("the set was there until its 2 pods were gone");
    }

    @Test
    void failsWhenTheSetGoesBeforeAPod() {
        going(story).down(1).pod(0).deleting();
        story.version(300).set().deleted();
        story.pod(0).deleted();

        judged().fails(
                        "the set was gone at resourceVersion 300, although it was deleted in the foreground and pod 0 (uid"
                                + " web-0#1) was not gone until resourceVersion 301")
                .shows(203L, 300L);
    }

    @Test
    void failsWhenAPodIsNeverGone() {
        going(story).down(1).pod(0).deleting();
        story.version(300).set().deleted();

        judged().fails(
                        "the set was gone at resourceVersion 300, although it was deleted in the foreground and pod 0 (uid"
                                + " web-0#1) was not gone until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheGarbageCollectorMayNotHaveKnownOfAPod() {
        going(story).down(1).set().deleted();
        story.down(0);

        judged().isInconclusive("the garbage collector had not asked for that, and may not have known of it");
    }

    @Test
    void isInconclusiveWhenSomebodyElseHadAskedForTheEndOfAPod() {
        going(story).down(1).deletes(0).pod(0).deleting();
        story.set().deleted();

        judged().isInconclusive("the garbage collector had not asked for that, and may not have known of it");
    }

    @Test
    void saysNothingOfAPodThatTheSetHadLost() {
        story.wholeSet(3).pod(2).withoutOwner().touched();
        foreground(story).down(1, 0).set().deleted();

        judged().passes("the set was there until its 2 pods were gone");
    }

    @Test
    void isInconclusiveWhenSomebodyMayHaveTakenOffTheFinalizer() {
        going(bystander).down(1).pod(0).deleting();
        bystander.set().deleted();
        bystander.pod(0).deleted();

        judged(bystander).isInconclusive("somebody may have taken off the finalizer that kept the set");
    }

    @Test
    void isInconclusiveWhenTheSetIsNotGone() {
        judged(going(story).down(1, 0)).isInconclusive("was not gone when the recording ended");
    }

    @Test
    void saysNothingOfASetThatIsDeletedInTheBackground() {
        story.wholeSet(2).set().deleted();

        judged(story.down(1, 0))
                .isInconclusiveOnlyBecause("StatefulSet web was not deleted in the foreground while it had pods");
    }

    @Test
    void saysNothingOfASetWithoutPods() {
        story.set().replicas(0).added();
        foreground(story).set().deleted();

        judged().isInconclusive("was not deleted in the foreground while it had pods");
    }

    @Test
    void saysNothingOfASetWhosePodsWereToStayAfterAll() {
        going(story).down(1).pod(0).deleting();
        story.set()
                .with(set -> set.withObject("/metadata").putArray("finalizers").add("orphan"))
                .written();
        story.set().deleted();

        judged().isInconclusive("was not deleted in the foreground while it had pods");
    }

    /** The garbage collector waits for those only that say so, as the controller lets them. */
    @Test
    void saysNothingOfAPodThatDoesNotBlockTheDeletion() {
        story.wholeSet(2);
        story.pod(0)
                .with(pod -> ((ObjectNode)
                                pod.withArray("/metadata/ownerReferences").get(0))
                        .put("blockOwnerDeletion", false))
                .touched();
        foreground(story).down(1).pod(0).deleting();
        story.set().deleted();
        story.pod(0).deleted();

        judged().isInconclusive("need not have waited for it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        going(story).down(1, 0).set().deleted();

        judged(story.gap(Kinds.POD)).isInconclusive("gap");
    }

    private static Story going(Story story) {
        return foreground(story.wholeSet(2)).version(201);
    }

    private static Story foreground(Story story) {
        story.version(200)
                .set()
                .with(set -> set.withObject("/metadata").putArray("finalizers").add("foregroundDeletion"))
                .deleting();
        return story;
    }
}
