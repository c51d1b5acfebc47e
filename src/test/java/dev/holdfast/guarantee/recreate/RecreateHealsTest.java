package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RecreateHealsTest extends RecreateTest<RecreateHeals> {
    @Test
    void passesWhenABrokenPodIsReplaced() {
        mended().pod(0).deleting();
        seen().down(0).makes("web-3", "nginx:3").pod(0).added();

        judged().passes("the pods 0 were replaced although they had never been Ready");
    }

    @Test
    void failsWhenABrokenPodIsLeft() {
        mended().version(500);
        seen();

        judged().fails(
                        "pod 0 (uid web-0#2) of revision web-2 was not deleted at resourceVersion 500, when the controller said that it"
                                + " had gone over the set, whose pods are to be of web-3 and whose strategy is Recreate")
                .shows(306L, 500L);
    }

    @Test
    void failsWhenABrokenPodIsLeftThatBecomesReadyLater() {
        mended();
        seen().pod(0).running().ready();

        judged().failsBecauseOf("pod 0 (uid web-0#2) of revision web-2 was not deleted");
    }

    @Test
    void doesNotCountAPodThatWasReadyWhenItWasFoundEnding() {
        story.set().replicas(1).recreate().template("nginx:2").revisions("web-1", "web-2");
        story.set()
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .listed();
        story.makes("web-1", "nginx:1")
                .pod(0)
                .with(pod -> pod.withObject("/metadata").put("deletionTimestamp", "2026-11-23T12:00:30Z"))
                .listedUp();
        story.down(0).makes("web-2", "nginx:2").up(0);

        judged().isInconclusive("no pod of web that had never been Ready was replaced by one of another version");
    }

    @Test
    void doesNotCountPodsOfAnotherSet() {
        mended().pod(0).deleting();
        seen().down(0).makes("web-3", "nginx:3");

        judged(ofAnotherSet())
                .isInconclusive("no pod of web that had never been Ready was replaced by one of another version");
    }

    @Test
    void doesNotAskForWhatTheControllerHasNotSeenYet() {
        mended();

        judged().isInconclusive("no pod of web that had never been Ready was replaced by one of another version");
    }

    @Test
    void doesNotCountAPodThatSomebodyElseDeletes() {
        mended().deletes(0).down(0).makes("web-3", "nginx:3").up(0, 1, 2);

        judged().isInconclusive("no pod of web that had never been Ready was replaced by one of another version");
    }

    @Test
    void leavesPodsThatWereReadyToAnotherGuarantee() {
        changed();
        waiting(3);

        judged().isInconclusive("no pod of web that had never been Ready was replaced by one of another version");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        mended().gap(Kinds.POD).pod(0).deleting();
        seen().down(0).makes("web-3", "nginx:3").up(0, 1, 2);

        judged().isInconclusive("gap");
    }

    /** Pod 0 of web-2 is not Ready when the template is changed to that of web-3. */
    private Story mended() {
        gone().pod(0).added();
        coming(1);
        return story.set().template("nginx:3").changed().story();
    }

    private Story seen() {
        return story.set().revisions("web-1", "web-3").counts(0, 0).status(1, 0).story();
    }
}
