package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class RevisionTruthTest extends GuaranteeTest<RevisionTruth> {
    @Test
    void passesWhenEachPodIsOfTheTemplateOfItsRevision() {
        story.set().settledOn("web-1", "nginx:1");
        judged(story.set().updatesTo("web-2", "nginx:2").replaced(1)).passes();
    }

    @Test
    void failsWhenAPodRunsSomethingElse() {
        story.set().settledOn("web-1", "nginx:1");
        story.set()
                .updatesTo("web-2", "nginx:2")
                .makes("web-1", "nginx:2")
                .down(1)
                .version(300)
                .up(1);

        judged().fails("pod 1 (uid web-1#2) was created at resourceVersion 300 with the label controller-revision-hash"
                        + " 'web-1', but not from the template of that ControllerRevision: its container nginx has the image"
                        + " nginx:2 instead of nginx:1")
                .shows(102L, 300L);
    }

    @Test
    void failsWhenTheRevisionBelongsToAnotherSet() {
        story.set().settledOn("web-1", "nginx:1");
        story.version(200)
                .revisionOf("other", "other-1")
                .makes("other-1", "nginx:1")
                .down(1)
                .version(300)
                .up(1);

        judged().fails("pod 1 (uid web-1#2) was created at resourceVersion 300 with the label controller-revision-hash"
                        + " 'other-1', but that ControllerRevision belongs to somebody else")
                .shows(200L, 300L);
    }

    @Test
    void saysNothingOfARevisionThatWasNotSeen() {
        judged(story.set().up()).isInconclusive("whose template was observed");
    }

    @Test
    void saysNothingOfAPodThatNoSetMade() {
        story.set().settledOn("web-1", "nginx:1");
        story.makes("web-1", "nginx:2").nextPod(7).withoutOwner().added();

        judged().passes();
    }

    /** Whoever may not change what a pod runs replaces it by one that runs something else. */
    @Test
    void saysNothingOfAPodThatSomebodyReplaced() {
        story.set()
                .with(set -> Written.by(set, "kube-controller-manager", "status"))
                .settledOn("web-1", "nginx:1");
        story.makes("web-1", "nginx:2")
                .down(1)
                .pod(1)
                .with(pod -> Written.by(pod, "kubectl-replace", ""))
                .added();

        judged().passes();
    }

    @Test
    void passesWhenTheRevisionWasAnotherWhenThePodWasMade() {
        story.set().settledOn("web-1", "nginx:1");
        story.revisionDeleted("web-1").stray("web-1", "nginx:9");

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.REVISION).set().settledOn("web-1", "nginx:1")).isInconclusive("gap");
    }

    @Test
    void isJudgedWhereTheSetWasNeverSeen() {
        story.service(Change.ADDED)
                .revision("web-1", "nginx:1", 1)
                .makes("web-1", "nginx:1")
                .up(0);

        judged().passes();
    }
}
