package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplaceDeletedTest extends GuaranteeTest<ReplaceDeleted> {
    @BeforeEach
    void twoPodsAreUp() {
        story.set().added().withPods(0, 1);
    }

    @Test
    void passesWhenTheDeletedPodComesBackReady() {
        judged(story.remade(0)).passes();
    }

    @Test
    void isInconclusiveWhenThePodHadNotComeBackYet() {
        story.deletes(0).version(4711).pod(0).deleting().deleted();

        judged().isInconclusive(
                        "pod 0 (uid web-0#1) was gone at resourceVersion 4712, but no new pod of that name was created"
                                + " until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheNewPodHadNotTurnedReadyYet() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(4711).nextPod(0).added().running();

        judged().isInconclusive(
                        "pod 0 (uid web-0#2) was created at resourceVersion 4711 in place of a deleted pod, but it was not"
                                + " Ready until the recording ended: last seen Running, not Ready")
                .shows(4711L, 4712L);
    }

    @Test
    void isInconclusiveWhenThePodHasToWaitForAnother() {
        story.deletes(1).pod(1).deleting().deleted();
        story.pod(0).unready();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("it has to wait, since pod 0 was not Ready");
    }

    @Test
    void isInconclusiveWhenThePodBeforeItHasNotBeenReadyForLongEnough() {
        story.set()
                .with(set -> set.withObject("/spec").put("minReadySeconds", 3600))
                .changed();
        story.deletes(1).pod(1).deleting().deleted();
        story.set()
                .status(1, 1)
                .with(set -> set.withObject("/status").put("availableReplicas", 0))
                .written();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive(
                        "it has to wait, since the controller had not said that the pods before it were Ready for long enough");
    }

    @Test
    void isInconclusiveWhenThePodHasToWaitForThoseThatRecreateRemoves() {
        story.set().recreate().settledOn("web-1", "nginx:1");
        story.deletes(0).down(0);
        story.set().template("nginx:2").changed();
        story.pod(1).deleting();
        story.set().revisions("web-1", "web-2").status(1, 0);
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("it has to wait, since pod 1 (uid web-1#1), which is of another version, was not gone");
    }

    @Test
    void namesTheFirstOfThosePods() {
        Story high = new Story();
        high.set().start(14).replicas(3).recreate().settledOn("web-1", "nginx:1");
        high.deletes(14).down(14);
        high.set().template("nginx:2").changed();
        high.pod(15).deleting();
        high.pod(16).deleting();
        high.set().revisions("web-1", "web-2").status(2, 0);

        judged(high.waitsInVain().atWork("another-0"))
                .isInconclusive("since pod 15 (uid web-15#1), which is of another version, was not gone");
    }

    @Test
    void asksForNothingWhenTheSetWantsThePodNoMore() {
        story.deletes(1).pod(1).deleting().deleted();
        story.set().replicas(1).changed();
        story.set().settled();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("nobody but the controller deleted a pod");
    }

    @Test
    void allowsThatTheControllerGoesOnWithAnUpdate() {
        story.revision("web-1", "nginx:1", 1);
        story.set().template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-2").status(2, 2);
        story.makes("web-2", "nginx:2").deletes(0).pod(0).deleting();
        story.pod(1).deleting().deleted();
        story.nextPod(1).added().running().ready();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().passes();
    }

    @Test
    void judgesWhatWasEvicted() {
        story.pod(1).evicted().deleting().deleted();
        story.nextPod(1).added().running().ready();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAnotherDeletion() {
        Story seen = Story.ofBystander();
        seen.set().added();
        seen.up(0, 1).pod(0).deleting();
        seen.pod(1).deleting().deleted();
        seen.nextPod(1).added().running().ready();
        seen.pod(0).deleted();
        seen.nextPod(0).added().running().ready();

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedBeforeThePodWasGone() {
        story.deletes(0).pod(0).deleting();
        story.cutShort();

        judged().isInconclusive(
                        "but it is not gone yet; the recording was cut short, since a step of the scenario failed");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedBeforeThePodCameBack() {
        story.deletes(0).version(4711).pod(0).deleting().deleted();
        story.cutShort();

        judged().isInconclusive(
                        "no new pod of that name was created until the recording ended; the recording was cut short,"
                                + " since a step of the scenario failed")
                .shows(4711L, 4712L);
    }

    @Test
    void failsWhenTheControllerDidSomethingElseAfterThePodHadBeenWaitedForInVain() {
        story.deletes(0).version(4711).pod(0).deleting().deleted();
        story.set().settled();
        story.waitsInVain().version(4720).atWork("another-0").cutShort();

        judged().fails("pod 0 (uid web-0#1) was gone at resourceVersion 4712, but no new pod of that name was created,"
                        + " although it was waited for and the controller was at work: it created pod another-0 at"
                        + " resourceVersion 4720")
                .shows(4711L, 4712L, 4720L);
    }

    @Test
    void isInconclusiveWhenTheControllerDidSomethingElseBeforeThat() {
        story.deletes(0).pod(0).deleting().deleted();
        story.control("another-0").waitsInVain().cutShort();

        judged().isInconclusive("no new pod of that name was created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedBeforeTheNewPodWasReady() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(4711).nextPod(0).added().running();
        story.cutShort();

        judged().isInconclusive("last seen Running, not Ready; the recording was cut short")
                .shows(4711L, 4712L);
    }

    @Test
    void failsWhenAnotherPodWasDeletedBeforeTheScenarioEndedEarly() {
        story.deletes(0).version(200).pod(0).deleting();
        story.version(210).pod(1).deleting();
        story.pod(0).deleted();
        story.cutShort();

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 210 while pod 0, deleted by others at"
                        + " resourceVersion 200, was being replaced")
                .shows(200L, 210L);
    }

    @Test
    void failsWhenTheNewPodIsCreatedBeforeTheOldOneIsGone() {
        story.deletes(0).version(200).pod(0).deleting();
        var old = story.pod(0);
        story.version(300).nextPod(0).added().running().ready();
        old.deleted();

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300 while its predecessor (uid web-0#1) still"
                                + " existed: it was gone only at resourceVersion 303")
                .shows(300L, 303L);
    }

    @Test
    void failsWhenAnotherPodIsDeletedMeanwhile() {
        story.deletes(0).version(200).pod(0).deleting();
        story.version(210).pod(1).deleting();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 210 while pod 0, deleted by others at"
                        + " resourceVersion 200, was being replaced")
                .shows(200L, 210L);
    }

    @Test
    void allowsThatTheScenarioDeletesAnotherPodMeanwhile() {
        story.deletes(0).pod(0).deleting();
        story.deletes(1).pod(1).deleting().deleted();
        story.pod(0).deleted();
        story.nextPod(0).added().running().ready();
        story.nextPod(1).added().running().ready();

        judged().passes();
    }

    @Test
    void allowsThatAnotherPodIsDeletedAfterwards() {
        story.remade(0);
        story.set().replicas(1).changed();
        story.pod(1).deleting().deleted();

        judged().passes();
    }

    @Test
    void doesNotAskForAPodThatIsNotWantedAnyMore() {
        story.set().replicas(1).changed();
        story.deletes(1).pod(1).deleting().deleted();

        judged().isInconclusive("deleted a pod that web wanted");
    }

    @Test
    void isInconclusiveWhenThePodIsStillTerminating() {
        judged(story.deletes(0).pod(0).deleting()).isInconclusive("is not gone yet");
    }

    @Test
    void isInconclusiveWhenTheNewPodMayBeInAGap() {
        story.deletes(0).pod(0).deleting().deleted();
        story.gap(Kinds.POD);

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNothingWasDeleted() {
        judged().isInconclusive("nobody but the controller deleted a pod");
    }

    @Test
    void allowsThatTheControllerReplacesAnotherPodBeforeOrAfter() {
        story.pod(1).deleting().deleted();
        story.nextPod(1).added().running().ready();
        story.remade(0);
        story.pod(1).deleting().deleted();
        story.nextPod(1).added().running().ready();

        judged().passes();
    }

    @Test
    void judgesEachOfSeveralDeletions() {
        story.remade(0)
                .remade(1)
                .remade(0)
                .deletes(1)
                .version(4711)
                .pod(1)
                .deleting()
                .deleted();

        judged().isInconclusive(
                        "pod 1 (uid web-1#2) was gone at resourceVersion 4712, but no new pod of that name was created until"
                                + " the recording ended");
    }

    @Test
    void asksForNothingWhenTheSetWasDeletedSince() {
        story.deletes(1).pod(1).deleting().deleted();
        story.set().deleted();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("nobody but the controller deleted a pod");
    }

    @Test
    void saysNothingOfTheNewPodThatTheControllerDeletes() {
        story.deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).added().deleting().deleted();
        story.nextPod(0).added().running().ready();

        judged().passes("pod 0 came back with a new uid and turned Ready, and no other pod was touched");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotSaidThatItSawTheSpec() {
        story.deletes(0).pod(0).deleting().deleted();
        story.set().replicas(3).changed();
        story.waitsInVain().atWork("another-0");

        judged().isInconclusive("it has to wait, since the controller had not said that it had seen the present spec");
    }

    @Test
    void isInconclusiveWhenTheNameIsThatOfAPodOfSomebodyElse() {
        Story taken = new Story();
        taken.set().added().withPods(0, 1);
        taken.remade(1).deletes(0).pod(0).deleting().deleted();
        taken.set().settled();
        taken.nextPod(0)
                .owner("ReplicaSet", "other", "uid-other")
                .added()
                .running()
                .ready();
        taken.waitsInVain().atWork("another-0");

        judged(taken).isInconclusive("it has to wait, since somebody else has a pod of that name");
    }
}
