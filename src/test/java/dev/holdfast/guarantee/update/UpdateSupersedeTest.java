package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateSupersedeTest extends RolloutTest<UpdateSupersede> {
    @Test
    void passesWhenAllPodsComeToBeOfTheLatestTemplate() {
        judged(superseded().replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenAPodIsMadeFromTheTemplateBefore() {
        superseded().makes("web-2", "nginx:2").down(1).version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300, but not from the template that was set at"
                                + " resourceVersion 250 in the middle of an update: its revision web-2 keeps another template")
                .shows(250L, 300L);
    }

    @Test
    void failsWhenTheControllerTakesTheRevisionBeforeForThatOfTheLatestTemplate() {
        changed().replaced(2).version(250).set().template("nginx:3").changed();
        story.set().settled();
        story.down(1).version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300, but not from the template that was set at"
                                + " resourceVersion 250 in the middle of an update: its revision web-2 keeps another template");
    }

    @Test
    void failsWhenAPodIsMadeFromTheFirstTemplateAlthoughNothingHoldsItBack() {
        superseded().makes("web-1", "nginx:1").down(1).version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300, but not from the template that was set at"
                                + " resourceVersion 250 in the middle of an update: its revision web-1 keeps another template");
    }

    @Test
    void failsWhenAPodBelowThePartitionIsMadeFromATemplateOfLongBefore() {
        changed().replaced(2).replaced(1).replaced(0);
        story.set().revisions("web-2", "web-2").counts(3, 3).settled();
        story.set().rolling(1).changed().settled();
        story.set().updatesTo("web-3", "nginx:3").replaced(2);
        story.set().updatesTo("web-4", "nginx:4");
        story.makes("web-1", "nginx:1").remade(0);

        judged().failsBecauseOf("its revision web-1 keeps another template");
    }

    @Test
    void failsWhenAPodOnlySaysThatItIsOfTheLatestTemplate() {
        superseded().makes("web-3", "nginx:2").down(1).version(300).up(1);

        judged().fails(
                        "pod 1 (uid web-1#2) was created at resourceVersion 300, but not from the template that was set at"
                                + " resourceVersion 250 in the middle of an update: its container nginx has the image nginx:2 instead of"
                                + " nginx:3");
    }

    @Test
    void passesWhenAPodBelowThePartitionComesBackAsItWas() {
        changed(1).replaced(2).version(250).set().updatesTo("web-3", "nginx:3").replaced(2);
        story.makes("web-1", "nginx:1").remade(0);

        judged().passes();
    }

    @Test
    void saysNothingAsLongAsTheControllerHasNotSeenTheLatestTemplate() {
        changed().replaced(2).set().template("nginx:3").changed();
        story.replaced(1);

        judged().isInconclusive("was not changed again in the middle of an update");
    }

    @Test
    void saysNothingOfAnUpdateThatWasComplete() {
        changed().replaced(2).replaced(1).replaced(0);
        story.set().revisions("web-2", "web-2").counts(3, 3).settled();
        story.set().updatesTo("web-3", "nginx:3").replaced(2);

        judged().isInconclusive("was not changed again in the middle of an update");
    }

    @Test
    void saysNothingOfOnDelete() {
        superseded().set().onDelete().changed().settled();
        story.makes("web-2", "nginx:2").remade(1);

        judged().isInconclusive("no pod was created after that");
    }

    @Test
    void saysNothingOfARevisionThatNobodyKnows() {
        superseded().makes("web-9", "nginx:2").remade(1);

        judged().isInconclusive("no pod was created after that");
    }

    @Test
    void saysNothingOfAnotherSetOfThatName() {
        superseded().set().deleting().deleted();
        story.set().again("uid-other").template("nginx:2").added();
        story.makes("web-2", "nginx:2").nextPod(1).ofSet("uid-other").added();

        judged().isInconclusive("no pod was created after that");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(superseded().gap(Kinds.POD).replaced(2)).isInconclusive("gap");
    }

    /** Pod 2 is of web-2 when at resourceVersion 250 the template changes to that of web-3. */
    private Story superseded() {
        return changed().replaced(2).version(250).set().updatesTo("web-3", "nginx:3");
    }
}
