package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgedStory;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class DeleteOrphanTest {
    private final Guarantee guarantee = new DeleteOrphan();
    private final Story story = new Story();

    @Test
    void passesWhenThePodsStayWithoutAnOwner() {
        orphaned();

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void passesWhenAnOrphanThatIsDeletedStaysGone() {
        orphaned().deletes(0).down(0).control("control-0");

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void passesWhenItComesBackWithANewSet() {
        orphaned().deletes(0).down(0).control("control-0").set().again("uid-2").added();
        story.up(0);

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void failsWhenAPodGoes() {
        orphaned().version(300).down(1);

        JudgedStory.by(guarantee, story)
                .fails("pod 1 (uid web-1#1) was deleted at resourceVersion 300 although the set had been deleted at"
                        + " resourceVersion 200 without its pods")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAnOrphanThatIsDeletedComesBack() {
        orphaned().deletes(0).down(0).version(300).up(0);

        JudgedStory.by(guarantee, story)
                .fails("pod 0 was created again at resourceVersion 300 although no StatefulSet controlled it any more");
    }

    @Test
    void failsWhenTheSetGoesBeforeItLetsThePodsGo() {
        story.wholeSet(2).version(200).set().orphaning();
        story.version(210).set().deleted();

        JudgedStory.by(guarantee, story)
                .fails(
                        "StatefulSet web was gone at resourceVersion 210 while pod 0 (uid web-0#1) was still controlled by it"
                                + " (and 1 more)");
    }

    @Test
    void failsWhenARevisionGoes() {
        orphaned().version(300).revisionDeleted("web-5d4");

        JudgedStory.by(guarantee, story)
                .fails(
                        "ControllerRevision web-5d4 was deleted at resourceVersion 300 although the set had been deleted without"
                                + " its dependents");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        orphaned().deletes(0).down(0);

        JudgedStory.by(guarantee, story).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenTheSetIsNotGoneYet() {
        story.wholeSet(2).set().orphaning();

        JudgedStory.by(guarantee, story).isInconclusive("was not gone when the recording ended");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        orphaned().gap(Kinds.POD);

        JudgedStory.by(guarantee, story).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenThePodsWereToGo() {
        story.wholeSet(2).set().deleted();

        JudgedStory.by(guarantee, story).isInconclusive("was not deleted with its pods left behind");
    }

    private Story orphaned() {
        story.wholeSet(2).version(200).set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.pod(1).withoutOwner().touched();
        story.set().deleted();
        return story;
    }
}
