package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderWaitsReadyTest extends GuaranteeTest<OrderWaitsReady> {
    @Test
    void passesWhenEachPodIsCreatedAfterItsPredecessorsWereReady() {
        judged(story.set().replicas(3).up()).passes();
    }

    @Test
    void passesWhenAPodIsRemadeAfterItsPredecessorsWereReady() {
        judged(story.set().up().remade(1).remade(0)).passes();
    }

    @Test
    void failsWhenThePredecessorTurnsReadyOnlyLater() {
        story.set().added();
        story.pod(0).added().running();
        story.version(4711).pod(1).added();
        story.version(4725).pod(0).ready();

        judged().fails("pod 1 was created at resourceVersion 4711 while pod 0 was not Ready: its Ready condition turned"
                        + " True only at resourceVersion 4725")
                .shows(4711L, 4725L);
    }

    @Test
    void failsWhenAnyPredecessorIsNotReady() {
        story.set().replicas(3).added();
        story.pod(0).added().running();
        story.version(200).pod(0).touched();
        story.pod(1).added().running().ready();
        story.version(300).pod(2).added();

        judged().fails("pod 1 was created at resourceVersion 201 while pod 0 was not Ready, and never turned Ready"
                        + " (uid web-0#1) (and 1 more)")
                .shows(102L, 201L);
    }

    @Test
    void failsWhenThePredecessorIsReadyButNotRunning() {
        story.set().added();
        story.pod(0).added().ready();
        story.pod(1).added();

        judged().fails("pod 1 was created at resourceVersion 104 while pod 0 was not Ready, and never turned Ready"
                + " (uid web-0#1)");
    }

    @Test
    void failsWhenThePredecessorDoesNotExist() {
        story.set().added();
        story.pod(1).added();

        judged().fails("pod 1 was created at resourceVersion 102 while pod 0 did not exist")
                .shows(102L);
    }

    @Test
    void failsWhenThePredecessorHadCeasedToBeReadyAndTheControllerKnew() {
        story.set().added().withPods(0).set().status(1, 1);
        story.version(200).pod(0).unready();
        story.set().status(1, 0);
        story.version(300).pod(1).added();

        judged().fails("pod 1 was created at resourceVersion 300 while pod 0 was not Ready: it had ceased to be so at"
                        + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenThePredecessorWasTerminatingAndTheControllerKnew() {
        story.set().added().withPods(0).set().status(1, 1);
        story.version(200).pod(0).deleting().unready();
        story.set().status(1, 0);
        story.version(300).pod(1).added();

        judged().fails("pod 1 was created at resourceVersion 300 while pod 0, deleted at resourceVersion 200, was not"
                + " gone until the recording ended");
    }

    @Test
    void failsWhenThePredecessorWasGoneAndTheControllerKnew() {
        story.set().added().withPods(0).set().status(1, 1);
        story.pod(0).deleting().deleted();
        story.set().status(0, 0);
        story.version(300).pod(1).added();

        judged().fails("pod 1 was created at resourceVersion 300 while pod 0 was gone since resourceVersion 107");
    }

    @Test
    void failsWhenTheSuccessorOfARemadePodDoesNotWaitForTheNewOne() {
        story.set().added().withPods(0).deletes(0).pod(0).deleting().deleted();
        story.nextPod(0).added();
        story.version(300).pod(1).added();
        story.version(310).pod(0).running().ready();

        judged().fails("pod 1 was created at resourceVersion 300 while pod 0 was not Ready: its Ready condition turned"
                + " True only at resourceVersion 311");
    }

    @Test
    void doesNotBlameTheControllerForALossThatItCouldNotKnowOf() {
        story.set().replicas(3).added().withPods(0, 1).pod(0).unready();
        story.pod(2).added();

        judged().passes("at 2 creations all predecessors were Running and Ready");
    }

    @Test
    void acceptsPredecessorsThatWereThereBefore() {
        story.set().listed();
        story.pod(0).listedUp();
        story.pod(1).added();

        judged().passes();
    }

    @Test
    void countsPredecessorsFromTheStartOrdinal() {
        judged(story.set().start(5).up()).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.set().added().withPods(0).gap(Kinds.POD).up(1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheViolationMayBeDueToAGap() {
        story.set().added();
        story.pod(0).added().running();
        story.gap(Kinds.POD).pod(1).added();

        judged().isInconclusive("410 Gone");
    }

    @Test
    void failsWhenTheViolationIsProvenBeforeAGap() {
        story.set().added();
        story.pod(0).added().running();
        story.pod(1).added();
        story.gap(Kinds.POD);

        judged().fails("pod 1 was created at resourceVersion 104 while pod 0 was not Ready, and never turned Ready"
                + " (uid web-0#1)");
    }

    @Test
    void isInconclusiveWhenNoPodWithAPredecessorWasCreated() {
        judged(story.set().added().withPods(0)).isInconclusive("no pod of web that has a predecessor was created");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        story.set().parallel().added();
        story.pod(1).added();

        judged().isNotApplicable("Parallel");
    }

    @Test
    void isInconclusiveWhenTheSetWasNotSeen() {
        judged().isInconclusive("never observed");
    }

    @Test
    void saysWhenThePredecessorLastCeasedToBeReady() {
        story.set().added().withPods(0).set().status(1, 1);
        story.pod(0).unready();
        story.set().status(1, 0);
        story.pod(0).ready();
        story.set().status(1, 1);
        story.version(200).pod(0).unready();
        story.set().status(1, 0);
        story.version(300).pod(1).added();
        story.version(400).pod(0).deleted();

        judged().fails("pod 1 was created at resourceVersion 300 while pod 0 was not Ready: it had ceased to be so at"
                        + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void countsTheCreationsThatItJudged() {
        judged(story.set().replicas(3).up()).passes("at 2 creations all predecessors were Running and Ready");
    }

    @Test
    void judgesEveryPodOfAThousand() {
        story.set().replicas(1000).added();
        for (int ordinal = 0; ordinal < 1000; ordinal++) {
            story.up(ordinal);
        }
        story.pod(998).unready();
        story.set().status(1000, 999);
        story.deletes(999).pod(999).deleting().deleted();
        story.version(9000).nextPod(999).added();

        judged().fails(
                        "pod 999 was created at resourceVersion 9000 while pod 998 was not Ready: it had ceased to be so at"
                                + " resourceVersion 3102");
    }

    @Test
    void doesNotBlameTheControllerWhenSomebodyElseWroteTheSetAfterALoss() {
        story.set().up().set().settled();
        story.version(200).pod(0).unready();
        story.set().replicas(3).changed();
        story.version(300).pod(2).added();
        story.pod(0).ready();
        story.pod(2).running().ready();

        judged().passesOrHadNothingToJudge();
    }

    @Test
    void asksForThePolicyOfEachLifeOfTheSet() {
        story.set().parallel().added();
        story.version(200).pod(1).added();
        story.version(210).pod(0).added();
        story.pod(0).running().ready();
        story.pod(1).running().ready();
        story.set().deleting().deleted();
        story.down(1, 0).set().with(json -> json.withObject("/spec").put("podManagementPolicy", "OrderedReady"));
        story.set().again("uid-set-2").added();
        story.pod(0).ofSet("uid-set-2").added().running().ready();
        story.pod(1).ofSet("uid-set-2").added();

        judged().passes("at 1 creation all predecessors were Running and Ready");
    }

    @Test
    void asksOnlyTheSpecsThatWantThePodForItsPredecessors() {
        story.set().start(2).replicas(1).added();
        story.up(2).set().start(0).replicas(4).changed();
        story.version(300).pod(3).added();

        judged().fails("pod 3 was created at resourceVersion 300 while pod 0 did not exist");
    }

    /** It has heard neither that the set before was deleted nor that its pod 0 went with it. */
    @Test
    void leavesOutWhatTheControllerStillMakesForTheSetBefore() {
        story.set().replicas(3).added().withPods(0, 1);
        story.set().deleted();
        story.pod(0).unready();
        story.set().again("uid-2").replicas(3).added();
        story.pod(2).added();

        judged().passes();
    }

    /** The pods of the set before are Ready until they are gone, but no status of this set counts them. */
    @Test
    void takesNoStatusForAProofThatFitsOnlyWithThePodsOfTheSetBefore() {
        story.set().replicas(4).up().set().settled();
        story.set().deleted();
        story.down(0, 1).set().again("uid-2").replicas(2).added();
        story.pod(2).deleting();
        story.pod(3).deleting();
        ofTheNextSet(0).added().running().ready();
        story.set().status(1, 0);
        story.pod(0).unready();
        story.pod(2).deleted();
        story.set().status(1, 1);
        ofTheNextSet(1).added();

        judged().passes();
    }

    private PodTeller ofTheNextSet(int ordinal) {
        return story.pod(ordinal).ofSet("uid-2");
    }

    @Test
    void takesAPodThatSomebodyElseMadeForNoProofOfWhatTheControllerHeard() {
        story.set().replicas(3).added().withPods(0, 1);
        story.pod(0).unready();
        story.deletes(1).down(1);
        story.pod(1).withoutOwner().added().running().ready();
        story.pod(2).added();
        story.adopted(1);

        judged().passes();
    }

    /** It wanted to make pod 1 once more, since it had not heard of the one that it had made, nor of what happened after that. */
    @Test
    void takesAPodThatIsMadeAgainForNoProofWhereTheControllerMayNotHaveHeardOfTheOneBefore() {
        judged(madeAgain("v1.35.0")).passes();
    }

    /** It made pod 1 once more before it had heard of the first one, of which it then heard that it was Ready. */
    @Test
    void passesWhereTheControllerHearsOfAPodWhenItHasMadeTheNextOneOfThatName() {
        Story older = Story.ofBystander().tell(ServerVersion.of("v1.34.0"));
        older.set().replicas(1).added();
        older.set().replicas(3).changed();
        older.pod(0).added();
        older.set().status(0, 0);
        older.pod(0).running().ready();
        older.set().status(1, 0);
        older.pod(1).added();
        older.set().status(1, 1);
        older.pod(1).running().ready();
        older.down(1).pod(1).added();
        older.pod(2).added();
        older.set().status(2, 2);

        judged(older).passes();
    }

    @Test
    void failsWhenAPodIsMadeAgainWhereTheControllerWaitsToHearOfThoseThatItMade() {
        judged(madeAgain("v1.36.0"))
                .fails("pod 1 was created at resourceVersion 300 while pod 0 was gone since resourceVersion 200");
    }

    private static Story madeAgain(String version) {
        Story story = Story.ofBystander();
        story.tell(Action.of("begins", "begin", "Scenario", "", "")).tell(ServerVersion.of(version));
        story.set().up().deletes(1).down(1);
        story.pod(1).added();
        story.deletes(0).pod(0).deleting();
        story.version(200).pod(0).deleted();
        story.deletes(1).down(1);
        story.version(300).pod(1).added();
        return story;
    }

    /** It had made pod 1 shortly before the recording, and makes it once more before it hears of that, and that it was Ready. */
    @Test
    void passesWhereTheControllerHearsOfAPodThatWasFoundWhenItHasMadeTheNextOneOfThatName() {
        Story older = Story.ofBystander().tell(ServerVersion.of("v1.34.0"));
        older.set().replicas(3).listed();
        older.pod(0).listedUp();
        made(older.pod(1), "2026-11-23T12:00:00Z").listedUp();
        older.set().status(1, 1);
        made(older.down(1).pod(1), "2026-11-23T12:00:08Z").added();
        older.pod(2).added();

        judged(older.set().status(2, 2)).passes();
    }

    /** The one that it had made before was gone already when the recording began. */
    @Test
    void passesWhereTheControllerHearsOfAPodFromBeforeTheRecordingWhenItHasMadeTheNextOneOfThatName() {
        Story older = Story.ofBystander().tell(ServerVersion.of("v1.34.0"));
        older.set().replicas(3).listed();
        older.pod(0).listedUp();
        older.set().status(1, 1);
        older.pod(1).added();
        older.pod(2).added();

        judged(older.set().status(2, 2)).passes();
    }

    /** By kubectl replace --force, which makes it again with its owner. */
    @Test
    void saysNothingOfAPodThatSomebodyReplaces() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2")).stamping();
        watched.set().replicas(2).added();
        watched.up(0, 1).set().settled();
        watched.pod(0).unready();
        watched.set().status(2, 1);
        watched.pod(1).deleting(0).deleted();
        watched.nextPod(1)
                .with(pod -> pod.withObject("/metadata")
                        .putArray("managedFields")
                        .addObject()
                        .put("manager", "kubectl-replace")
                        .put("operation", "Update"))
                .added();

        judged(watched).passes();
    }

    /** Of a pod that somebody else made with its owner it need not have heard, nor of what happened until that was gone. */
    @Test
    void passesWhereTheControllerMayNotHaveHeardOfAPodThatSomebodyElseMade() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2")).stamping();
        watched.set().replicas(2).added();
        watched.up(0, 1).set().settled();
        watched.pod(1).deleting(0).deleted();
        watched.nextPod(1)
                .with(pod -> pod.withObject("/metadata")
                        .putArray("managedFields")
                        .addObject()
                        .put("manager", "kubectl-replace")
                        .put("operation", "Update"))
                .added();
        watched.pod(0).unready();
        watched.pod(1).deleting(0).deleted();
        watched.nextPod(1).added();

        judged(watched).passes();
    }

    private static PodTeller made(PodTeller pod, String at) {
        return pod.with(json -> json.withObject("/metadata").put("creationTimestamp", at));
    }

    /** It is at work on several sets at a time, on each by what it knew when it began with that. */
    @Test
    void passesWhereTheControllerWasAtWorkOnTheSetWhenItHeardOfALoss() {
        story.scaled(2, 3);
        PodTeller other = story.ofAnotherSet("another-0", "uid-1").added();
        story.pod(0).unready();
        other.deleting().deleted();
        story.ofAnotherSet("another-0", "uid-2").added();
        story.pod(2).added();

        judged(story.set().status(3, 1)).passes();
    }
}
