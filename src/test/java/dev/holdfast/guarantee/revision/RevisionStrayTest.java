package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** Beside a settled set of two pods of web-1, somebody makes a revision web-x at resourceVersion 200. */
class RevisionStrayTest extends GuaranteeTest<RevisionStray> {
    @Test
    void passesWhenItIsAdoptedAndNothingComesOfIt() {
        judged(adopted().set().lookedAt(2))
                .passes(
                        "the set adopted ControllerRevision web-x, which somebody else had made, and nothing came of it");
    }

    @Test
    void failsWhenTheStatusNamesIt() {
        adopted().version(300).set().revisions("web-1", "web-x").settled();

        judged().fails(
                        "the status of StatefulSet web named ControllerRevision web-x, which somebody had made at resourceVersion 200,"
                                + " at resourceVersion 300 instead of web-1, although the template was not changed")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodIsReplaced() {
        adopted().version(300).replaced(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although it is of the template of the set, after"
                                + " somebody had made ControllerRevision web-x at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenItIsNotAdopted() {
        strayed().version(300).set().lookedAt(2);

        judged().fails(
                        "ControllerRevision web-x, which somebody had made at resourceVersion 200, was not adopted although the"
                                + " controller had gone over the set twice until resourceVersion 303")
                .shows(200L, 303L);
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(adopted().remade(1).set().lookedAt(2)).passes();
    }

    @Test
    void doesNotCountAnUpdate() {
        adopted().set().lookedAt(2);
        story.set().updatesTo("web-2", "nginx:2").replaced(1).replaced(0);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenTheControllerWasNotSeenToLook() {
        judged(adopted()).isInconclusive("nothing shows that the controller went over the set twice");
    }

    @Test
    void saysNothingOfOneThatKeepsTheTemplateOfTheSet() {
        settled().stray("web-x", "nginx:1").set().lookedAt(2);

        judged().isInconclusive("nobody made a ControllerRevision for web that belonged to nobody");
    }

    @Test
    void saysNothingOfOneWithTheLabelsOfAnotherSet() {
        settled().stray("web-x", "nginx:9", "db").set().lookedAt(2);

        judged().isInconclusive("nobody made a ControllerRevision for web that belonged to nobody");
    }

    @Test
    void isInconclusiveWhenItIsDeletedBeforeTheControllerHasLooked() {
        strayed().revisionDeleted("web-x").set().lookedAt(2);

        judged().isInconclusive("nothing shows that the controller went over the set twice");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = Story.ofBystander();
        seen.set().replicas(2).settledOn("web-1", "nginx:1");
        seen.stray("web-x", "nginx:9").revision("web-x", "nginx:9", 100).replaced(1);
        seen.set().lookedAt(2);

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    /** It may keep the template to which the set was just changed. */
    @Test
    void saysNothingOfOneThatIsMadeBeforeTheControllerHasSeenTheTemplate() {
        settled().set().template("nginx:2").changed();
        story.stray("web-x", "nginx:2").set().revisions("web-1", "web-x").status(2, 2);

        judged().isInconclusive("nobody made a ControllerRevision for web that belonged to nobody");
    }

    @Test
    void isInconclusiveWhenAnotherSetHasTakenIt() {
        strayed().revisionTakenBy("other", "web-x").set().lookedAt(2);

        judged().isInconclusive("belongs to somebody else");
    }

    /** The controller does not find it any more. */
    @Test
    void saysNothingOfOneThatGetsOtherLabels() {
        strayed().revisionLabelled("web-x", "other").set().lookedAt(2);

        judged().isInconclusive("nothing shows that the controller went over the set twice");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(adopted().gap(Kinds.REVISION).set().lookedAt(2)).isInconclusive("gap");
    }

    private Story settled() {
        return story.set().replicas(2).settledOn("web-1", "nginx:1");
    }

    private Story strayed() {
        return settled().version(200).stray("web-x", "nginx:9");
    }

    private Story adopted() {
        return strayed().revision("web-x", "nginx:9", 100);
    }
}
