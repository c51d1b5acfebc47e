package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class ObjectAttributionTest {
    private final Story story = new Story();
    private final Story watched = Story.ofBystander();

    @Test
    void namesTheScenario() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleted();

        assertThat(actor(story)).isEqualTo(DeletionActor.SCENARIO);
    }

    @Test
    void namesTheScenarioThatDeletesTheNamespace() {
        story.wholeSet(1)
                .tell(Action.delete("Namespace", Story.NAMESPACE, ""))
                .claim(0)
                .deleted();

        assertThat(actor(story)).isEqualTo(DeletionActor.OWNER_GONE);
    }

    @Test
    void namesTheClusterWhereAllElseIsNoted() {
        story.wholeSet(1).claim(0).deleted();

        assertThat(actor(story)).isEqualTo(DeletionActor.CONTROLLER);
    }

    @Test
    void namesNobodyWhereNothingIsNoted() {
        watched.wholeSet(1).claim(0).deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.UNKNOWN);
    }

    @Test
    void namesThePolicyWhenThePodWithWhichAClaimIsToGoIsGone() {
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(1).claim(0).goesWith(Kinds.POD, "web-0", "web-0#1");
        watched.down(0).claim(0).deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.RETENTION);
    }

    @Test
    void namesThePolicyWhenTheSetWithWhichAClaimIsToGoIsGone() {
        watched.set().deletesClaimsWhenDeleted();
        watched.wholeSet(1)
                .claim(0)
                .goesWith(Kinds.STATEFUL_SET, Story.SET, watched.set().uid());
        watched.set().deleted();
        watched.claim(0).deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.RETENTION);
    }

    @Test
    void doesNotNameThePolicyWhileTheOwnerIsThere() {
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(1).claim(0).goesWith(Kinds.POD, "web-0", "web-0#1").deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.UNKNOWN);
    }

    @Test
    void doesNotNameAPolicyThatTheSetNeverHad() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).goesWith(Kinds.POD, "web-0", "web-0#1");
        story.down(0).claim(0).deleted();

        assertThat(actor(story)).isEqualTo(DeletionActor.CONTROLLER);
    }

    @Test
    void namesAnEarlierPolicyWhoseMarkIsLeft() {
        watched.set().deletesClaimsWhenDeleted();
        watched.wholeSet(1)
                .claim(0)
                .goesWith(Kinds.STATEFUL_SET, Story.SET, watched.set().uid());
        watched.set().keepsClaims().changed().deleted();
        watched.claim(0).deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.RETENTION);
    }

    @Test
    void namesTheClusterWhereTheControllerGaveTheClaimAnOwnerAgainstThePolicy() {
        assertThat(actorWhenOwnerIsGivenBy("kcm")).isEqualTo(DeletionActor.CONTROLLER);
    }

    @Test
    void namesNobodyWhereSomebodyElseGaveTheClaimAnOwner() {
        assertThat(actorWhenOwnerIsGivenBy("kubectl-patch")).isEqualTo(DeletionActor.UNKNOWN);
    }

    /** The policy was changed when somebody had deleted the claim, which stayed as long as its pod. */
    @Test
    void namesNobodyWhereTheControllerGaveAnOwnerToAClaimThatWasEnding() {
        watched.set().with(json -> Written.by(json, "kcm", "status"));
        watched.wholeSet(1).claim(0).deleting();
        watched.set().deletesClaimsWhenDeleted().changed();
        watched.claim(0).with(json -> Written.by(json, "kcm", "")).goesWithSet().deleted();

        assertThat(actor(watched)).isEqualTo(DeletionActor.UNKNOWN);
    }

    private DeletionActor actorWhenOwnerIsGivenBy(String manager) {
        watched.set().with(json -> Written.by(json, "kcm", "status"));
        watched.wholeSet(1);
        watched.claim(0).with(json -> Written.by(json, manager, "")).goesWith(Kinds.POD, "web-0", "web-0#1");
        watched.down(0).claim(0).deleted();
        return actor(watched);
    }

    @Test
    void tellsOfAServiceToo() {
        watched.service(Change.ADDED).wholeSet(1).service(Change.DELETED);
        History history = watched.history();

        assertThat(of(history)
                        .actor(
                                "Service",
                                history.lifetimes("Service", Story.NAMESPACE).get(0)))
                .isEqualTo(DeletionActor.UNKNOWN);
    }

    @Test
    void saysTheWorstOfSeveralClaimsThatFollowedEachOther() {
        story.wholeSet(1)
                .deletesClaim(0)
                .claim(0)
                .deleted()
                .uid("uid-2")
                .added()
                .deleted();
        story.claim(0).uid("uid-3").added();
        Claims claims = Claims.of(timeline(story.history()));

        assertThat(of(story.history())
                        .replaced(
                                claims.named("www-web-0").get(0),
                                claims.named("www-web-0").get(2)))
                .isEqualTo(DeletionActor.CONTROLLER);
        assertThat(of(story.history())
                        .replaced(
                                claims.named("www-web-0").get(0),
                                claims.named("www-web-0").get(1)))
                .isEqualTo(DeletionActor.SCENARIO);
    }

    private static DeletionActor actor(Story told) {
        History history = told.history();
        return of(history)
                .actor(
                        Kinds.CLAIM,
                        history.lifetimes(Kinds.CLAIM, Story.NAMESPACE).get(0));
    }

    private static ObjectAttribution of(History history) {
        return ObjectAttribution.of(timeline(history));
    }

    private static SetTimeline timeline(History history) {
        return SetTimeline.of(history, Story.NAMESPACE, Story.SET);
    }
}
