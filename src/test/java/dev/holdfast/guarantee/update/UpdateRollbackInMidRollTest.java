package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateRollbackInMidRollTest extends RolloutTest<UpdateRollbackInMidRoll> {
    @Test
    void passesWhenOnlyThePodThatWasUpdatedIsReplaced() {
        judged(back(2).replaced(2)).passes();
    }

    @Test
    void passesWhenThePodInBetweenComesBackAsItWas() {
        changed().replaced(2).pod(1).deleting();
        reverts().pod(1).deleted();
        story.nextPod(1).added().running().ready();

        judged(story.replaced(2)).passes();
    }

    @Test
    void failsWhenAPodIsReplacedThatWasNotUpdated() {
        back(2).version(300).down(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although it was still of the template that"
                                + " the set was changed back to at resourceVersion 250")
                .shows(250L, 300L);
    }

    @Test
    void failsWhenTheControllerGoesOnWithTheUpdate() {
        changed().replaced(2).version(250).set().template("nginx:1").changed();
        story.set().settled();
        story.version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although it was still of the template that"
                                + " the set was changed back to at resourceVersion 250");
    }

    @Test
    void doesNotBlameAControllerThatMayNotHaveSeenIt() {
        changed().replaced(2).set().template("nginx:1").changed();
        story.down(1).set().revisions("web-1", "web-1").counts(1, 1).status(2, 2);
        story.makes("web-1", "nginx:1").up(1).replaced(2);

        judged().passes();
    }

    @Test
    void blamesItWhereTheSpecBeforeHeldThePodBack() {
        changed(2).replaced(2).version(250).set().template("nginx:1").changed();
        story.version(300).down(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although it was still of the template that"
                                + " the set was changed back to at resourceVersion 250");
    }

    @Test
    void doesNotBlameTheControllerForWhatSomebodyElseDeletes() {
        judged(back(2).deletes(0).down(0).up(0).replaced(2)).passes();
    }

    @Test
    void doesNotBlameTheControllerForScalingDownOrForAPodThatFailed() {
        back(2).pod(0).failed();
        story.replaced(0).replaced(2);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        seen.set().updatesTo("web-2", "nginx:2").replaced(2);
        seen.set().template("nginx:1").changed().revisions("web-1", "web-1").settled();
        seen.makes("web-1", "nginx:1").replaced(0).replaced(2);

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void isInconclusiveWhenThePodsWereNotReplaced() {
        judged(back(2)).isInconclusive("not all pods that had been updated were replaced");
    }

    @Test
    void saysNothingWhenNoPodHadBeenUpdated() {
        changed();
        judged(reverts()).isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingWhenAllPodsHadBeenUpdated() {
        changed().replaced(2).replaced(1).replaced(0);
        judged(reverts().replaced(2).replaced(1).replaced(0))
                .isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingOnceTheTemplateGoesOn() {
        back(2).set().updatesTo("web-3", "nginx:3").replaced(2).replaced(1);

        judged().isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingOnceTheStrategyIsOnDelete() {
        back(2).set().onDelete().changed().settled();

        judged().isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingOfASetThatIsGoing() {
        back(2).set().deleting();
        story.down(2, 1, 0).set().deleted();

        judged().isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingWhenOnlyAPodThatIsNotWantedHadBeenUpdated() {
        story.set().replicas(4).rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(3).set().replicas(3).changed();

        judged(reverts()).isInconclusive("was not changed back in the middle of an update");
    }

    /** What is not of the rollback is the matter of others. */
    @Test
    void saysNothingOfAPodThatIsReplacedForNothingAfterwards() {
        judged(back(2).replaced(2).set().settled().story().replaced(0)).passes();
    }

    @Test
    void saysNothingOfAPodThatIsReplacedForNothingWhenNoPodHadBeenUpdated() {
        changed();
        judged(reverts().replaced(0)).isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void saysNothingOfAPodThatIsReplacedForNothingOnceTheStrategyIsOnDelete() {
        back(2).set().onDelete().changed().settled();

        judged(story.replaced(0)).isInconclusive("was not changed back in the middle of an update");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(back(2).gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }

    /** These pods were updated when at resourceVersion 250 the template is changed back. */
    private Story back(int... updated) {
        changed();
        for (int ordinal : updated) {
            story.replaced(ordinal);
        }
        story.version(250);
        return reverts();
    }

    private Story reverts() {
        story.set().template("nginx:1").changed();
        story.revision("web-1", "nginx:1", 3)
                .set()
                .revisions("web-1", "web-1")
                .counts(2, 2)
                .settled();
        return story.makes("web-1", "nginx:1");
    }
}
