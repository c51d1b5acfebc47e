package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateNoChurnTest extends RolloutTest<UpdateNoChurn> {
    @Test
    void passesWhenPodsThatAreCreatedStay() {
        judged(changed().replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenAPodIsDeletedAgainForNothing() {
        changed().down(2).pod(2).added();
        story.version(300).pod(2).deleting();

        judged().fails(
                        "pod 2 (uid web-2#2), created at resourceVersion 205, was deleted by the controller at resourceVersion 300"
                                + " before it was Ready, although the spec was the same")
                .shows(205L, 300L);
    }

    @Test
    void failsWhenAPodOfAnOrderedSetIsCreatedAtItsExistingVersionAndDeletedAtOnce() {
        existing(false).version(300).pod(0).deleting();

        judged().fails(
                        "pod 0 (uid web-0#2), created at resourceVersion 209, was deleted by the controller at resourceVersion 300"
                                + " before it was Ready, although the spec was the same");
    }

    @Test
    void isAKnownDeviationOfParallelSetsThatSayNothingOfRollingUpdate() {
        existing(true).version(300).pod(0).deleting();

        judged().deviates("pod 0 (uid web-0#2), created at resourceVersion 209")
                .deviates("taken for a broken pod that has to be updated at once");
    }

    @Test
    void passesWhenItIsTheTurnOfAPodThatCameBackAtItsExistingVersion() {
        existing(true).pod(2).ready();
        story.makes("web-2", "nginx:2").replaced(1).pod(0).deleting();

        judged().passes();
    }

    @Test
    void passesWhenTheSpecWasChangedMeanwhile() {
        changed().down(2).pod(2).added();
        story.set().updatesTo("web-3", "nginx:3");
        story.pod(2).deleting();

        judged().passes();
    }

    @Test
    void passesWhenSomebodyElseDeletesThePod() {
        changed().down(2).pod(2).added();
        story.deletes(2).pod(2).deleting();

        judged().passes();
    }

    @Test
    void passesWhenThePodEndedByItself() {
        changed().down(2).pod(2).added().failed().deleting();

        judged().passes();
    }

    @Test
    void passesWhenThePodWasReadyBefore() {
        changed().replaced(2).pod(2).unready().deleting();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenItIsNotKnownBySpecsWhichPodsWereCreated() {
        story.set().replicas(1).added();
        story.set().replicas(2).changed();
        story.pod(0).added();

        judged().isInconclusive("the controller created no pod of web by a spec that is known");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }

    /** In the middle of an update, in which pod 2 is updated and not Ready, pod 0 is lost and comes back at its existing version. */
    private Story existing(boolean parallel) {
        if (parallel) {
            story.set().parallel();
        }
        story.set().replicas(3).rollingWithoutParameters().settledOn("web-1", "nginx:1");
        story.version(200)
                .set()
                .updatesTo("web-2", "nginx:2")
                .down(2)
                .pod(2)
                .added()
                .running();
        story.deletes(0).down(0).makes("web-1", "nginx:1").pod(0).added();
        return story;
    }

    /** The controller believes the label. */
    @Test
    void saysNothingOfAPodThatSomebodyHasSayThatItIsOfAnotherRevision() {
        begun().set().updatesTo("web-2", "nginx:2").down(2).pod(2).added();
        story.pod(2).relabelled("web-1").down(2).up(2);

        judged().passes();
    }
}
