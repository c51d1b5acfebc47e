package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class DeleteStandsStillTest extends GuaranteeTest<DeleteStandsStill> {
    @Test
    void passesWhenAPodThatIsGoneIsNotMadeAgain() {
        known(story).down(0).control("control-0");

        judged().passes("no pod was created, adopted or deleted by the controller while the set was being deleted");
    }

    @Test
    void failsWhenAPodIsMadeAgain() {
        known(story).down(0).version(300).nextPod(0).added();

        judged().fails(
                        "pod 0 (uid web-0#2) was created by the controller at resourceVersion 300, although the set was being"
                                + " deleted since resourceVersion 200, and the controller had said that it knew at resourceVersion 201")
                .shows(200L, 201L, 300L);
    }

    @Test
    void failsWhenAPodIsAdopted() {
        going(story);
        story.pod(0).withoutOwner().touched();
        story.version(210).set().status(2, 2);
        story.version(300).adopted(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was adopted by the controller at resourceVersion 300, although the set was being"
                                + " deleted since resourceVersion 200, and the controller had said that it knew at resourceVersion 210")
                .shows(200L, 210L, 300L);
    }

    @Test
    void failsWhenTheControllerDeletesAPod() {
        known(story).version(300).pod(0).deleting(30);
        story.controllerDeletes(0).pod(0).deleted();

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted by the controller at resourceVersion 300, although the set was being"
                                + " deleted since resourceVersion 200, and the controller had said that it knew at resourceVersion 201")
                .shows(200L, 201L, 300L);
    }

    @Test
    void saysNothingOfWhatTheControllerDidBeforeItKnew() {
        going(story).down(0).nextPod(0).added();
        story.set().status(2, 1);

        judged().isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingAsLongAsTheStatusIsOfTheGenerationBefore() {
        going(story).set().written();

        judged(story.down(0).nextPod(0).added()).isInconclusive("had no pod missing while it was being deleted");
    }

    /** The status before that was of the same one, and tells nothing. */
    @Test
    void saysNothingWhereTheDeletionMakesNoOtherGeneration() {
        story.wholeSet(2).set().orphaning();

        judged(story.down(0).nextPod(0).added()).isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingOfAPodThatSomebodyElseMade() {
        known(story).down(0).nextPod(0).withoutOwner().added();

        judged().isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void isInconclusiveWhenTheControllerWasNotSeenAtWork() {
        judged(known(story).down(0)).isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void isInconclusiveWhenNoPodWasMissing() {
        judged(known(story).control("control-0")).isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void isInconclusiveWhenTheControllerNeverKnew() {
        judged(going(story).down(0).control("control-0"))
                .isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingOfASetThatGoesAtOnce() {
        story.wholeSet(2).set().deleted();

        judged(story.down(0).control("control-0")).isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingOfTheNextSetOfThatName() {
        known(story).down(0).set().deleted();
        SetTeller next = story.set().again("uid-2").added();
        story.nextPod(0).ofSet("uid-2").added();

        judged(next).isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingOfAnOrphanThatTheNextSetDeletes() {
        going(story).set().status(2, 2);
        story.pod(0).withoutOwner().touched();
        story.set().deleted();
        story.set().again("uid-2").replicas(0).added();
        story.adopted(0).pod(0).deleting(30);
        story.controllerDeletes(0).pod(0).deleted();

        judged().isInconclusive("had no pod missing while it was being deleted");
    }

    @Test
    void saysNothingOfAPodThatSomebodyMadeAgain() {
        story.set().with(set -> Written.by(set, "kube-controller-manager", "status"));
        known(story)
                .deletes(0)
                .down(0)
                .pod(0)
                .with(pod -> Written.by(pod, "kubectl-replace", ""))
                .added();

        judged().isInconclusive("had no pod missing");
    }

    /** Anybody may give a pod to a set. */
    @Test
    void isInconclusiveWhenSomebodyMayHaveGivenAPodToTheSet() {
        Story watched = known(Story.ofBystander());
        watched.pod(0).withoutOwner().touched();
        watched.adopted(0);

        judged(watched).isInconclusive("who did that is not known");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        known(story).down(0).control("control-0");

        judged(story.gap(Kinds.POD)).isInconclusive("gap");
    }

    private static Story known(Story story) {
        going(story).set().status(2, 2);
        return story;
    }

    /** A finalizer keeps the set, and its deletion makes another generation of it. */
    private static Story going(Story story) {
        story.wholeSet(2).version(200).set().with(set -> {
            set.withObject("/metadata").putArray("finalizers").add("example.com/kept");
            set.withObject("/metadata").put("deletionTimestamp", "2026-11-23T12:00:00Z");
        });
        story.set().changed();
        return story;
    }
}
