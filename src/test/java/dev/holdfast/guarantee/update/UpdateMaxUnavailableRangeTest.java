package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateMaxUnavailableRangeTest extends MaxUnavailableTest<UpdateMaxUnavailableRange> {
    /** Pod 0 of a Parallel set, which is below the partition, is known not to be Ready; at resourceVersion 200 the template changes. */
    private Story blocked() {
        story.set().parallel();
        begun(2, 1, "1").version(150).pod(0).unready();
        story.set().status(2, 1);
        return story.version(200).set().updatesTo("web-2", "nginx:2");
    }

    @Test
    void passesWhenNoPodIsUpdatedBeforeTheOneBelowIsReady() {
        blocked().control("another-0").pod(0).ready();

        judged(story.replaced(1)).passes();
    }

    @Test
    void failsWhenAPodIsUpdatedMeanwhile() {
        blocked().version(300).pod(1).deleting();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 0 was not Ready: it had"
                                + " ceased to be so at resourceVersion 150, which is below the partition and counts, so that more than"
                                + " 1 pod were unavailable")
                .shows(150L, 300L);
    }

    @Test
    void passesWhenMoreMayBeUnavailable() {
        story.set().parallel();
        begun(3, 1, "2").pod(0).unready();
        story.set().status(3, 2);
        story.set().updatesTo("web-2", "nginx:2");

        judged(taken(2)).passes();
    }

    @Test
    void isInconclusiveWhenNothingShowsThatTheControllerWasAtWork() {
        blocked().pod(0).ready();

        judged(story.replaced(1)).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void doesNotCountAPodOfWhichTheControllerMayNotKnow() {
        story.set().parallel();
        begun(2, 1, "1").set().updatesTo("web-2", "nginx:2");
        story.pod(0).unready();

        judged(taken(1)).isInconclusive("no pod of web below the partition was unavailable");
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        blocked().control("another-0").deletes(1);

        judged(taken(1)).passes();
    }

    @Test
    void saysNothingOfAPodThatIsGoneWhenTheOneBelowIsNotReadyAnyMore() {
        begun(2, 1, "1").set().updatesTo("web-2", "nginx:2");
        taken(1).pod(0).unready();
        story.set().status(2, 1);

        judged(gone(1)).isInconclusive("no pod of web below the partition was unavailable");
    }

    @Test
    void saysNothingWhenOnlyPodsBelowThePartitionAreOld() {
        story.set().parallel();
        begun(2, 1, "1").set().updatesTo("web-2", "nginx:2").replaced(1).pod(0).unready();
        story.set().status(2, 1);

        judged(story.control("another-0")).isInconclusive("no pod of web below the partition was unavailable");
    }

    @Test
    void isInconclusiveWhenTheTemplateIsChangedBeforeTheControllerIsAtWork() {
        blocked()
                .set()
                .updatesTo("web-3", "nginx:3")
                .control("another-0")
                .pod(0)
                .ready();

        judged(story.replaced(1)).isInconclusive("nothing shows that the controller was at work");
    }

    /** Pod 0, which had kept the set from being updated, is not wanted any more; it is pod 1 then. */
    @Test
    void isInconclusiveWhenTheControllerIsAtWorkOnlyAfterTheOtherPodIsReady() {
        story.set().parallel();
        begun(3, 1, "1").pod(0).unready();
        story.set().status(3, 2);
        story.set().updatesTo("web-2", "nginx:2").control("another-0");
        story.set().start(1).replicas(2).changed().status(3, 2);
        story.down(0).pod(1).unready();
        story.set().status(2, 1);
        story.pod(1).ready();

        judged(story.control("another-1")).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(blocked().gap(Kinds.POD).control("another-0")).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutAPartition() {
        judged(changed(3, "2")).isNotApplicable("never had maxUnavailable with a partition");
    }
}
