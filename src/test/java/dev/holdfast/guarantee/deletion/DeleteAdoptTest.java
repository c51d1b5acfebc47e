package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class DeleteAdoptTest extends GuaranteeTest<DeleteAdopt> {
    @Test
    void passesWhenTheOrphansAreAdopted() {
        judged(adopting().adopted(0).adopted(1)).passes();
    }

    @Test
    void passesWhenAnOrphanTooManyIsRemoved() {
        story.wholeSet(2);
        orphans().set().again("uid-2").replicas(1).added();
        story.adopted(0)
                .adopted(1)
                .down(1)
                .set()
                .revisions("web-5d4", "web-5d4")
                .settled();

        judged().passes();
    }

    @Test
    void failsWhenAnOrphanIsReplaced() {
        adopting()
                .adopted(0)
                .version(300)
                .replaced(1)
                .set()
                .revisions("web-5d4", "web-5d4")
                .settled();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 instead of adopted by the set that was created"
                                + " at resourceVersion 250")
                .shows(250L, 300L);
    }

    @Test
    void isInconclusiveWhenAContainerOfAnOrphanIsRestarted() {
        adopting().pod(0).restarted();
        story.version(300).adopted(0).adopted(1);

        judged().isInconclusive(
                        "a container of pod 0 (uid web-0#1) was restarted until the set adopted it at resourceVersion 300");
    }

    @Test
    void failsWhenAnAdoptedPodIsDeletedWithoutAReason() {
        adopting().adopted(0).version(300).adopted(1).replaced(1);
        story.set().revisions("web-5d4", "web-5d4").settled();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 301 although it was of the template of the set"
                                + " that had adopted it at resourceVersion 300")
                .shows(250L, 300L, 301L);
    }

    @Test
    void leavesAnAdoptedPodOfAnotherTemplateToThePartition() {
        Story held = new Story();
        held.set().replicas(2).rolling(1).settledOn("web-1", "nginx:1");
        held.orphaned(0, 1)
                .version(250)
                .set()
                .again("uid-2")
                .template("nginx:2")
                .added();
        held.adopted(0).adopted(1).set().revisions("web-2", "web-2").settled();
        held.makes("web-2", "nginx:2").replaced(1).version(300).replaced(0);

        judged(held).passes();
    }

    @Test
    void doesNotCountALaterUpdate() {
        story.set().template("nginx:1");
        adopting().adopted(0).adopted(1).set().revisions("web-5d4", "web-5d4").settled();
        story.set().template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").settled();
        story.makes("web-6e5", "nginx:2").replaced(1);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAnOrphanThatWent() {
        Story watched = Story.ofBystander().wholeSet(1).version(200);
        watched.set().orphaning();
        watched.pod(0).withoutOwner().touched();
        watched.set().deleted().again("uid-2").replicas(1).added();
        watched.down(0).set().revisions("web-5d4", "web-5d4").settled();

        judged(watched).isInconclusive("nobody is on record");
    }

    @Test
    void doesNotCountAnUpdateToAnotherTemplate() {
        adopting().adopted(0).adopted(1).set().revisions("web-6e5", "web-6e5").settled();
        story.makes("web-6e5", "nginx:2").replaced(1).replaced(0);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenAnOrphanWasNotAdoptedYet() {
        judged(adopting().adopted(0)).isInconclusive("was not adopted until the recording ended");
    }

    @Test
    void failsWhenAnOrphanWasWaitedForInVainWhileTheControllerWasAtWork() {
        adopting().adopted(0).set().settled();
        story.waitsInVain().version(4720).atWork("another-0").cutShort();

        judged().fails(
                        "pod 1 (uid web-1#1) had no owner when the set was created at resourceVersion 250, and was not adopted,"
                                + " although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 4720");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotSaidThatItSawTheSet() {
        adopting().adopted(0);
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("was not adopted until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheSetThatWasToAdoptIsGone() {
        adopting().adopted(0).set().settled();
        story.waitsInVain().set().deleted();
        story.atWork("another-0").cutShort();

        judged().isInconclusive("was not adopted until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheSetThatWasToAdoptIsToEnd() {
        adopting().adopted(0).set().settled();
        story.set().deleting().written();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("was not adopted until the recording ended");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(adopting().gap(Kinds.POD).adopted(0).adopted(1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWithoutOrphans() {
        story.wholeSet(2).set().deleted();
        story.down(1, 0).set().again("uid-2").added();
        story.up(0, 1);

        judged().isInconclusive("was created over pods without an owner");
    }

    @Test
    void saysNothingOfPodsThatStillBelongToTheSetBefore() {
        story.wholeSet(2).set().deleted().again("uid-2").added();

        judged().isInconclusive("was created over pods without an owner");
    }

    @Test
    void saysNothingOfAnOrphanThatTheSelectorDoesNotMatch() {
        story.wholeSet(2);
        orphans().pod(0).label("app", "other").touched();
        story.set().again("uid-2").added();
        story.adopted(1);

        judged().passes("the set adopted the pods 1 as they were");
    }

    @Test
    void doesNotCountAnOrphanThatIsTakenWhileItEnds() {
        adopting().adopted(1).deletes(0).pod(0).deleting();
        story.adopted(0).pod(0).deleted();

        judged().passes("the set adopted the pods 1 as they were");
    }

    @Test
    void doesNotCountWhatWasRestartedBeforeTheSetWasCreated() {
        story.wholeSet(2).pod(0).restarted();
        orphans().set().again("uid-2").added();
        story.adopted(0).adopted(1);

        judged().passes("the set adopted the pods 0, 1 as they were");
    }

    private Story adopting() {
        story.wholeSet(2);
        orphans().version(250).set().again("uid-2").added();
        return story;
    }

    private Story orphans() {
        return story.version(200).orphaned(0, 1);
    }

    /** It has heard neither that the set before was deleted without its pods, nor of the next one. */
    @Test
    void passesWhenTheControllerStillUpdatesAPodOfTheSetBefore() {
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().template("nginx:2").changed();
        story.orphaned(0, 1).set().again("uid-2").template("nginx:1").added();
        story.down(1).adopted(0);

        judged().passes();
    }
}
