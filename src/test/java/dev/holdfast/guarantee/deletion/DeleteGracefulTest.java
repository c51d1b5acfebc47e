package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class DeleteGracefulTest extends GuaranteeTest<DeleteGraceful> {
    private final Story bystander = Story.ofBystander();

    @Test
    void passesWhenAPodIsGivenItsTime() {
        judged(going(story).deleting(30).deleted())
                .passes(
                        "1 pod was given the time to stop that was asked for, and gone only when all containers had stopped");
    }

    @Test
    void failsWhenAPodIsGivenLess() {
        judged(going(story).deleting(1).deleted())
                .fails(
                        "pod 1 (uid web-1#1) was given 1 s to stop when it was deleted at resourceVersion 300 by the garbage"
                                + " collector, although it asks for 30 s")
                .shows(300L);
    }

    @Test
    void failsWhenAPodIsDeletedByForce() {
        judged(going(story).killed())
                .fails(
                        "pod 1 (uid web-1#1) was given 0 s to stop when it was deleted at resourceVersion 300 by the garbage"
                                + " collector, although it asks for 30 s")
                .shows(300L);
    }

    @Test
    void failsWhenAPodIsGoneWhileItsContainerRuns() {
        judged(going(story).deleting(30).killed())
                .fails(
                        "pod 1 (uid web-1#1) was gone at resourceVersion 301 while nginx still ran, although it had been deleted"
                                + " at resourceVersion 300 with its own grace period")
                .shows(300L, 301L);
    }

    @Test
    void saysThatOthersAskedForLess() {
        going(story);
        story.tell(Action.delete(Kinds.POD, "web-1", "web-1#1").with("gracePeriodSeconds", "0"));
        story.pod(1).killed();

        judged().isInconclusive("no pod of web was deleted with its set");
    }

    @Test
    void isInconclusiveWhenSomebodyElseMayHaveAskedForLess() {
        judged(going(bystander).deleting(1).deleted()).isInconclusive("somebody else may have asked for that");
    }

    @Test
    void saysNothingOfAPodThatIsDeletedWhileItsSetStays() {
        story.wholeSet(2).pod(1).bound();
        story.set().replicas(1).changed();
        story.pod(1).deleting(30).deleted();

        judged().isInconclusiveOnlyBecause("no pod of web was deleted with its set that had containers to stop");
    }

    /** The log has what came of a request, and lacks the request. */
    @Test
    void isInconclusiveWhenTheAuditLogLacksTheDeletion() {
        Story logged = Story.ofBystander();
        logged.wholeSet(1).pod(0).bound();
        logged.set().deleted();
        logged.pod(0).deleting(1);
        logged.audited(new AuditedRequest("patch", "status", "system:node:node-1", "kubelet"));

        judged(logged).isInconclusive("somebody else may have asked for that");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        going(story).deleting(30).deleted();

        judged(story.gap(Kinds.POD)).isInconclusive("gap");
    }

    private static PodTeller going(Story story) {
        story.wholeSet(2).pod(1).bound();
        story.set().deleted();
        return story.version(300).pod(1);
    }
}
