package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleDoesNotRestartTest extends GuaranteeTest<OrderScaleDoesNotRestart> {
    @Test
    void passesWhenTheOthersStayAsTheyAre() {
        judged(scaled(3).up(2).set().settled()).passes();
    }

    @Test
    void failsWhenAPodIsReplaced() {
        scaled(3).up(2).version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although the set had only been scaled from 2 to"
                                + " 3 replicas at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenTheTemplateChangesInPassing() {
        begun().tell(Action.of("scale", "scale", Kinds.STATEFUL_SET, "web", "uid-set"));
        failsAsSoonAsThePodIsReplaced();
    }

    @Test
    void hasNothingToJudgeWhenTheTemplateWasChangedOnPurposeTogetherWithTheReplicas() {
        begun().set().replicas(3).template("nginx:2").changed();
        story.up(2).set().revisions("web-5d4", "web-6e5").settled();
        story.replaced(1);

        judged().isInconclusive("was not scaled while it had a pod to keep");
    }

    @Test
    void isInconclusiveWhenAContainerIsRestarted() {
        scaled(3).up(2).version(300).pod(1).restarted();

        judged().isInconclusive("a container of pod 1 (uid web-1#1) was restarted");
    }

    @Test
    void doesNotCountWhatAnUpdateDoesThatCameBefore() {
        begun().set().template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").settled();
        story.version(200).set().replicas(3).changed();
        story.makes("web-6e5", "nginx:2").up(2).replaced(1).replaced(0);

        judged().isInconclusive("was not scaled while it had a pod to keep");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(scaled(3).remade(0).up(2)).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(scaled(3).gap(Kinds.POD).up(2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetWasNotScaled() {
        judged(begun()).isInconclusive("was not scaled");
    }

    @Test
    void doesNotCountWhatAnUpdateDoesThatCameAfter() {
        scaled(3).up(2).set().settled();
        story.set().template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").settled();
        story.set().replicas(4).changed();
        story.makes("web-6e5", "nginx:2").up(3).replaced(2).replaced(1).replaced(0);

        judged().passes();
    }

    @Test
    void doesNotCountARestartAfterTheScalingWasDone() {
        scaled(3).up(2).set().settled();
        story.pod(1).restarted();

        judged().passes();
    }

    @Test
    void countsARestartBeforeTheScalingIsDone() {
        scaled(3).set().status(2, 2);
        story.pod(1).restarted();
        story.up(2).set().settled();

        judged().isInconclusive("a container of pod 1 (uid web-1#1) was restarted");
    }

    @Test
    void doesNotCountARestartFromBefore() {
        begun().pod(1).restarted();
        story.set().replicas(3).changed();
        story.pod(1).touched();
        story.up(2).set().settled();

        judged().passes();
    }

    @Test
    void allowsAPodToBeUnready() {
        scaled(3).pod(0).unready().ready();
        story.up(2).set().settled();

        judged().passes();
    }

    @Test
    void failsWhenTheTemplateChangesInPassingWhileTheScenarioDoesSomethingElse() {
        begun().tell(Action.of("label", "update", Kinds.STATEFUL_SET, "web", "uid-set"));
        story.tell(Action.of("scale", "scale", Kinds.STATEFUL_SET, "web", "uid-set"))
                .writes(0, "zero");
        failsAsSoonAsThePodIsReplaced();
    }

    @Test
    void hasNothingToJudgeWhenTheScenarioDidMoreThanToScale() {
        begun().tell(Action.of("update", "update", Kinds.STATEFUL_SET, "web", "uid-set"));
        story.set().replicas(3).template("nginx:2").changed();
        story.up(2).set().revisions("web-5d4", "web-6e5").settled();
        story.replaced(1);

        judged().isInconclusive("was not scaled while it had a pod to keep");
    }

    /** What changed the replicas changed the template, too, and the controller goes by that. */
    private void failsAsSoonAsThePodIsReplaced() {
        story.version(200).set().replicas(3).template("nginx:1+stamp").changed();
        story.up(2).set().revisions("web-5d4", "web-6e5").settled();
        story.version(300).replaced(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although the set had only been scaled from 2 to"
                                + " 3 replicas at resourceVersion 200");
    }

    private Story begun() {
        story.set()
                .template("nginx:1")
                .up()
                .set()
                .revisions("web-5d4", "web-5d4")
                .settled();
        return story;
    }

    private Story scaled(int to) {
        begun().version(200).set().replicas(to).changed();
        return story;
    }

    @Test
    void leavesOutPodsThatASpecWrittenOverSinceWasToUpdate() {
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().template("nginx:2").changed();
        story.set().template("nginx:1").changed();
        story.set().replicas(3).changed();
        story.replaced(1).up(2).set().settled();

        judged().passesOrHadNothingToJudge();
    }

    @Test
    void leavesOutPodsThatWereToBeUpdatedWhenTheRecordingEndsBeforeTheControllerNamesTheRevision() {
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().template("nginx:2").changed();
        story.set().replicas(3).changed();
        story.pod(1).deleting();

        judged().passesOrHadNothingToJudge();
    }

    /** The controller believes the label. */
    @Test
    void doesNotCountAPodThatSomebodyHasSayThatItIsOfAnotherRevision() {
        scaled(3).up(2).pod(0).relabelled("web-4c3").replaced(0);

        judged().passes();
    }
}
