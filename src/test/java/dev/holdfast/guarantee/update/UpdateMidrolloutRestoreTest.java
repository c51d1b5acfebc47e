package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateMidrolloutRestoreTest extends GuaranteeTest<UpdateMidrolloutRestore> {
    @Test
    void passesWhenItComesBackOld() {
        story.set().rollingWithoutParameters();
        changed().makes("web-1", "nginx:1").remade(0);

        judged().passes();
    }

    @Test
    void failsWhenItComesBackNewThoughRollingUpdateIsNotSet() {
        story.set().rollingWithoutParameters();
        changed().deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod lost"
                                + " before its update has to be: its revision is 'web-2'")
                .shows(300L);
    }

    @Test
    void knowsThatItComesBackNewWhenRollingUpdateIsSet() {
        story.set().rolling(0);
        changed().deletes(0).down(0).version(300).up(0);

        judged().deviates("when rollingUpdate is set, if only by default").shows(300L);
    }

    @Test
    void knowsThatTheLastOneThatIsLeftComesBackNew() {
        story.set().rollingWithoutParameters();
        changed().set().counts(1, 1).status(3, 3);
        story.deletes(1).down(1).up(1);

        judged().deviates("for the last pods that are left to update");
    }

    @Test
    void allowsThatTheControllerGoesByAnEarlierCount() {
        story.set().rollingWithoutParameters();
        changed().deletes(0).down(0).set().counts(0, 1).status(2, 2);
        story.set().counts(1, 1).status(2, 2);
        story.up(0);

        judged().deviates("for the last pods that are left to update");
    }

    @Test
    void passesWhenItComesBackOldThoughKubernetesDoesNotDoThat() {
        story.set().rolling(0);
        changed().makes("web-1", "nginx:1").remade(0);

        judged().passes();
    }

    @Test
    void judgesAPodThatFailedAsOneThatWasDeleted() {
        story.set().rollingWithoutParameters();
        changed().pod(0).failed();
        story.down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod lost"
                                + " before its update has to be: its revision is 'web-2'");
    }

    @Test
    void failsWhenItComesBackAsSomethingElse() {
        story.set().rolling(0);
        changed().makes("web-0", "nginx:0").deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod lost"
                                + " before its update has to be: its revision is 'web-0'");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.set().rolling(0);
        changed().gap(Kinds.POD).remade(0);

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasLost() {
        story.set().rolling(0);
        changed().replaced(1).replaced(0);

        judged().isInconclusive("was lost in the middle of a rolling update");
    }

    @Test
    void isNotApplicableToOnDelete() {
        judged(story.set().onDelete().added()).isNotApplicable("never rolled updates out");
    }

    @Test
    void saysNothingOfTheHighestPodThoughALowerOneIsUpdated() {
        story.set().rollingWithoutParameters().replicas(3).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").remade(1).remade(2);

        judged().isInconclusive("was lost in the middle of a rolling update");
    }

    /** Of three pods of revision web-1 the last was updated to web-2. */
    private Story changed() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.version(200).set().updatesTo("web-2", "nginx:2");
        story.replaced(2).set().counts(2, 1).status(3, 3);
        return story;
    }

    @Test
    void isInconclusiveWhenSomebodyHasDeletedTheRevisionOfThePodBefore() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().replicas(3).rollingWithoutParameters().settledOn("web-1", "nginx:1");
        watched.set()
                .updatesTo("web-2", "nginx:2")
                .replaced(2)
                .set()
                .counts(2, 1)
                .settled();
        watched.revisionDeleted("web-1").pod(0).evicted();
        watched.down(0).version(300).up(0);

        judged(watched)
                .isInconclusive("ControllerRevision web-1 was deleted before pod 0 (uid web-0#2) came back at"
                        + " resourceVersion 300; nobody is on record for that");
    }

    /** It writes how many pods are left that are not updated, and looks at the set before it has heard of that. */
    @Test
    void allowsThatTheControllerHasNotHeardOfTheCountThatItWrote() {
        Story earlier = Story.on("v1.34.0");
        earlier.set().replicas(3).rollingWithoutParameters().settledOn("web-1", "nginx:1");
        earlier.set()
                .updatesTo("web-2", "nginx:2")
                .replaced(2)
                .set()
                .counts(2, 1)
                .settled();
        earlier.deletes(1).down(1).set().counts(1, 1).status(2, 2);
        earlier.makes("web-1", "nginx:1").up(1).set().counts(2, 1).settled();
        earlier.makes("web-2", "nginx:2").deletes(1).down(1).up(1);

        judged(earlier).deviates("for the last pods that are left to update");
    }
}
