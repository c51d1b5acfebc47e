package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class UpdateMaxUnavailableTest extends MaxUnavailableTest<UpdateMaxUnavailable> {
    @Test
    void passesWhenAsManyGoAsMay() {
        changed(3, "2");

        judged(taken(2, 1)).passes();
    }

    @Test
    void passesForAParallelSet() {
        story.set().parallel();
        changed(3, "2");

        judged(taken(2, 1)).passes();
    }

    @Test
    void failsWhenOneMoreGoes() {
        changed(3, "2");
        story.version(300);
        taken(2, 1, 0);

        judged().fails("pod 0 (uid web-0#1) was deleted for an update at resourceVersion 302 while pod 1, deleted at"
                        + " resourceVersion 301, was not gone until the recording ended, so that more than 2 pods were"
                        + " unavailable")
                .shows(301L, 302L);
    }

    @Test
    void doesNotCountThePodItselfThatWasNotReadyWhenItWent() {
        changed(3, "2").pod(2).unready();
        story.pod(1).unready();
        story.set().status(3, 1);
        story.pod(0).touched();
        story.set().status(3, 1);

        judged(taken(2)).passes();
    }

    @Test
    void countsNoOrdinalBelowTheFirst() {
        story.set().start(3);
        changed(3, "2");

        judged(taken(5, 4)).passes();
    }

    @Test
    void roundsAPercentageUp() {
        changed(3, "50%");

        judged(taken(2, 1)).passes();
    }

    @Test
    void failsWhenMoreGoThanAPercentageAllows() {
        changed(3, "50%");

        judged(taken(2, 1, 0)).failsBecauseOf("so that more than 2 pods were unavailable");
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        changed(3, "2").deletes(2).deletes(1).deletes(0);

        judged(taken(2, 1, 0)).isInconclusive("no available pod of web was updated");
    }

    @Test
    void saysNothingOnceTheFieldIsGone() {
        changed(3, "2").set().rolling(0).changed().settled();

        judged(taken(2, 1)).isInconclusive("no available pod of web was updated");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(3, "2").gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereTheServerDropsTheField() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");

        judged().isNotApplicable("StatefulSet web never had maxUnavailable");
    }

    @Test
    void isNotApplicableWhenTheFieldMayBeLeftFromAnEarlierRelease() {
        judged(story.set().maxUnavailable("2").listed())
                .isNotApplicable("is not known to be on a cluster that has the" + " feature MaxUnavailableStatefulSet");
    }

    @Test
    void isNotApplicableWhenSuchASetIsWrittenOnceMore() {
        judged(story.set().maxUnavailable("2").listed().settled()).isNotApplicable("is not known to be on a cluster");
    }

    @Test
    void saysNothingOfASetThatMayHaveTheFieldFromAnEarlierReleaseBeforeOneThatGotIt() {
        story.set().withoutClaims().maxUnavailable("1").template("nginx:1").listed();
        story.makes("web-1", "nginx:1").pod(0).listedUp();
        story.pod(1).listedUp();
        story.set().revisions("web-1", "web-1").counts(2, 2).settled();
        story.set().updatesTo("web-2", "nginx:2");
        taken(1, 0);
        gone(1, 0).set().deleted();
        story.set().again("uid-2").added();

        judged().isInconclusive("no available pod of web was updated");
    }

    /** Pod 3 is of the template to which the set was changed back, so that the controller need not know that it asked it to end. */
    @Test
    void passesWhenTheControllerMayTakeThePodThatIsEndingForReady() {
        changed(4, "1").remade(2).pod(3).deleting();
        story.set().template("nginx:1").revisions("web-1", "web-1").changed().settled();

        judged(taken(2)).passes();
    }

    @Test
    void knowsThatTheServerKeepsAFieldThatWasAdded() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.set().with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", 2));
        story.set().updatesTo("web-2", "nginx:2");

        judged(taken(2, 1)).passes();
    }
}
