package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RecreateTypeChangeTest extends RecreateTest<RecreateTypeChange> {
    @Test
    void passesWhenNoPodMovesWhileTheControllerIsAtWork() {
        toRecreate().control("control-0");

        judged().passes("no pod was replaced when only the type of the update strategy was changed");
    }

    @Test
    void passesAlsoInTheOtherDirection() {
        begun().story().set().rolling(0).changed();
        story.set().lookedAt(3);

        judged().passes();
    }

    @Test
    void failsWhenAPodOfTheLatestVersionIsDeleted() {
        toRecreate().version(300).pod(1).deleting();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although only the type of the update strategy had been"
                                + " changed at resourceVersion 200, and it is of revision web-1, which the status had named as the"
                                + " latest")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenTheControllerTakesTheTypeForAnotherTemplate() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.version(200).set().recreate().changed();
        ask(0, 1, 2);
        waiting(3);

        judged().failsBecauseOf("pod 0 (uid web-0#1) was deleted at resourceVersion 201 although only the type");
    }

    @Test
    void knowsThatPodsWhichOnDeleteHeldBackGo() {
        story.set().replicas(3).onDelete().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.version(200).set().recreate().changed();
        ask(0, 1, 2);
        waiting(3);

        judged().deviates("pod 0 (uid web-0#1) was deleted at resourceVersion 201 although only the type of the update"
                + " strategy had been changed at resourceVersion 200; it was not of the latest version, and held back"
                + " until then");
    }

    @Test
    void knowsThatPodsBelowThePartitionGo() {
        story.set().replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.replaced(2);
        story.version(200).set().recreate().changed();
        ask(0, 1);
        waiting(3);

        judged().deviates("pod 0 (uid web-0#1) was deleted at resourceVersion 201");
    }

    @Test
    void doesNotJudgeARollOutThatWasUnderWay() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.version(200).set().recreate().changed();
        ask(0, 1, 2);
        waiting(3);

        judged().isInconclusive("nobody changed only the type of the update strategy of web");
    }

    @Test
    void doesNotJudgeARollOutThatWasUnderWayWhenTheControllerHasSeenTheType() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.set().recreate().changed();
        waiting(3);
        ask(0, 1, 2);

        judged().isInconclusive("nobody changed only the type of the update strategy of web");
    }

    @Test
    void doesNotJudgeAPodThatEndedByItselfBeforeTheControllerHasSeenTheType() {
        story.set().replicas(3).onDelete().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(1).failed();
        story.set().recreate().changed();
        ask(1);

        judged().isInconclusive("nobody changed only the type of the update strategy of web");
    }

    @Test
    void doesNotJudgeWhoChangesTheTemplateToo() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.version(200).set().recreate().template("nginx:2").changed();
        ask(0, 1, 2);
        waiting(3);

        judged().isInconclusive("nobody changed only the type of the update strategy of web");
    }

    @Test
    void doesNotJudgeWhatComesAfterTheTemplateWasChanged() {
        toRecreate().control("control-0");
        story.set().template("nginx:2").changed();
        ask(0, 1, 2);
        waiting(3);

        judged().passes();
    }

    @Test
    void leavesToOthersWhatTheyDelete() {
        toRecreate().remade(1).control("control-0");

        judged().passes();
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        toRecreate();

        judged().isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenNobodyChangedTheType() {
        judged(begun()).isInconclusive("nobody changed only the type of the update strategy of web");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        toRecreate().gap(Kinds.POD).control("control-0");

        judged().isInconclusive("gap");
    }

    private Story toRecreate() {
        story.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        story.version(200).set().recreate().changed();
        return story.set().settled().story();
    }
}
