package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateOneAtATimeTest extends RollingOrderTest<UpdateOneAtATime> {
    @Test
    void passesWhenOneIsUnavailableAtATime() {
        judged(changed().replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenTwoGoAtOnce() {
        changed().version(300).pod(2).deleting();
        story.pod(1).deleting();
        story.version(310).pod(2).deleted();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 301 while pod 2, deleted at"
                                + " resourceVersion 300, was not gone until resourceVersion 310, so that two pods were unavailable")
                .shows(300L, 301L);
    }

    @Test
    void failsWhenALowerPodWasUnavailableAndTheControllerKnew() {
        begun().version(150).pod(0).unready();
        story.version(200).set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-1", "web-2").status(3, 2);
        story.version(300).down(2);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted for an update at resourceVersion 300 while pod 0 was not Ready: it had"
                                + " ceased to be so at resourceVersion 150, so that two pods were unavailable");
    }

    @Test
    void doesNotCountAPodThatAParallelSetHadLostAnyway() {
        story.set().parallel().rolling(0).settledOn("web-1", "nginx:1").pod(0).unready();
        story.pod(1).unready();
        story.set().status(2, 0);
        story.set().template("nginx:2").changed();
        story.set().revisions("web-1", "web-2").status(2, 0);
        story.pod(1).deleting();
        story.pod(0).deleting();

        judged().isInconclusive("no pod of web was updated");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNothingWasUpdated() {
        judged(begun()).isInconclusive("no pod of web was updated");
    }

    @Test
    void roundsAPercentageUpAsTheDocumentationSays() {
        judged(story.set().replicas(3).maxUnavailable("50%").added()).isNotApplicable("maxUnavailable 50%");
    }

    @Test
    void takesAPercentageForOnePodAtLeast() {
        judged(story.set().replicas(3).maxUnavailable("10%").added()).isInconclusive("no pod of web was updated");
    }

    @Test
    void passesWhenTheControllerHasNotHeardYetThatItDeletedALowerPodForTheUpdateBefore() {
        changed().replaced(2).replaced(1).pod(0).deleting();
        story.set().updatesTo("web-3", "nginx:3").version(400).pod(2).deleting();

        judged().passes();
    }

    @Test
    void passesWhenTheControllerHasNotSeenYetThatMorePodsAreWanted() {
        judged(scaledUpUnseen()).passes();
    }

    @Test
    void failsWhenTwoPodsOfAParallelSetGoAtOnce() {
        parallel().version(300).pod(1).deleting();
        story.pod(0).deleting();

        judged().fails("pod 0 (uid web-0#1) was deleted for an update at resourceVersion 301 while pod 1, deleted at"
                + " resourceVersion 300, was not gone until the recording ended, so that two pods were"
                + " unavailable");
    }

    @Test
    void doesNotCountAPodOfAParallelSetOfWhichTheControllerMayNotKnowThatItIsReadyAgain() {
        parallel().pod(0).unready().ready();
        story.pod(1).deleting();
        story.pod(0).deleting();

        judged().passes();
    }

    @Test
    void doesNotCountAPodOfAParallelSetThatHasToBeReadyForAWhile() {
        story.set().with(set -> set.withObject("/spec").put("minReadySeconds", 1));
        parallel().pod(1).deleting();
        story.pod(0).deleting();

        judged().isInconclusive("no pod of web was updated");
    }

    @Test
    void doesNotCountThatALowerPodOfAParallelSetIsNotReady() {
        parallel().pod(0).unready();
        story.set().status(2, 1);
        story.pod(1).deleting();

        judged().passes();
    }

    /** Two pods that need not wait for each other, of revision web-1; the template changes to that of web-2. */
    private Story parallel() {
        story.set().parallel().rolling(0).settledOn("web-1", "nginx:1");
        return story.set().updatesTo("web-2", "nginx:2");
    }

    @Test
    void passesWhenTheSetWasScaledBackBeforeTheControllerHeardOfItsOwnDeletion() {
        judged(scaledBackUnheard()).passes();
    }
}
