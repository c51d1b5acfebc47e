package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateMaxUnavailableUsedTest extends MaxUnavailableTest<UpdateMaxUnavailableUsed> {
    @Test
    void passesWhenAsManyGoTogetherAsMay() {
        changed(3, "2");
        taken(2, 1).set().counts(1, 0).status(3, 1);

        judged().passes("as many pods were taken down together as maxUnavailable allows: 2");
    }

    @Test
    void failsWhenFewerGo() {
        changed(3, "2").version(300);
        taken(2).set().counts(2, 0).status(3, 2);

        judged().fails(
                        "1 pod was deleted together for an update from resourceVersion 300 on, although maxUnavailable 2 of"
                                + " 3 replicas allows 2 and pod 1 was to be updated, too")
                .shows(300L, 301L);
    }

    @Test
    void failsWhenFewerGoInThePassInWhichTheTemplateIsSeenFirst() {
        begun(3, 0, "2").set().template("nginx:2").changed();
        story.version(300);
        taken(2).set().revisions("web-1", "web-2").counts(2, 0).status(3, 2);

        judged().failsBecauseOf("1 pod was deleted together for an update from resourceVersion 300 on");
    }

    @Test
    void passesWhenNoMoreAreToBeUpdated() {
        begun(3, 2, "2").set().updatesTo("web-2", "nginx:2");
        taken(2).set().counts(2, 0).status(3, 2);

        judged().passes();
    }

    @Test
    void deviatesWhenAPercentageIsRoundedDown() {
        changed(3, "50%");
        taken(2).set().counts(2, 0).status(3, 2);

        judged().deviates(
                        "maxUnavailable 50% of 3 replicas allows 2 and pod 1 was to be updated, too, as Kubernetes does,"
                                + " which rounds a percentage down");
    }

    @Test
    void passesWhenAPercentageIsRoundedUp() {
        changed(3, "50%");
        taken(2, 1).set().counts(1, 0).status(3, 1);

        judged().passes();
    }

    @Test
    void failsWhenFewerGoThanARoundedDownPercentage() {
        changed(5, "50%");
        taken(4).set().counts(4, 0).status(5, 4);

        judged().failsBecauseOf("1 pod was deleted together for an update");
    }

    @Test
    void doesNotAskWhenAPodWasUnavailableBefore() {
        begun(3, 0, "2").pod(0).unready();
        story.set().status(3, 2);
        story.set().updatesTo("web-2", "nginx:2");
        taken(2).set().counts(2, 0).status(3, 1);

        judged().isInconclusive("no update of web began while all pods were available");
    }

    @Test
    void doesNotAskWhenThePodItselfWasUnavailable() {
        changed(3, "2").pod(2).unready();
        taken(2).set().counts(2, 0).status(3, 2);

        judged().isInconclusive("no update of web began while all pods were available");
    }

    @Test
    void doesNotAskWhereOnlyOneMayBeUnavailable() {
        changed(3, "2");
        onlyOne().changed().settled();
        taken(2).set().counts(2, 0).status(3, 2);

        judged().isInconclusive("no update of web began while all pods were available");
    }

    @Test
    void doesNotAskWhenTheSpecIsChangedMeanwhile() {
        changed(3, "2");
        taken(2).set().replicas(4).changed();

        judged().isInconclusive("no update of web began while all pods were available");
    }

    @Test
    void failsThoughThePodIsGoneBeforeTheStatusIsWritten() {
        changed(3, "2").version(300).down(2);
        story.set().counts(2, 0).status(2, 2);

        judged().failsBecauseOf("1 pod was deleted together for an update from resourceVersion 300 on");
    }

    @Test
    void failsThoughSomethingElseWasRefused() {
        changed(3, "2");
        taken(2).controllerCannotCreate(2).set().counts(2, 0).status(3, 2);

        judged().failsBecauseOf("1 pod was deleted together for an update");
    }

    @Test
    void isInconclusiveWhenADeletionWasRefused() {
        changed(3, "2");
        taken(2).controllerCannotDelete(1).set().counts(2, 0).status(3, 2);

        judged().isInconclusive("the deletion of a pod was refused");
    }

    /** A spam filter keeps back an Event now and then. */
    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAnotherDeletion() {
        Story seen = Story.ofBystander();
        seen.set().withoutClaims().replicas(3).rolling(0).with(set -> set.withObject(
                        "/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", "2"));
        seen.set().settledOn("web-1", "nginx:1");
        seen.set().updatesTo("web-2", "nginx:2");
        seen.pod(2).deleting();
        seen.controllerDeletes(2).pod(1).deleting();
        seen.set().counts(1, 0).status(3, 1);

        judged(seen)
                .isInconclusive(
                        "pod 0 was to be updated, too; but nobody is on record for having deleted pod 1, and the"
                                + " controller may have done it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        changed(3, "2").gap(Kinds.POD);
        taken(2, 1).set().counts(1, 0).status(3, 1);

        judged().isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhenOnePodMayBeUnavailable() {
        judged(changed(3, "1")).isNotApplicable("never had maxUnavailable of more than 1");
    }

    /** The controller believes the label. */
    @Test
    void passesWhenSomebodyHasPodsSayThatTheyAreUpdated() {
        changed(3, "2").pod(0).relabelled("web-2").pod(1).relabelled("web-2");
        taken(2).set().counts(0, 2).status(3, 2);

        judged().passes();
    }

    /** It is told that the pod is going when it asks for that, and takes it for one that it has taken down. */
    @Test
    void isInconclusiveWhenSomebodyElseEndsAPodMeanwhile() {
        changed(4, "2");
        taken(3).deletes(2).pod(2).deleting();
        story.set().counts(2, 0).status(4, 3);

        judged().isInconclusive("but somebody else ended pod 2 meanwhile, and the controller may have counted that");
    }
}
