package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.MinReadyTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelUpdateWaitsAvailableTest extends MinReadyTest<ParallelUpdateWaitsAvailable> {
    /** Three pods that are available three seconds after they are Ready, and are; at resourceVersion 200 the template changes. */
    private Story changed() {
        story.set()
                .parallel()
                .withoutClaims()
                .replicas(3)
                .minReadySeconds(3)
                .rolling(0)
                .with(set ->
                        set.withObject("/spec/updateStrategy/rollingUpdate").put("maxUnavailable", 1));
        story.set().settledOn("web-1", "nginx:1");
        return story.passes(8).version(200).set().updatesTo("web-2", "nginx:2");
    }

    @Test
    void passesWhenEachUpdatedPodWasAvailableBeforeTheNextWasUpdated() {
        changed().replaced(2).passes(3).replaced(1).passes(3).replaced(0);

        timed().passes("the pods 1, 0 were updated when those updated before were available");
    }

    @Test
    void failsWhenTheUpdatedPodWasReadyForTooShort() {
        changed().version(300).replaced(2);
        story.set().status(3, 3, 2);
        story.version(400).pod(1).deleting();

        timed().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 400 while pod 2, Ready since"
                        + " resourceVersion 304, had been so for 0 of the 3 seconds of minReadySeconds")
                .shows(304L, 400L);
    }

    @Test
    void doesNotAskWhenThePodThatWentWasNotAvailableItself() {
        story.set().parallel().withoutClaims().replicas(3).minReadySeconds(30).rolling(0);
        story.set().settledOn("web-1", "nginx:1");
        story.passes(8).set().updatesTo("web-2", "nginx:2");
        story.replaced(2).pod(1).deleting();

        timed().isInconclusive("no pod of web was updated after another one");
    }

    @Test
    void doesNotAskForALowerPodWithoutTheFeature() {
        story.set().parallel().withoutClaims().replicas(3).minReadySeconds(3).rolling(0);
        story.set().settledOn("web-1", "nginx:1");
        story.passes(8).set().updatesTo("web-2", "nginx:2").replaced(2).passes(3);
        story.remade(0).pod(1).deleting();

        timed().passes("the pods 1 were updated when those updated before were available");
    }

    @Test
    void isInconclusiveWhenTheRecorderSawMoreTimePass() {
        changed().replaced(2).seenLater(3).pod(1).deleting();

        timed().isInconclusive("clocks differ or a watch was late");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        timed(changed().replaced(2).passes(3).gap(Kinds.POD).replaced(1)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutMinReadySeconds() {
        timed(story.set().parallel().up()).isNotApplicable("never had minReadySeconds above 0");
    }

    @Test
    void isNotApplicableWhenTheSetPromisesAnOrder() {
        timed(story.set().minReadySeconds(4).up()).isNotApplicable("and podManagementPolicy Parallel");
    }
}
