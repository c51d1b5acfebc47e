package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RevisionNoOpTest extends GuaranteeTest<RevisionNoOp> {
    @Test
    void passesWhenNothingComesOfItWhileTheControllerIsAtWork() {
        judged(changed().control("control-0")).passes();
    }

    @Test
    void passesWhenTheControllerSawFurtherChanges() {
        changed();
        story.set().rolling(2).changed().settled();
        story.set().onDelete().changed().settled();

        judged().passes();
    }

    @Test
    void failsWhenTheTemplateGetsAnotherRevision() {
        begun().set().rolling(1).changed();
        named();

        judged().fails(
                        "the status of StatefulSet web named ControllerRevision web-9 at resourceVersion 300 for the template"
                                + " that had web-1, although that template was not changed")
                .shows(109L, 300L);
    }

    @Test
    void failsAlsoWhenTheFirstRevisionIsDeletedAfterThat() {
        begun().set().rolling(1).changed();
        named();
        story.revisionDeleted("web-1");

        judged().failsBecauseOf("named ControllerRevision web-9 at resourceVersion 300");
    }

    @Test
    void failsWhenARevisionIsMadeThatNobodyNames() {
        changed().version(300).revision("web-9", "nginx:1", 2).control("control-0");

        judged().fails(
                        "ControllerRevision web-9 was created at resourceVersion 300 although the template that had web-1 was"
                                + " not changed")
                .shows(109L, 300L);
    }

    @Test
    void failsWhenAPodIsReplaced() {
        changed().version(300).down(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although it was of the template that the set"
                                + " had before it was changed at resourceVersion 200, and has since")
                .shows(200L, 300L);
    }

    @Test
    void passesWhenScalingRemovesAPod() {
        begun().set().replicas(1).changed().status(2, 2);

        judged(story.down(1).control("control-0")).passes();
    }

    @Test
    void passesWhenAnUpdateThatWasBegunGoesOn() {
        begun().set().updatesTo("web-2", "nginx:2").set().rolling(1).changed().settled();

        judged(story.replaced(1).control("control-0")).passes();
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(changed().remade(0).control("control-0")).passes();
    }

    @Test
    void saysNothingOfARevisionThatTakesThePlaceOfOneThatWasDeleted() {
        begun().set().rolling(1).changed();
        story.revisionDeleted("web-1");
        named();

        judged(story.control("control-0")).passes();
    }

    /** One that keeps the very template of the set may be used for it. */
    @Test
    void saysNothingOfARevisionThatSomebodyElseHasMade() {
        begun().set().rolling(1).changed();
        story.stray("web-9", "nginx:1");
        named();

        judged(story.control("control-0")).passes();
    }

    @Test
    void isInconclusiveWhenTheTemplateWasChangedBeforeTheControllerWasAtWork() {
        judged(updated(changed())).isInconclusive("was not changed in anything but its template");
    }

    @Test
    void isInconclusiveWhenTheSetWasDeletedBeforeTheControllerWasAtWork() {
        changed().set().deleting();

        judged(story.control("control-0")).isInconclusive("was not changed in anything but its template");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasChanged() {
        judged(updated(begun())).isInconclusive("was not changed in anything but its template");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(changed()).isInconclusive("was not changed in anything but its template");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().rolling(0).settledOn("web-1", "nginx:1");
        seen.set().rolling(1).changed().settled();
        seen.down(0);

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).control("control-0")).isInconclusive("gap");
    }

    private static Story updated(Story story) {
        story.set().updatesTo("web-2", "nginx:2");
        return story.replaced(1).replaced(0).control("control-0");
    }

    /** Two pods of web-1; at resourceVersion 200 the partition is changed. */
    private Story changed() {
        return begun().version(200).set().rolling(1).changed().settled().story();
    }

    /** The controller makes web-9 of the template that has not changed, and names it at resourceVersion 300. */
    private void named() {
        story.revision("web-9", "nginx:1", 2)
                .version(300)
                .set()
                .revisions("web-1", "web-9")
                .settled();
    }

    private Story begun() {
        return story.set().rolling(0).settledOn("web-1", "nginx:1");
    }
}
