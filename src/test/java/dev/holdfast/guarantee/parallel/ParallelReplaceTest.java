package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ParallelReplaceTest extends ParallelTest<ParallelReplace> {
    @Test
    void passesWhenLostPodsDoNotWaitForEachOther() {
        lost().nextPod(0).added();
        story.nextPod(1).added();
        story.set().status(3, 1);

        judged().passes("the pods 1 were created again while another one that was lost was not Ready again");
    }

    @Test
    void failsWhenALostPodWaitsForAnother() {
        lost().nextPod(0).added();
        story.version(200).set().status(2, 1);
        story.version(300).pod(0).running().ready();
        story.version(400).nextPod(1).added();

        judged().fails(
                        "pod 1, gone at resourceVersion 115, was not there again at resourceVersion 200, when the controller"
                                + " said that it had gone over the set, while pod 0 was not Ready: its Ready condition turned True only"
                                + " at resourceVersion 301, although nothing stood in the way and it could create pods: it created pod"
                                + " web-1 at resourceVersion 400")
                .shows(115L, 200L, 400L);
    }

    @Test
    void failsWhenTheFirstOfTwoLostPodsWaits() {
        lost().nextPod(1).added();
        story.version(200).set().status(2, 1);
        story.version(300).pod(1).running().ready();
        story.version(400).nextPod(0).added();

        judged().fails(
                        "pod 0, gone at resourceVersion 113, was not there again at resourceVersion 200, when the controller"
                                + " said that it had gone over the set, while pod 1 was not Ready: its Ready condition turned True only"
                                + " at resourceVersion 301, although nothing stood in the way and it could create pods: it created pod"
                                + " web-0 at resourceVersion 400");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardThatTheSecondIsGone() {
        settled().deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).added();
        story.deletes(1).pod(1).deleting().deleted();
        story.set().status(3, 2);
        story.control("control-0");

        judged().isInconclusive("no two pods of web were lost together");
    }

    @Test
    void letsRecreateWaitUntilAllAreGone() {
        story.set().replicas(3).parallel().recreate().settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed();
        for (int ordinal : new int[] {0, 1, 2}) {
            story.pod(ordinal).deleting();
        }
        story.set().revisions("web-1", "web-2").status(3, 0);
        story.down(0, 1).set().status(1, 0).lookedAt(2);
        story.control("control-0").down(2).makes("web-2", "nginx:2");
        for (int ordinal : new int[] {0, 1, 2}) {
            story.pod(ordinal).added();
        }
        story.set().counts(0, 3).status(3, 0);

        judged().passes();
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerCouldCreatePods() {
        lost().nextPod(0).added();
        story.set().status(2, 1);

        judged().isInconclusive("nothing shows that it could create pods");
    }

    @Test
    void saysNothingOfASinglePodThatIsNotReplaced() {
        settled().deletes(1).pod(1).deleting().deleted();
        story.set().status(2, 2);
        story.control("control-0");

        judged().isInconclusive("no two pods of web were lost together");
    }

    @Test
    void saysNothingOfPodsThatAreNotWantedAnyMore() {
        settled().set().replicas(1).changed();
        story.down(2, 1).set().status(1, 1);
        story.set().replicas(3).changed();
        story.nextPod(1).added();
        story.set().status(2, 1);
        story.control("control-0");

        judged().isInconclusive("no two pods of web were lost together");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(lost().gap(Kinds.POD).set().status(1, 1)).isInconclusive("gap");
    }

    /** Two of three pods are gone, and the controller knows. */
    private Story lost() {
        settled().deletes(0).deletes(1).pod(0).deleting().deleted();
        story.pod(1).deleting().deleted();
        return story;
    }
}
