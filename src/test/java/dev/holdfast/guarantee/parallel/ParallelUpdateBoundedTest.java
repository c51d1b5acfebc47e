package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelUpdateBoundedTest extends ParallelUpdateTest<ParallelUpdateBounded> {
    @Test
    void passesWhenOnePodIsUpdatedAfterTheOther() {
        judged(changed(1).replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenTwoPodsGoAtOnce() {
        changed(1).version(300).pod(2).deleting();
        story.pod(1).deleting();

        judged().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 301 while pod 2, deleted at"
                        + " resourceVersion 300, was not gone until the recording ended, so that more than 1 pod of a Parallel"
                        + " set were unavailable")
                .shows(300L, 301L);
    }

    @Test
    void passesWhenTwoMayGoAtOnce() {
        changed(2).pod(2).deleting();
        story.pod(1).deleting();

        judged().passes();
    }

    @Test
    void failsWhenThreeGoAtOnceOfWhichTwoMay() {
        changed(2).pod(2).deleting();
        story.pod(1).deleting();
        story.version(300).pod(0).deleting();

        judged().fails("pod 0 (uid web-0#1) was deleted for an update at resourceVersion 300 while pod 1, deleted at"
                + " resourceVersion 204, was not gone until the recording ended, so that more than 2 pods of a Parallel set"
                + " were unavailable");
    }

    @Test
    void failsWhenALowerPodIsKnownNotToBeReady() {
        begun(1).version(150).pod(0).unready();
        story.set().updatesTo("web-2", "nginx:2");
        story.set().status(3, 2);
        story.version(300).pod(2).deleting();

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted for an update at resourceVersion 300 while pod 0 was not Ready: it had"
                                + " ceased to be so at resourceVersion 150, so that more than 1 pod of a Parallel set were unavailable");
    }

    @Test
    void namesNoPodBelowTheFirstOrdinal() {
        begun(1).set().start(1).replicas(2).changed();
        story.down(0).set().settled();
        story.version(150).pod(1).unready();
        story.set().updatesTo("web-2", "nginx:2");
        story.set().status(2, 1);
        story.version(300).pod(2).deleting();

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted for an update at resourceVersion 300 while pod 1 was not Ready: it had"
                                + " ceased to be so at resourceVersion 150, so that more than 1 pod of a Parallel set were unavailable");
    }

    @Test
    void doesNotCountALowerPodWithoutTheFeature() {
        changedWithoutTheFeature().pod(0).unready();
        story.set().status(3, 2);
        story.pod(2).deleting();

        judged().passes();
    }

    @Test
    void doesNotCountThePodBelowWithoutTheFeature() {
        changedWithoutTheFeature().pod(1).unready();
        story.set().status(3, 2);
        story.pod(2).deleting();

        judged().passes();
    }

    @Test
    void doesNotCountALowerPodOnAReleaseThatMayHaveKeptTheField() {
        Story older = Story.on("v1.36.0");
        older.set().parallel().withoutClaims().replicas(3).rolling(0).with(set -> set.withObject(
                        "/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", 1));
        older.set().settledOn("web-1", "nginx:1");
        older.set().updatesTo("web-2", "nginx:2").pod(0).unready();
        older.set().status(3, 2);

        judged(older.pod(2).deleting()).passes();
    }

    @Test
    void namesThePodThatCountsWithoutTheFeature() {
        changedWithoutTheFeature().pod(0).unready();
        story.set().status(3, 2);
        story.version(300).pod(2).deleting();
        story.pod(1).deleting();

        judged().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 301 while pod 2, deleted at"
                + " resourceVersion 300, was not gone until the recording ended, so that more than 1 pod of a Parallel set"
                + " were unavailable");
    }

    @Test
    void doesNotCountAPodOfWhichTheControllerMayNotKnowThatItEnds() {
        changed(1).replaced(2).set().replicas(2).changed().status(3, 3);
        story.pod(2).deleting();
        story.set().replicas(3).changed().status(3, 3);

        judged(story.pod(1).deleting()).passes();
    }

    @Test
    void doesNotCountAPodOfWhichTheControllerMayNotKnowThatItIsNotReady() {
        changed(1).pod(0).unready();
        story.pod(2).deleting();

        judged().passes();
    }

    @Test
    void doesNotCountWhatWasNotAvailableAnyway() {
        begun(1).pod(1).unready();
        story.set().status(3, 2);
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).deleting();

        judged().isInconclusive("no available pod of web was updated");
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        changed(1).deletes(2).deletes(1).pod(2).deleting();
        story.pod(1).deleting();

        judged().isInconclusive("no available pod of web was updated");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(1).gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }
}
