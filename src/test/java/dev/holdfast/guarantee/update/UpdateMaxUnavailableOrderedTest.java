package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class UpdateMaxUnavailableOrderedTest extends MaxUnavailableTest<UpdateMaxUnavailableOrdered> {
    @Test
    void passesWhenThePodsComeBackOneByOneBeforeTheNextGo() {
        changed(4, "2");
        taken(3, 2);
        gone(3, 2).up(2, 3);
        taken(1, 0);

        judged(gone(1, 0).up(0, 1)).passes();
    }

    @Test
    void failsWhenAPodIsCreatedBeforeTheOneBelowIsReady() {
        changed(3, "2");
        taken(2, 1);
        gone(2, 1).version(300).pod(1).added();
        story.version(400).pod(2).added();

        judged().fails("pod 2 was created at resourceVersion 400 while pod 1 was not Ready, and never turned Ready (uid"
                        + " web-1#2), which had been taken down together with it")
                .shows(300L, 400L);
    }

    @Test
    void failsWhenTheNextGoBeforeAllAreBack() {
        changed(4, "2");
        taken(3, 2);
        gone(3, 2).up(2).version(300).pod(3).added();
        story.version(400).pod(1).deleting();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 400 while pod 3 was not Ready, and"
                                + " never turned Ready (uid web-3#2), which had been taken down before it")
                .shows(300L, 400L);
    }

    @Test
    void failsWhenTheNextGoWhileOneIsKnownToBeGone() {
        changed(4, "2");
        taken(3, 2);
        gone(3, 2).up(2).set().status(3, 3);
        story.version(400).pod(1).deleting();

        judged().failsBecauseOf(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 400 while pod 3 was gone");
    }

    @Test
    void failsAlsoWhenTheSetMayBeBeingScaledDown() {
        changed(3, "2");
        taken(2, 1);
        gone(2, 1).pod(1).added();
        onlyOne().replicas(2).changed();
        story.version(400).pod(2).added();

        judged().failsBecauseOf("pod 2 was created at resourceVersion 400 while pod 1 was not Ready");
    }

    /** It would not have asked again for the end of pod 3 before that of pod 1, had it not heard of the pod that is there now. */
    @Test
    void failsWhenAnOldPodIsPutInThePlaceOfOneThatWasTakenDown() {
        changed(4, "2");
        taken(3, 2);
        story.pod(3).deleted();
        story.makes("web-1", "nginx:1").nextPod(3).withoutOwner().added();
        story.adopted(3);
        story.version(400).pod(1).deleting();

        judged().failsBecauseOf("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 400 while pod 3");
    }

    @Test
    void doesNotWaitForAPodThatSomebodyElseHasMadeMeanwhile() {
        changed(4, "2");
        taken(3, 2);
        story.pod(3).deleted();
        story.nextPod(3).withoutOwner().added();
        story.adopted(3);
        story.version(400).pod(1).deleting();

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void doesNotWaitForAPodThatMayNotBeWantedAnyMore() {
        changed(4, "2");
        taken(3, 2);
        gone(3, 2).up(2).set().status(3, 3).replicas(3).changed();
        taken(1);

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void doesNotAskForAPodThatMayNotBeWantedAnyMore() {
        changed(3, "2");
        taken(2, 1);
        gone(2, 1).pod(1).added();
        story.set().start(2).replicas(1).changed();
        story.pod(2).added();

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void doesNotAskForAPodOfWhoseEndTheControllerMayNotHaveHeard() {
        changed(3, "2");
        taken(2);
        gone(2);
        taken(1).pod(2).added();

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void saysNothingOfOnePodThatIsTakenDownAlone() {
        changed(3, "2");
        taken(2);

        judged(gone(2).up(2)).isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void isInconclusiveUntilAllAreBack() {
        changed(3, "2");
        taken(2, 1);

        judged(gone(2, 1).up(1)).isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void saysNothingOfPodsThatGoOnceOnlyOneMayBeUnavailable() {
        changed(3, "2");
        onlyOne().changed().settled();
        taken(2);
        gone(2).pod(2).added();
        taken(1);

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void saysNothingOfPodsThatComeBackOnceOnlyOneMayBeUnavailable() {
        changed(3, "2");
        taken(2, 1);
        gone(2, 1).pod(1).added();
        onlyOne().changed().status(2, 1);
        story.pod(2).added();

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void doesNotAskOfPodsThatGoTogether() {
        changed(4, "3");
        taken(3, 2, 1);

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void doesNotWaitForAPodThatIsNotWantedAnyMore() {
        changed(4, "2");
        taken(3, 2);
        gone(3, 2).up(2);
        story.set().replicas(3).changed().status(3, 3);
        taken(1, 0);

        judged(gone(1, 0).up(0, 1)).passes();
    }

    @Test
    void doesNotWaitForAPodOfASetThatIsGone() {
        changed(3, "2");
        taken(2, 1);
        gone(2, 1).pod(0).deleting().deleted();
        story.nextPod(0);
        story.set().deleted().again("uid-set-2");
        story.set().counts(0, 0).added();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            story.pod(ordinal).ofSet("uid-set-2");
        }
        story.up(0, 1, 2);

        judged().isInconclusive("no two pods of web were taken down together");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        changed(3, "2");
        taken(2, 1);

        judged(gone(2, 1).gap(Kinds.POD).up(1, 2)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhenOnePodMayBeUnavailable() {
        judged(changed(3, "1")).isNotApplicable("never had maxUnavailable of more than 1");
    }

    @Test
    void isNotApplicableToParallelSets() {
        story.set().parallel();

        judged(changed(3, "2")).isNotApplicable("with podManagementPolicy OrderedReady");
    }
}
