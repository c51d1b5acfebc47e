package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateOnDeleteTest extends GuaranteeTest<UpdateOnDelete> {
    @Test
    void passesWhenOnlyWhatTheScenarioDeletesIsUpdated() {
        judged(changed().remade(1)).passes();
    }

    @Test
    void passesWhenNothingMovesWhileAnotherSetDoes() {
        judged(changed().control("control-0")).passes();
    }

    @Test
    void failsWhenTheControllerUpdatesAPod() {
        changed().version(300).replaced(2).control("control-0");

        judged().fails(
                        "pod 2 (uid web-2#1) was deleted at resourceVersion 300 although the update strategy is OnDelete")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenTheDeletedPodComesBackOld() {
        changed().makes("web-1", "nginx:1").deletes(1).down(1).version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300, but not from revision web-2 as a pod that"
                                + " comes back under OnDelete has to be: its revision is 'web-1'");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(changed()).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).remade(1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasNotChanged() {
        judged(begun().remade(1)).isInconclusive("was not changed while its strategy was OnDelete");
    }

    @Test
    void isNotApplicableToARollingSet() {
        judged(story.set().rolling(0).added()).isNotApplicable("never had the OnDelete strategy");
    }

    @Test
    void isInconclusiveWhenTheControllerWasAtWorkOnlyAfterTheStrategyWasChanged() {
        changed().set().rolling(0).changed();
        story.set().status(3, 3);
        story.control("control-0");

        judged().isInconclusive("nothing shows that the controller was at work");
    }

    /** Three pods of revision web-1; at resourceVersion 200 the template changes to that of web-2. */
    private Story changed() {
        return begun().version(200).set().updatesTo("web-2", "nginx:2");
    }

    private Story begun() {
        return story.set().replicas(3).onDelete().settledOn("web-1", "nginx:1");
    }
}
