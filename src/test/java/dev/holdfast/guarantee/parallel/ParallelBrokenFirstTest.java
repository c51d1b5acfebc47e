package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ParallelBrokenFirstTest extends ParallelUpdateTest<ParallelBrokenFirst> {
    private static final String OVERTAKEN =
            "pod 2 (uid web-2#1) was deleted for an update at resourceVersion 300 before pod 0, which was to be updated, too, and"
                    + " had never been Ready";
    private static final String LEFT_ALONE =
            "pod 0 (uid web-0#1), which had never been Ready and was to be updated, was not deleted at resourceVersion 300, when"
                    + " the controller said that it had gone over the set, although nothing stood in the way and it was at work: it"
                    + " created pod control-0 at resourceVersion 400";

    @Test
    void passesWhenTheBrokenPodGoesFirst() {
        broken().replaced(0);
        looked().replaced(2).replaced(1);

        judged().passes("the pods 0 were not Ready and were updated before one that was available");
    }

    @Test
    void passesWhileTheBrokenPodIsNotGone() {
        broken().pod(0).deleting();

        judged(looked()).passes();
    }

    @Test
    void failsWhenAnAvailablePodGoesFirst() {
        broken().version(300).down(2);
        story.pod(0).deleting();
        looked();

        judged().fails(OVERTAKEN);
    }

    @Test
    void failsWhenTheBrokenPodIsLeftAlone() {
        broken().version(300);
        looked().version(400).control("control-0");

        judged().fails(LEFT_ALONE);
    }

    @Test
    void failsOnceForEachPodThatIsLeftAlone() {
        broken().version(300);
        looked().set().counts(2, 0).status(3, 2);
        story.version(400).control("control-0");

        judged().fails(LEFT_ALONE);
    }

    @Test
    void failsByEachSpecThatTheControllerMayBeActingOn() {
        broken().set().revisionHistoryLimit(5).changed();
        story.version(300).down(2);
        story.pod(0).deleting();
        looked();

        judged().fails(OVERTAKEN);
    }

    @Test
    void saysNothingWhereTheControllerMayNotKnowThatTheBrokenPodIsToBeUpdated() {
        counting(3, 1);
        neverReady(0, 1, 2).set().with(set -> partition(set, 0)).changed();
        story.down(2);
        looked();

        judged().isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void saysNothingWhereTheControllerMayNotKnowOfMaxUnavailable() {
        story.set().parallel().withoutClaims().replicas(3).rolling(0);
        neverReady(0, 1, 2).set().maxUnavailable("1").changed();
        story.down(2);
        looked();

        judged().isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        broken().deletes(2).down(2);
        looked();

        judged().isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void saysNothingOfTheOnlyPod() {
        counting(1, 0);
        neverReady(0).replaced(0);

        judged(story.set().revisions("web-1", "web-2").status(1, 1))
                .isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void doesNotTakeAPodThatIsNotWantedForOneThatIsToBeUpdated() {
        counting(2, 0);
        neverReady(0, 1).set().replicas(1).changed();
        story.replaced(0);

        judged(looked()).isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void doesNotTakeAPodBelowThePartitionForOneThatIsToBeUpdated() {
        counting(2, 1);
        neverReady(1, 0).replaced(1);

        judged(looked()).isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void saysNothingOfAPodThatWasReadyBefore() {
        begun(1).pod(0).unready();
        story.set().status(3, 2);
        story.version(200).set().updatesTo("web-2", "nginx:2");
        story.replaced(2);

        judged().isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void saysNothingOfPodsBelowThePartition() {
        counting(3, 1);
        neverReady(0, 1, 2).replaced(2);
        looked();

        judged().isInconclusive("no pod of web that was not Ready was updated");
    }

    @Test
    void isNotApplicableWithoutTheFeature() {
        judged(changedWithoutTheFeature()).isNotApplicable("has no maxUnavailable");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        broken().gap(Kinds.POD);

        judged(looked()).isInconclusive("gap");
    }

    /** Pod 0 never was Ready when the template changes. */
    private Story broken() {
        counting(3, 0);
        return neverReady(0, 1, 2);
    }

    /** A set that wants so many pods, whose unavailable ones all count. */
    private void counting(int replicas, int partition) {
        story.set().parallel().withoutClaims().replicas(replicas).rolling(0).with(set -> partition(set, partition));
        story.set().with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", 1));
    }

    private static void partition(ObjectNode set, int partition) {
        set.withObject("/spec/updateStrategy/rollingUpdate").put("partition", partition);
    }

    /** One pod never was Ready when the template changes, the others are. */
    private Story neverReady(int broken, int... others) {
        int all = others.length + 1;
        story.makes("web-1", "nginx:1").set().template("nginx:1").added();
        story.revision("web-1", "nginx:1", 1).pod(broken).added().running();
        story.up(others).set().revisions("web-1", "web-1").counts(all, all).status(all, others.length);
        story.version(200).set().template("nginx:2").changed();
        return story.makes("web-2", "nginx:2");
    }

    /** The controller has gone over the set with the template of web-2. */
    private Story looked() {
        return story.set().revisions("web-1", "web-2").counts(3, 0).status(3, 2).story();
    }
}
