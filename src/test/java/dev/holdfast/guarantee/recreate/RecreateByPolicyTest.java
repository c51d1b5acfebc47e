package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RecreateByPolicyTest extends RecreateTest<RecreateByPolicy> {
    @Test
    void passesWhenAnOrderedSetComesBackOneByOne() {
        gone().up(0, 1, 2);

        judged().passes("the pods 0, 1, 2 were created as podManagementPolicy says, on the claims that they had");
    }

    @Test
    void failsWhenAnOrderedSetDoesNotWait() {
        gone().pod(0).added().running();
        story.version(400).pod(1).added();

        judged().fails(
                        "pod 1 was created in the next version at resourceVersion 400 while pod 0 was not Ready, and never turned Ready"
                                + " (uid web-0#2), although podManagementPolicy is OrderedReady")
                .shows(306L, 400L);
    }

    @Test
    void failsWhenAnOrderedSetBeginsInTheMiddle() {
        gone().version(400).pod(1).added();

        judged().failsBecauseOf("pod 1 was created in the next version at resourceVersion 400 while pod 0 was gone");
    }

    @Test
    void saysNothingOfAnOrderWhenOnlyTheFirstPodCameBack() {
        gone().up(0);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void doesNotCountPodsOfAnotherSet() {
        gone();

        judged(ofAnotherSet())
                .isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void passesWhenAParallelSetComesBackAtOnce() {
        parallel();
        created(0, 1, 2);
        coming(3);

        judged().passes();
    }

    @Test
    void failsWhenAParallelSetComesBackOneByOne() {
        parallel();
        story.version(400).pod(0).added();
        story.version(410);
        coming(1);
        story.pod(0).running().ready();
        created(1, 2);

        judged().fails(
                        "pod 1 was not there at resourceVersion 410, when the controller said that it had gone over the set, although"
                                + " pod 0 was created in the next version at resourceVersion 400, and podManagementPolicy is Parallel")
                .shows(400L, 410L);
    }

    @Test
    void failsWhenTheControllerSaysOnlyWhatItDid() {
        claims();
        parallel();
        story.controllerCreatesClaim(0);
        created(0);
        coming(1);

        judged().failsBecauseOf("pod 1 was not there");
    }

    @Test
    void passesWhenAParallelSetIsScaledDownWithTheUpdate() {
        begun().story().set().parallel().replicas(2).template("nginx:2").changed();
        ask(0, 1, 2);
        waiting(3).down(0, 1, 2).makes("web-2", "nginx:2");
        created(0, 1);
        coming(2);

        judged().passes();
    }

    @Test
    void passesWhenAPodOfAParallelSetIsAdopted() {
        parallel();
        story.pod(1).withoutOwner().added();
        created(0);
        story.adopted(1);
        created(2);
        coming(3);

        judged().passes();
    }

    @Test
    void allowsThatTheControllerHasNotHeardOfAllWhenTheTemplateIsChangedBack() {
        parallel();
        story.set().template("nginx:1").changed();
        story.set().revisions("web-1", "web-1").counts(0, 0).status(0, 0);
        story.makes("web-1", "nginx:1").nextPod(1).added();
        story.set().counts(1, 1).status(1, 0);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void doesNotBlameTheControllerForAPodThatWasRefused() {
        parallel();
        created(0);
        story.controllerCannotCreate(1);
        coming(1);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void doesNotBlameTheControllerForANameThatIsTaken() {
        parallel();
        story.nextPod(1)
                .withoutOwner()
                .owner("ReplicaSet", "other", "uid-other")
                .added();
        created(0);
        coming(2);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void doesNotBlameTheControllerForAClaimThatIsGoing() {
        claims();
        parallel();
        created(0);
        story.claim(1).deleting();
        coming(1);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void leavesToOthersAClaimThatWasLostWhenTheSetWasScaledDown() {
        claims();
        gone().up(0, 1, 2);
        complete();
        story.set().replicas(2).changed();
        story.down(2).claim(2).deleting().deleted();
        story.set().counts(2, 2).settled();
        story.set().replicas(3).template("nginx:3").changed();
        ask(0, 1);
        story.set().revisions("web-2", "web-3").counts(2, 0).status(2, 0);
        story.down(0, 1).makes("web-3", "nginx:3").up(0, 1, 2);

        judged().passes();
    }

    @Test
    void failsWhenAClaimWasDeletedByTheController() {
        claims();
        gone();
        story.claim(1).deleting().deleted();
        story.version(400).up(0, 1);

        judged().failsBecauseOf("claim www-web-1, which the pod before it had, was gone at resourceVersion");
    }

    @Test
    void leavesAloneWhoeverDeletesAClaim() {
        claims();
        gone();
        story.deletesClaim(1).claim(1).deleting().deleted();
        story.up(0, 1);

        judged().passes();
    }

    @Test
    void failsWhenAPodHasTheClaimOfAnother() {
        gone().up(0).version(400).pod(1).mounts("www", "www-web-0").added();

        judged().failsBecauseOf("mounts the claims [www-web-0], and the pod before it had [www-web-1]");
    }

    @Test
    void judgesTheSecondUpdateByItself() {
        gone().up(0, 1, 2);
        complete();
        story.set().template("nginx:3").changed();
        ask(0, 1, 2);
        story.set().revisions("web-2", "web-3").counts(3, 0).status(3, 0);
        story.down(0, 1, 2).makes("web-3", "nginx:3").up(0).version(500).pod(2).added();

        judged().failsBecauseOf("pod 2 was created in the next version at resourceVersion 500 while pod 1 was gone");
    }

    @Test
    void isInconclusiveWhenNothingWasRecreated() {
        judged(begun()).isInconclusive("no two pods of web were created in the place of those of another version");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        gone().gap(Kinds.POD).up(0, 1, 2);

        judged().isInconclusive("gap");
    }

    private Story parallel() {
        story.set().parallel();
        return gone();
    }

    private void claims() {
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            story.volume("pv-" + ordinal, "/exports/" + ordinal);
            story.claim(ordinal).added().bound("pv-" + ordinal);
        }
    }

    private void created(int... ordinals) {
        for (int ordinal : ordinals) {
            story.pod(ordinal).added();
        }
    }

    /** Nothing is created in it any more, not even the Event that would say so. */
    @Test
    void doesNotBlameTheControllerWhereTheNamespaceIsGoing() {
        parallel();
        created(0);
        story.version(700)
                .tell(Observation.of(
                        Change.MODIFIED,
                        Resource.parse("{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"demo\",\"uid\":\"n\","
                                + "\"resourceVersion\":\"699\",\"deletionTimestamp\":\"2026-11-23T12:00:00Z\"}}")));
        coming(1);

        judged().isInconclusive("no two pods of web were created in the place of those of another version");
    }
}
