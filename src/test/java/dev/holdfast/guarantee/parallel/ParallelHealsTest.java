package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import org.junit.jupiter.api.Test;

class ParallelHealsTest extends ParallelUpdateTest<ParallelHeals> {
    @Test
    void passesWhenTheStuckPodIsReplacedByItself() {
        mended().replaced(2);
        looked();

        judged().passes("the pods 2, which had never become Ready, were replaced after the template was changed");
    }

    @Test
    void failsWhenTheStuckPodIsLeft() {
        mended();
        story.version(310);
        looked().version(400).control("control-0");

        judged().fails(
                        "pod 2 (uid web-2#2), which had never been Ready, was not deleted at resourceVersion 310, when the"
                                + " controller said that it had gone over the set with the template that was changed at resourceVersion"
                                + " 300, although nothing stood in the way and it was at work: it created pod control-0 at"
                                + " resourceVersion 400")
                .shows(205L, 300L, 310L, 400L);
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        mended();

        judged(looked()).isInconclusive("nothing shows that it was at work");
    }

    @Test
    void isInconclusiveWhenNoPodGotStuck() {
        changed(1).replaced(2).replaced(1).replaced(0);
        story.set().updatesTo("web-3", "nginx:3");
        story.replaced(2);

        judged().isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void saysNothingOfAPodThatSomebodyDeletes() {
        mended().deletes(2).replaced(2);
        looked();

        judged().isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void saysNothingOfAPodThatIsOfThePresentTemplate() {
        mended().down(2).pod(2).added();
        looked().control("control-0");

        judged().isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void doesNotBlameTheControllerWhileAPodAboveIsNotReady() {
        stuck().deletes(2).down(2).makes("web-3", "nginx:3");
        story.pod(1).unready();
        story.set().template("nginx:3").changed();
        story.pod(2).added();
        looked().control("control-0");

        judged().isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void failsOnceForEachPodThatIsLeftWhateverBecomesOfIt() {
        mended();
        story.version(310);
        looked().set().counts(1, 0).status(3, 2);
        story.version(400)
                .control("control-0")
                .pod(2)
                .label(PodView.REVISION_LABEL, "web-3")
                .ready();

        judged().fails(
                        "pod 2 (uid web-2#2), which had never been Ready, was not deleted at resourceVersion 310, when the"
                                + " controller said that it had gone over the set with the template that was changed at resourceVersion"
                                + " 300, although nothing stood in the way and it was at work: it created pod control-0 at"
                                + " resourceVersion 400");
    }

    @Test
    void failsWhenTheStuckPodIsLeftThatIsTheLastToBeUpdated() {
        lastStuck(0).version(500).control("control-0");

        judged().fails(
                        "pod 0 (uid web-0#2), which had never been Ready, was not deleted at resourceVersion 400, when the"
                                + " controller said that it had gone over the set with the template that was changed at resourceVersion"
                                + " 300, although nothing stood in the way and it was at work: it created pod control-0 at"
                                + " resourceVersion 500");
    }

    @Test
    void saysNothingOfAPodBelowThePartition() {
        lastStuck(1).control("control-0");

        judged().isInconclusive("no pod of web got stuck in an update");
    }

    /** Pod 0 is of web-2 and never becomes Ready; the others are of web-3, which the controller knows. */
    private Story lastStuck(int partition) {
        changed(1).replaced(2).replaced(1).down(0).pod(0).added().running();
        story.version(300).set().template("nginx:3").with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("partition", partition));
        story.set().changed();
        story.makes("web-3", "nginx:3")
                .down(2)
                .set()
                .revisions("web-1", "web-3")
                .status(2, 1);
        story.up(2).set().status(3, 2);
        story.down(1).set().status(2, 1);
        return story.up(1).version(400).set().status(3, 2).story();
    }

    @Test
    void doesNotBlameTheControllerWhileAnUpdatedPodAboveIsStarting() {
        changed(1).replaced(2).down(1).pod(1).added().running();
        story.set().template("nginx:3").changed();
        story.makes("web-3", "nginx:3").down(2).pod(2).added();

        judged(looked().control("control-0")).isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void doesNotBlameTheControllerWhileAPodAboveIsNotUpdated() {
        changed(1).deletes(1).down(1).pod(1).added().running();
        story.set().status(3, 2).template("nginx:3").changed();

        judged(looked().control("control-0")).isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void saysNothingOfAPodThatWasMadeSinceTheTemplateWasChanged() {
        stuck().deletes(2).down(2).set().template("nginx:3").changed();
        story.pod(2).added();

        judged(looked().control("control-0")).isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void saysNothingOfAPodThatIsOfTheTemplateToWhichTheSetReturns() {
        mended().set().template("nginx:2").changed().revisions("web-1", "web-2").status(3, 2);

        judged(story.control("control-0")).isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void saysNothingOfAPodOfWhichAnOlderControllerMayNotKnow() {
        Story older = Story.on("v1.35.0");
        older.set().parallel().withoutClaims().replicas(3).rolling(0);
        older.set().settledOn("web-1", "nginx:1");
        older.set().updatesTo("web-2", "nginx:2").down(2).pod(2).added();
        older.set().template("nginx:3").changed();

        judged(older.set().revisions("web-1", "web-3").counts(2, 0).status(3, 2))
                .isInconclusive("no pod of web got stuck in an update");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        mended().gap(Kinds.POD);

        judged(looked()).isInconclusive("gap");
    }

    /** Pod 2 is of web-2 and never becomes Ready. */
    private Story stuck() {
        changed(1).down(2).pod(2).added().running();
        return story;
    }

    /** The same; the template changes to that of web-3. */
    private Story mended() {
        stuck().version(300).set().template("nginx:3").changed();
        return story.makes("web-3", "nginx:3");
    }

    /** The controller has gone over the set with that template. */
    private Story looked() {
        return story.set().revisions("web-1", "web-3").counts(2, 0).status(3, 2).story();
    }
}
