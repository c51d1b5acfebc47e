package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class IdentityNameTest extends GuaranteeTest<IdentityName> {
    @Test
    void passesWhenTheNamesAreExactlyTheRange() {
        judged(story.wholeSet(3)).passes();
    }

    @Test
    void passesThroughGrowingShrinkingAndReplacement() {
        story.wholeSet(2).remade(0);
        story.set().replicas(3).changed().withPods(2);
        story.set().settled();
        story.set().replicas(1).changed();
        story.pod(2).deleting().deleted();
        story.pod(1).deleting().deleted();
        story.set().settled();

        judged().passes();
    }

    @Test
    void passesWithAStartOrdinal() {
        story.set().start(3).added().withPods(3, 4);
        story.set().settled();

        judged().passes();
    }

    @Test
    void passesForPodsThatWereThereBefore() {
        story.set().listed();
        story.pod(0).listedUp();
        story.pod(1).listedUp();
        story.set().settled();

        judged().passes();
    }

    @Test
    void failsWhenANameHasNoOrdinal() {
        story.set().added();
        story.version(4711).pod(0).named("web-x7f2q").added();

        judged().fails("pod web-x7f2q was created at resourceVersion 4711 for StatefulSet web, but its name is not"
                        + " web-<ordinal>")
                .shows(4711L);
    }

    @Test
    void saysNothingOfTheNameOfAPodThatWasAdopted() {
        story.wholeSet(2).pod(7).named("web-x7f2q").withoutOwner().added();
        story.adopted(7);

        judged().passes();
    }

    @Test
    void failsWhenAnOrdinalIsNotWrittenAsTheSetWritesIt() {
        story.set().added();
        story.pod(0).named("web-00").added();

        judged().fails("pod web-00 was created at resourceVersion 102 for StatefulSet web, but its name is not"
                + " web-<ordinal>");
    }

    @Test
    void failsWhenAPodHasNoController() {
        story.set().added();
        story.version(4711).pod(0).withoutOwner().added();

        judged().fails(
                        "pod web-0 was created at resourceVersion 4711 with nothing as its controller, not StatefulSet web"
                                + " (uid uid-set)")
                .shows(4711L);
    }

    @Test
    void failsWhenAPodBelongsToAnotherSetOfThatName() {
        story.set().added();
        story.pod(0).ofSet("uid-other").added();

        judged().fails(
                        "pod web-0 was created at resourceVersion 102 with StatefulSet web (uid uid-other) as its controller,"
                                + " not StatefulSet web (uid " + SetTeller.UID + ")");
    }

    @Test
    void allowsAPodThatTheScenarioCreatedItself() {
        story.wholeSet(1).tell(Action.of("create a stranger", Action.CREATE, Kinds.POD, "web-7", ""));
        story.pod(7).withoutOwner().added();

        judged().passes();
    }

    @Test
    void failsWhenAnOrdinalIsOutOfRange() {
        story.wholeSet(2).version(4711).up(2);

        judged().fails(
                        "pod 2 was created at resourceVersion 4711, but StatefulSet web never wanted that ordinal: its ranges"
                                + " were 0..1")
                .shows(4711L);
    }

    @Test
    void failsWhenAnOrdinalIsBelowTheStart() {
        story.set().start(1).added();
        story.version(4711).up(0);

        judged().fails(
                        "pod 0 was created at resourceVersion 4711, but StatefulSet web never wanted that ordinal: its ranges"
                                + " were 1..2");
    }

    @Test
    void allowsAPodOfASpecThatTheControllerHadNotSeenChange() {
        story.wholeSet(1).set().replicas(2).changed();
        story.set().replicas(1).changed().withPods(1).down(1).set().settled();

        judged().passes();
    }

    @Test
    void failsWhenThePodIsOfASpecThatIsOver() {
        story.wholeSet(2).set().replicas(1).changed();
        story.down(1).set().settled();
        story.version(4711).up(1);

        judged().fails(
                        "pod 1 was created at resourceVersion 4711, but StatefulSet web wanted that ordinal by none of the specs"
                                + " that its controller may have acted on: its ranges were 0..0, 0..1")
                .shows(4711L);
    }

    @Test
    void doesNotTakeAPodThatSomebodyMadeForTheSets() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.pod(7).withoutOwner().added();

        judged(watched).passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAPodInItsRange() {
        Story watched = Story.ofBystander();
        watched.set().added();
        watched.pod(0).withoutOwner().added();

        judged(watched).isInconclusive("nobody is on record for having created it");
    }

    /** Who copies a pod copies its owner, too. */
    @Test
    void saysNothingOfACopyThatSomebodyMadeOfAPod() {
        story.set().with(set -> Written.by(set, "kube-controller-manager", "status"));
        story.wholeSet(1);
        story.nextPod(7)
                .named("web-0-copy")
                .with(pod -> Written.by(pod, "kubectl-client-side-apply", ""))
                .added();

        judged().passes();
    }

    @Test
    void saysNothingOfAPodThatSomebodyMadeAgainThatWasScaledAway() {
        story.set().replicas(1).with(set -> Written.by(set, "kube-controller-manager", "status"));
        story.wholeSet(1);
        story.nextPod(1).with(pod -> Written.by(pod, "kubectl-replace", "")).added();

        judged().passes();
    }

    /** The controller may still make pods for a set that it has not heard is gone. */
    @Test
    void saysNothingOfAPodOfASetFromBeforeTheRecording() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.pod(1).ofSet("uid-before").added();

        judged(watched).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.wholeSet(2).gap(Kinds.POD).set().replicas(1).changed().settled())
                .isInconclusive("gap");
    }

    @Test
    void failsAcrossAGapWhenOnePodAloneProvesIt() {
        story.set().added();
        story.gap(Kinds.POD).version(4711).pod(0).named("web-x7f2q").added();

        judged().fails("pod web-x7f2q was created at resourceVersion 4711 for StatefulSet web, but its name is not"
                + " web-<ordinal>");
    }

    @Test
    void failsWhenAPodWithoutAControllerTakesTheNameOfOneThatTheScenarioDeleted() {
        story.wholeSet(2).deletes(1).down(1).version(4711).pod(1).withoutOwner().added();

        judged().fails(
                        "pod web-1 was created at resourceVersion 4711 with nothing as its controller, not StatefulSet web"
                                + " (uid uid-set)");
    }

    @Test
    void doesNotTakeAPodOfAReplicaSetForTheSets() {
        Story watched = Story.ofBystander().wholeSet(2);
        watched.set().replicas(1).changed();
        watched.down(1).set().settled();
        watched.pod(1).owner("ReplicaSet", "web", "uid-other").added();

        judged(watched).passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAPodOfAnotherSetOfThatName() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.down(0).pod(0).ofSet("uid-other").added();

        judged(watched).isInconclusive("nobody is on record for having created it");
    }

    @Test
    void failsWhenAPodOutOfRangeIsMadeAfterTheSetWasDeleted() {
        story.wholeSet(2).set().deleted();
        story.version(4711).pod(5).added();

        judged().fails(
                        "pod 5 was created at resourceVersion 4711, but StatefulSet web never wanted that ordinal: its ranges"
                                + " were 0..1");
    }
}
