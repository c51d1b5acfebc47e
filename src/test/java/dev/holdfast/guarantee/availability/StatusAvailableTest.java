package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.MinReadyTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class StatusAvailableTest extends MinReadyTest<StatusAvailable> {
    @Test
    void passesWhenEachPodIsCountedWhenItIsAvailable() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(4).set().status(1, 1, 1);
        story.up(1).set().status(2, 2, 1);
        story.passes(4).set().status(2, 2, 2);

        timed().passes();
    }

    @Test
    void failsWhenAPodIsCountedTooEarly() {
        story.set().minReadySeconds(4).added();
        story.pod(0).added().running();
        story.version(200).pod(0).ready();
        story.passes(1).version(300).set().status(1, 1, 1);

        timed().fails("the status of StatefulSet web said at resourceVersion 300 that availableReplicas is 1 of 1 Ready"
                        + " pod, but pod 0, Ready since resourceVersion 200, had been so for 1 of the 4 seconds of"
                        + " minReadySeconds")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodIsNotCountedThatIsAvailable() {
        story.set().minReadySeconds(4).added();
        story.pod(0).added().running();
        story.version(200).pod(0).ready();
        story.set().status(1, 1, 0);
        story.passes(5).pod(0).touched();
        story.version(300).set().status(1, 1, 1);
        story.version(400).set().status(2, 1, 0);

        timed().fails(
                        "the status of StatefulSet web said at resourceVersion 400 that availableReplicas is 0, but the pods"
                                + " 0 had been Ready for longer than the 4 seconds of minReadySeconds")
                .shows(200L, 400L);
    }

    @Test
    void isInconclusiveWhenTheControllerDidNotKnowThatThePodWasReady() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(6).pod(0).touched();
        story.version(300).set().status(1, 1, 1);
        story.version(400).set().status(2, 0, 0);

        timed().isInconclusive(
                        "the status of StatefulSet web said at resourceVersion 400 that availableReplicas is 0, but"
                                + " the pods 0 had been Ready for longer than the 4 seconds of minReadySeconds, which the controller"
                                + " may not have known: it counts fewer pods as Ready");
    }

    @Test
    void failsWhenOneOfThosePodsIsNotCountedThatTheControllerKnewToBeReady() {
        story.set().minReadySeconds(4).replicas(2).added();
        story.up(0).up(1).set().status(2, 2, 0);
        story.passes(6).pod(0).touched();
        story.version(300).set().status(2, 2, 2);
        story.version(400).set().status(2, 1, 0);

        timed().fails(
                        "the status of StatefulSet web said at resourceVersion 400 that availableReplicas is 0, but the pods"
                                + " 0, 1 had been Ready for longer than the 4 seconds of minReadySeconds");
    }

    @Test
    void allowsForAControllerThatLookedBeforeThePodWasAvailable() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(9).set().status(2, 1, 0);

        timed().passes();
    }

    /** When it wrote the status before is told by the status, and not by what somebody else wrote since. */
    @Test
    void allowsForAControllerThatLookedBeforeTheSpecWasChanged() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(6)
                .set()
                .with(set -> set.withObject("/metadata")
                        .withArray("/managedFields")
                        .addObject()
                        .put("manager", "kubectl")
                        .put("operation", "Update")
                        .put("time", "2026-11-23T12:00:06Z"))
                .changed()
                .status(2, 1, 0);

        timed().passes();
    }

    @Test
    void saysNothingOfTheNextSetOfThatNameThatAsksForNoTime() {
        story.set().minReadySeconds(4).added().deleted();
        story.set().again("uid-2").minReadySeconds(0).added();
        story.pod(0).ofSet("uid-2").added().running().ready();
        story.set().status(1, 1, 1);

        timed().isInconclusive("no status of web was seen being written while a pod was Ready");
    }

    @Test
    void saysNothingOfThePodsOfTheSetOfThatNameBefore() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(6).pod(0).touched();
        story.set().status(1, 1, 1).deleted();
        story.set().again("uid-2").added().status(0, 0, 0).status(1, 0, 0);

        timed().passes();
    }

    @Test
    void isInconclusiveWhenTheRecorderSawMoreTimePass() {
        story.set().minReadySeconds(4).added();
        story.up(0).seenLater(4).set().status(1, 1, 1);

        timed().isInconclusive("clocks differ or a watch was late");
    }

    @Test
    void isInconclusiveWhenNoPodWasReady() {
        story.set().minReadySeconds(4).added().status(0, 0, 0);

        timed().isInconclusive("no status of web was seen being written while a pod was Ready");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.set().minReadySeconds(4).added();
        story.up(0).gap(Kinds.POD).set().status(1, 1, 0);

        timed().isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutMinReadySeconds() {
        timed(story.set().up()).isNotApplicable("never had minReadySeconds above 0");
    }

    /** It ceased to be Ready and became so again before its node wrote that, and only the time of its condition tells. */
    @Test
    void allowsForAPodThatBecameReadyOnceMoreBetweenTwoWritesOfItsNode() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(5).pod(0).ready();
        story.set().status(1, 1, 0).status(2, 1, 0);

        timed().passes();
    }

    /** Since its write met that of somebody else, the controller writes once more what it had counted. */
    @Test
    void allowsForAControllerThatLookedBeforeSomebodyElseWroteTheStatus() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(6)
                .set()
                .with(set -> set.withObject("/metadata")
                        .withArray("/managedFields")
                        .addObject()
                        .put("manager", "another")
                        .put("operation", "Update")
                        .put("subresource", "status")
                        .put("time", "2026-11-23T12:00:06Z"))
                .written()
                .status(2, 1, 0);

        timed().passes();
    }

    @Test
    void isInconclusiveWhenSomebodyElseWritesTheStatus() {
        story.set().minReadySeconds(4).added();
        story.up(0).set().status(1, 1, 0);
        story.passes(1).set().with(set -> {
            set.withObject("/metadata")
                    .withArray("/managedFields")
                    .addObject()
                    .put("manager", "restore")
                    .put("operation", "Update")
                    .put("subresource", "status")
                    .put("time", "2026-11-23T12:00:01Z");
            set.withObject("/status").put("availableReplicas", 1);
        });

        timed(story.set().written()).isInconclusive("somebody else than the controller may have written that");
    }
}
