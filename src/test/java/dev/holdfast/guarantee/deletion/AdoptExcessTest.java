package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

/** A set of the pods 0, 1 and 2 is deleted without them, and at resourceVersion 250 created again with 1 replica. */
class AdoptExcessTest extends GuaranteeTest<AdoptExcess> {
    @Test
    void passesWhenThoseThatAreTooManyGoFromTheTop() {
        judged(adopted().down(2, 1).set().settled())
                .passes("the set removed the pods 2, 1 that it had adopted and did not want");
    }

    @Test
    void failsWhenTheLowerOneGoesFirst() {
        adopted().version(300).down(1, 2).set().settled();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 before pod 2 (uid web-2#1), which the set had"
                                + " adopted and does not want either")
                .shows(252L, 300L);
    }

    @Test
    void failsWhenOneGoesWhileAPodThatIsWantedIsNotReady() {
        adopted().deletes(0).down(0).pod(0).ofSet("uid-2").added();
        story.version(300).down(2);

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 while pod 0 was not Ready, and never turned Ready"
                                + " (uid web-0#2)");
    }

    @Test
    void failsWhenAPodThatIsWantedGoes() {
        adopted().set().revisions("web-5d4", "web-5d4").settled();
        story.version(300).down(0, 2, 1);

        judged().fails("pod 0 (uid web-0#1) was deleted at resourceVersion 300 although the set that had adopted it at"
                        + " resourceVersion 251 wants it")
                .shows(251L, 300L);
    }

    @Test
    void failsWhenOneIsLeft() {
        adopted().down(2).set().settled();
        story.waitsInVain().version(4720).atWork("another-0").cutShort();

        judged().failsBecauseOf(
                        "pod 1 (uid web-1#1) is none that the set wants that was created at resourceVersion 250, and was"
                                + " not removed, although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 4720");
    }

    /** That it replaces the pod shows that it has heard of its end. */
    @Test
    void failsWhenOneGoesAlthoughTheControllerKnowsThatAPodThatIsWantedHasEnded() {
        story.set().replicas(2).up();
        story.orphaned(0, 1).set().again("uid-2").start(1).replicas(1).added();
        story.adopted(0).adopted(1).pod(1).failed().deleting();
        story.version(300).down(0);

        judged().failsBecauseOf("pod 0 (uid web-0#1) was deleted at resourceVersion 300 while pod 1, deleted at");
    }

    /** It removed that one, too, before it was wanted again, and may not have heard that it is going. */
    @Test
    void passesWhenAPodThatIsWantedAgainIsGoing() {
        story.set().replicas(3).up();
        story.orphaned(0, 1, 2).set().again("uid-2").start(2).replicas(1).added();
        story.adopted(0)
                .adopted(1)
                .adopted(2)
                .set()
                .status(3, 3)
                .start(1)
                .changed()
                .status(3, 3);
        story.pod(2).deleting();
        story.set().start(2).changed().status(3, 3);
        story.down(1, 2).up(2).down(0);

        judged().passes("the set removed the pods 1, 0 that it had adopted and did not want");
    }

    @Test
    void passesWhenAParallelSetRemovesThemInAnyOrder() {
        story.set().parallel();
        judged(adopted().down(1, 2).set().settled()).passes();
    }

    /** It goes on with the pods that it has taken already. */
    @Test
    void passesWhenAHigherOneIsAdoptedOnlyAfterwards() {
        created().adopted(0).adopted(1).down(1).adopted(2).down(2).set().settled();

        judged().passes();
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(adopted().deletes(1).down(1, 2).set().settled()).passes();
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBefore() {
        judged(adopted().down(2)).isInconclusive("and was not removed until the recording ended");
    }

    @Test
    void isInconclusiveWhenThePodIsWantedAgain() {
        adopted().down(2).set().settled().replicas(2).changed();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("and was not removed until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheSetWasReplacedMeanwhile() {
        adopted().down(2).set().settled().deleted().again("uid-3").added();
        story.adopted(0).set().settled();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("and was not removed until the recording ended");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = Story.ofBystander();
        seen.set().replicas(3).up();
        seen.orphaned(0, 1, 2).set().again("uid-2").replicas(1).added();
        seen.adopted(0).adopted(1).adopted(2).down(1, 2);

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void passesWhenAHigherOneWasTakenOut() {
        adopted().pod(2).label("app", "other").touched().withoutOwner().touched();
        story.down(1).set().status(1, 1);

        judged().isInconclusive("pod 2 (uid web-2#1) is none that the set wants");
    }

    /** The first ordinal is raised, so that only the highest pod is wanted. */
    @Test
    void passesWhenAHigherOneIsWantedAgain() {
        adopted().set().settled().start(2).changed().status(3, 3);
        story.down(1, 0);

        judged().isInconclusive("and was not removed until the recording ended");
    }

    /** Both ask for it in the same second, and only the controller says so, after it had removed the higher one. */
    @Test
    void isInconclusiveWhenSomebodyElseMayHaveDeletedThePodBeforeTheController() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().replicas(3).up();
        watched.orphaned(0, 1, 2).set().again("uid-2").replicas(1).added();
        watched.adopted(0).adopted(1).adopted(2).pod(1).deleting();
        watched.pod(2).deleting();
        watched.controllerDeletes(2).pod(2).deleted();
        watched.controllerDeletes(1).pod(1).deleted();
        watched.set().settled();

        judged(watched).isInconclusive("somebody else may have asked for that before the controller");
    }

    @Test
    void failsWhenTheControllerSaysThatItDeletedTheLowerOneLongBefore() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2")).stamping();
        watched.set().replicas(3).up();
        watched.orphaned(0, 1, 2).set().again("uid-2").replicas(1).added();
        watched.adopted(0).adopted(1).adopted(2).pod(1).deleting();
        watched.controllerDeletes(1).pod(1).deleted();
        watched.passes(3).pod(2).deleting();
        watched.controllerDeletes(2).pod(2).deleted();
        watched.set().settled();

        judged(watched)
                .failsBecauseOf("before pod 2 (uid web-2#1), which the set had adopted and does not want either");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(adopted().gap(Kinds.POD).down(2, 1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetWantsAllOfThem() {
        story.set().replicas(2).up();
        story.orphaned(0, 1).set().again("uid-2").added();
        judged(story.adopted(0).adopted(1)).isInconclusive("was created over more pods than it wants");
    }

    private Story adopted() {
        return created().adopted(0).adopted(1).adopted(2);
    }

    private Story created() {
        story.set().replicas(3).up();
        return story.orphaned(0, 1, 2)
                .version(250)
                .set()
                .again("uid-2")
                .replicas(1)
                .added()
                .story();
    }
}
