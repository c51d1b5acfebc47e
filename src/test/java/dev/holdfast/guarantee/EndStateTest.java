package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.ordering.OrderOneAtATime;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class EndStateTest {

    private final Story story = new Story();

    @Test
    void isHealthyWhereEverythingIsAsItShouldBe() {
        settled(2);

        assertHealthy();
    }

    @Test
    void doesNotSeeHowItCameToThat() {
        settled(2);
        // Both at once, and without grace: no guarantee of order is kept.
        story.pod(1).deleting();
        story.pod(0).deleting();
        story.pod(0).killed();
        story.pod(1).killed();
        story.nextPod(1).added().running().ready();
        story.nextPod(0).added().running().ready();

        assertHealthy();
        assertThat(new OrderOneAtATime()
                        .judge(story.history(), Subject.of(Story.NAMESPACE, Story.SET))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void findsAPodThatIsMissing() {
        settled(2).down(1);

        assertDifference("there is no pod web-1");
    }

    @Test
    void findsAPodThatNobodyWants() {
        settled(2).up(2);

        assertDifference("there is a pod web-2 that the set does not want");
    }

    @Test
    void findsAPodThatIsNotReady() {
        settled(2).pod(1).unready();

        assertDifference("pod web-1 is Running, not Ready");
    }

    @Test
    void findsAPodThatIsGoing() {
        settled(2).pod(0).deleting();

        assertDifference("pod web-0 is Running, Ready, terminating");
    }

    @Test
    void findsAPodOfAnotherRevision() {
        settled(2).makes("web-old", "nginx:0").replaced(1);

        assertDifference("pod web-1 is of revision 'web-old'");
    }

    @Test
    void findsAPodThatRunsSomethingElseThanItsLabelSays() {
        settled(2).makes("web-5d4", "nginx:0").replaced(1);

        assertDifference("pod web-1 differs from its template: its container nginx has the image nginx:0 instead of"
                + " nginx:1");
    }

    @Test
    void allowsWhatIsBelowThePartitionToBeOld() {
        settled(2).revision("web-2", "nginx:2", 2).set().rolling(1).changed();
        story.makes("web-2", "nginx:2").replaced(1);
        story.set().revisions("web-5d4", "web-2").counts(1, 1).settled();

        assertHealthy();
        story.set().rolling(0).changed().settled();
        assertDifference("pod web-0 is of revision 'web-5d4'");
    }

    @Test
    void allowsPodsToBeOldWithOnDelete() {
        settled(2).revision("web-2", "nginx:2", 2).set().onDelete().changed();
        story.set().revisions("web-5d4", "web-2").counts(2, 0).settled();

        assertHealthy();
    }

    @Test
    void findsAnUpdateThatTheStatusDoesNotCallComplete() {
        settled(2).revision("web-2", "nginx:2", 2).set().rolling(0).changed();
        story.makes("web-2", "nginx:2").replaced(1).replaced(0);
        story.set().revisions("web-5d4", "web-2").counts(0, 2).settled();

        assertDifference("the status does not say that the update is complete");
    }

    @Test
    void findsACountThatIsWrong() {
        settled(2).set().status(2, 1);

        assertDifference("the status says that availableReplicas is 1, and it is 2");
    }

    @Test
    void findsAStatusThatIsOld() {
        settled(2).set().changed();

        assertDifference("the status is of an earlier spec");
    }

    @Test
    void findsAClaimThatIsMissing() {
        settled(2).claim(1).deleted();

        assertDifference("there is no claim www-web-1");
    }

    @Test
    void findsAClaimThatIsNotBound() {
        story.makes("web-5d4", "nginx:1")
                .set()
                .rolling(0)
                .revisions("web-5d4", "web-5d4")
                .counts(1, 1);
        story.set().replicas(1).added();
        story.claim(0).added();
        story.up(0).set().settled();

        assertDifference("claim www-web-0 is Pending");
    }

    @Test
    void findsTwoClaimsThatShareAVolume() {
        settled(2).claim(1).bound("pv-0");

        assertDifference("claims www-web-0 and www-web-1 share a volume");
    }

    @Test
    void findsAPodThatMountsAnothersClaim() {
        settled(2).pod(1).mounts("www", "www-web-0").touched();

        assertDifference("pod web-1 does not mount the claim www-web-1");
    }

    @Test
    void findsPodsOfASetThatIsGone() {
        settled(2).down(0).set().deleting().deleted();

        assertDifference("the set is gone, but web-1 is not");
        story.down(1);
        assertHealthy();
    }

    @Test
    void findsClaimsThatWentWithTheSetAlthoughNobodyWasAskedToDeleteThem() {
        settled(2).down(1, 0).set().deleting().deleted();
        story.deletesClaim(1).claim(1).deleted();
        assertHealthy();

        story.claim(0).deleted();
        assertDifference("the set is gone, and so is claim www-web-0");
    }

    @Test
    void hasNothingAgainstOrphans() {
        settled(2).orphaned(0, 1);

        assertHealthy();
    }

    @Test
    void looksAtTheSetThatTheScenarioMadeAndNotAtOneThatWasThereBefore() {
        story.tell(Observation.of(Change.LISTED, elsewhere(Story.SET)));
        story.tell(created(Story.SET).in(Story.NAMESPACE));
        story.tell(Observation.of(Change.ADDED, elsewhere("another")));
        settled(1);

        assertHealthy();
    }

    @Test
    void looksAtTheFirstSetThatTheScenarioMadeAlsoWhenTheOthersWereSeenBefore() {
        story.tell(created(Story.SET)).tell(created("another"));
        story.tell(Observation.of(Change.ADDED, elsewhere("another")));
        // The watch had broken, so that what was made meanwhile is only found in the next list.
        story.makes("web-5d4", "nginx:1").set().revisions("web-5d4", "web-5d4").counts(0, 0);
        story.set().replicas(0).listed().settled();

        assertHealthy();
    }

    @Test
    void looksAtNoSetThatTheScenarioMadeOnlyToSeeTheControllerAtWork() {
        story.tell(created(Story.SET));
        settled(1);
        story.tell(created("another")).tell(Observation.of(Change.ADDED, elsewhere("another")));

        assertHealthy();
    }

    private static Action created(String set) {
        return Action.of("create a set", Action.CREATE, Kinds.STATEFUL_SET, set, "");
    }

    private static Resource elsewhere(String name) {
        return Resource.parse("""
                {"kind": "StatefulSet", "apiVersion": "apps/v1", "spec": {"replicas": 3},
                 "metadata": {"namespace": "elsewhere", "name": "%s", "uid": "uid-%s", "resourceVersion": "7"}}
                """.formatted(name, name));
    }

    @Test
    void isNotHealthyWhereThereWasNothing() {
        assertThat(EndState.of(story.history()).difference()).contains("there never was a StatefulSet");
    }

    @Test
    void findsAClaimThatIsGoing() {
        settled(2).claim(1).deleting();

        assertDifference("there is no claim www-web-1");
    }

    @Test
    void looksAtTheSetThatWasMadeMeanwhileAndNotAtOneThatWasThereBefore() {
        story.tell(Observation.of(Change.LISTED, elsewhere("another")));
        settled(1);

        assertHealthy();
    }

    @Test
    void doesNotAskForACompleteUpdateWithoutPods() {
        settled(0).set().revisions("web-5d4", "web-2").settled();

        assertHealthy();
    }

    @Test
    void isNotHealthyWhereThatSetNeverWas() {
        EndState end = EndState.of(story.history(), Subject.of(Story.NAMESPACE, "another"));

        assertThat(end.difference()).contains("there never was a StatefulSet another");
    }

    private Story settled(int replicas) {
        story.makes("web-5d4", "nginx:1")
                .set()
                .rolling(0)
                .revisions("web-5d4", "web-5d4")
                .counts(replicas, replicas);
        return story.wholeSet(replicas).revision("web-5d4", "nginx:1", 1);
    }

    private void assertHealthy() {
        EndState end = EndState.of(story.history());
        assertThat(end.difference()).isEmpty();
        assertThat(end.healthy()).isTrue();
    }

    private void assertDifference(String clause) {
        EndState end = EndState.of(story.history());
        assertThat(end.healthy()).isFalse();
        assertThat(end.difference()).contains(clause);
    }
}
