package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.MinReadyTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UpdateWaitsAvailableTest extends MinReadyTest<UpdateWaitsAvailable> {
    /** Pods that are available four seconds after they are Ready; at resourceVersion 200 the template changes to that of web-2. */
    private Story changed(int replicas) {
        story.set().replicas(replicas).rolling(0).minReadySeconds(4).settledOn("web-1", "nginx:1");
        return story.passes(4).version(200).set().updatesTo("web-2", "nginx:2");
    }

    /** The same, of which two may be unavailable at once. */
    private Story several(int replicas) {
        story.set().rolling(0).with(atOnce(2)).replicas(replicas).minReadySeconds(4);
        story.set().settledOn("web-1", "nginx:1");
        return story.passes(4).version(200).set().updatesTo("web-2", "nginx:2");
    }

    private static Consumer<ObjectNode> atOnce(int most) {
        return set -> set.withObject("/spec/updateStrategy/rollingUpdate").put("maxUnavailable", most);
    }

    @Test
    void passesWhenEachUpdatedPodWasAvailableBeforeTheNextWasUpdated() {
        changed(3).replaced(2).passes(4).replaced(1).passes(4).replaced(0);

        timed().passes("the pods 1, 0 were updated when those updated before were available");
    }

    @Test
    void failsWhenTheUpdatedPodWasReadyForTooShort() {
        changed(2).version(300).replaced(1).passes(1).version(400).pod(0).deleting();

        timed().fails("pod 0 (uid web-0#1) was deleted for an update at resourceVersion 400 while pod 1, Ready since"
                        + " resourceVersion 304, had been so for 1 of the 4 seconds of minReadySeconds")
                .shows(304L, 400L);
    }

    @Test
    void passesWhenAsManyWereAvailableAsHaveToBe() {
        story.set().with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", 2));
        story.set().replicas(3).minReadySeconds(4).settledOn("web-1", "nginx:1");
        story.passes(4).set().updatesTo("web-2", "nginx:2");
        story.replaced(2).passes(4).replaced(1).pod(0).deleting();

        timed().passes();
    }

    @Test
    void passesThoughAPodThatIsStillToBeUpdatedIsNotReady() {
        changed(3).pod(0).unready();
        story.set().status(3, 2);
        story.replaced(2).passes(4).pod(1).deleting();

        timed().passes("the pods 1 were updated when those updated before were available");
    }

    @Test
    void failsWhenOneOfTheUnavailablePodsIsStillToBeUpdated() {
        several(4).pod(0).unready();
        story.set().status(4, 3);
        story.replaced(3).version(400).pod(2).deleting();

        timed().failsBecauseOf("was deleted for an update at resourceVersion 400 while pod 3, Ready since");
    }

    @Test
    void failsWhenOneOfTheUnavailablePodsIsEnding() {
        several(4).replaced(3).pod(2).deleting();
        story.version(400).pod(1).deleting();

        timed().failsBecauseOf("was deleted for an update at resourceVersion 400 while pod 3, Ready since");
    }

    @Test
    void doesNotCountThePodItselfThatIsUpdated() {
        several(3).pod(1).unready();
        story.set().status(3, 2);
        story.pod(1).ready();
        story.set().status(3, 3);
        story.replaced(2).pod(1).deleting();

        timed().isInconclusive("no pod of web was updated after another one");
    }

    /** Pod 3 is of the template to which the set was changed back, so that the controller need not know that it asked it to end. */
    @Test
    void passesWhenTheControllerMayTakeThePodThatIsEndingForReady() {
        several(4).deletes(2).down(2).set().status(3, 3);
        story.up(2).set().status(4, 4);
        story.passes(4).pod(0).unready();
        story.set().status(4, 3);
        story.pod(0).ready();
        story.set().status(4, 4);
        story.pod(3).deleting();
        story.set().template("nginx:1").revisions("web-1", "web-1").changed().settled();
        story.pod(2).deleting();

        timed().passes();
    }

    @Test
    void goesByTheSpecThatAllowsMostOfThoseThatTheControllerMayKnowOf() {
        several(3).replaced(2).set().rolling(0).with(atOnce(1)).changed();
        story.pod(1).deleting();

        timed().isInconclusive("no pod of web was updated after another one");
    }

    @Test
    void countsOnlyPodsThatTheSetWants() {
        story.set().with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", 2));
        story.set().replicas(5).minReadySeconds(4).settledOn("web-1", "nginx:1");
        story.set().start(2).replicas(3).changed();
        story.down(1, 0).set().counts(3, 3).settled();
        story.passes(4).set().updatesTo("web-2", "nginx:2");
        story.replaced(4).passes(4).replaced(3).pod(2).deleting();

        timed().passes();
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        changed(2).replaced(1).deletes(0).pod(0).deleting();

        timed().isInconclusive("no pod of web was updated after another one");
    }

    @Test
    void isInconclusiveWhenTheRecorderSawMoreTimePass() {
        changed(2).replaced(1).seenLater(4).pod(0).deleting();

        timed().isInconclusive("clocks differ or a watch was late");
    }

    @Test
    void isInconclusiveWhenNothingFollowsTheFirst() {
        timed(changed(2).replaced(1)).isInconclusive("no pod of web was updated after another one");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        timed(changed(2).replaced(1).passes(4).gap(Kinds.POD).replaced(0)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutMinReadySeconds() {
        timed(story.set().up()).isNotApplicable("never had minReadySeconds above 0");
    }

    @Test
    void isNotApplicableToParallelSets() {
        timed(story.set().parallel().rolling(0).minReadySeconds(4).up())
                .isNotApplicable("podManagementPolicy OrderedReady");
    }

    @Test
    void isNotApplicableWhenPodsAreUpdatedWhenTheyAreDeleted() {
        timed(story.set().onDelete().minReadySeconds(4).up()).isNotApplicable("with the RollingUpdate strategy");
    }
}
