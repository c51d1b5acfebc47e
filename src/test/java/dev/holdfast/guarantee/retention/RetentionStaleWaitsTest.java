package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionStaleWaitsTest extends GuaranteeTest<RetentionStaleWaits> {
    @Test
    void passesWhenThePodComesBackToANewClaim() {
        scaledAway(story).claim(1).deleting().deleted();
        back(story);

        judged().passes("the pods 1 came back only when the claims of those that were scaled away were gone");
    }

    @Test
    void failsWhenThePodComesBackToTheClaimThatIsGoing() {
        scaledAway(story).set().replicas(2).changed();
        story.version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300 on claim www-web-1, which goes with the pod"
                                + " before (uid web-1#1) since resourceVersion 202")
                .shows(202L, 300L);
    }

    @Test
    void saysNothingWhereThePodIsMadeByTheScenario() {
        scaledAway(story);
        story.nextPod(1).withoutOwner().added();

        judged().isInconclusive("no pod of web was scaled up again");
    }

    @Test
    void saysNothingWhereTheControllerMayActOnAPolicyThatKeepsClaims() {
        story.set().deletesClaimsWhenScaled();
        scaledAway(story).set().keepsClaims().changed();
        story.set().replicas(2).changed();
        story.up(1);

        judged().isInconclusive("no pod of web was scaled up again");
    }

    @Test
    void isInconclusiveWhereTheControllerMayNotKnowWhatItWroteItself() {
        Story old = Story.on("v1.35.0");
        scaledAway(old).set().replicas(2).changed();
        old.up(1);

        judged(old).isInconclusive("the controller may not have heard of that yet");
    }

    @Test
    void knowsWhatItWroteWhenItWentOverTheSetTwiceSince() {
        Story old = Story.on("v1.35.0");
        scaledAway(old).set().lookedAt(2).replicas(2).changed();
        old.version(300).up(1);

        judged(old)
                .fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300 on claim www-web-1, which goes with the pod"
                                + " before (uid web-1#1) since resourceVersion 202");
    }

    @Test
    void isInconclusiveWhenWhoMadeThePodTheOwnerIsNotKnown() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        scaledAway(watched).set().replicas(2).changed();
        watched.up(1);

        judged(watched).isInconclusive("the controller may not have heard of that yet");
    }

    @Test
    void saysNothingOfAPodWhoseClaimStayed() {
        scaledAway(story).claim(1).released();
        story.set().replicas(2).changed();
        story.up(1);

        judged().isInconclusive("no pod of web was scaled up again");
    }

    @Test
    void passesWhenTheNewClaimGoesWithTheSet() {
        scaledAway(story).claim(1).deleted();
        story.set().replicas(2).changed();
        story.claim(1).uid("another").withoutOwner().added().goesWithSet();

        judged(story.up(1))
                .passes("the pods 1 came back only when the claims of those that were scaled away were gone");
    }

    @Test
    void saysNothingOfAPodWhoseClaimDidNotGoWithTheOneBefore() {
        scaledAway(story).claim(1).goesWithSet();
        story.deletesClaim(1).claim(1).deleted();
        back(story);

        judged().isInconclusive("no pod of web was scaled up again");
    }

    @Test
    void saysNothingOfAPodWhoseClaimGoesLater() {
        scaledAway(story).claim(1).released();
        story.set().replicas(2).changed();
        story.up(1).set().status(2, 2).replicas(1).changed();
        story.claim(1).goesWithPod(1);
        story.down(1).claim(1).deleted();

        judged().isInconclusive("no pod of web was scaled up again");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        scaledAway(story).claim(1).deleted();
        back(story);

        judged(story.gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereTheClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps the claims of pods that are scaled away");
    }

    private static Story scaledAway(Story told) {
        told.set().deletesClaimsWhenScaled();
        told.wholeSet(2).version(200).set().replicas(1).changed().status(2, 2);
        told.claim(1).goesWithPod(1);
        told.down(1).set().status(1, 1);
        return told;
    }

    private static void back(Story told) {
        told.set().replicas(2).changed();
        told.claim(1).uid("another").withoutOwner().added();
        told.up(1);
    }
}
