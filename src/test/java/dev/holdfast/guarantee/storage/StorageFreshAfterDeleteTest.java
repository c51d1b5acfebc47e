package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageFreshAfterDeleteTest extends GuaranteeTest<StorageFreshAfterDelete> {
    @Test
    void passesWhenTheNewVolumeHasNoPage() {
        judged(again().pageRefused(0, 403)).passes("nothing of what had been written before was found by the pods 0");
    }

    @Test
    void passesWhenTheNewVolumeHasAnotherPage() {
        judged(again().page(0, "welcome")).passes();
    }

    @Test
    void failsWhenTheOldPageIsFound() {
        again().page(0, "zero");

        judged().fails(
                        "pod 0 (uid web-0#2) answered 'zero' at http://web-0.svc.demo.svc.cluster.local/ from claim www-web-0"
                                + " (uid another), created at resourceVersion 300, but that had been written into the one before (uid"
                                + " uid-www-web-0)");
    }

    @Test
    void namesOnlyThePodsWhoseClaimsTookThePlaceOfOthers() {
        story.wholeSet(2).writes(0, "zero").page(1, "one");
        replaced().page(0, "welcome");

        judged().passes("nothing of what had been written before was found by the pods 0");
    }

    @Test
    void failsWhenTheOldPageIsFoundInTheVolumeIntoWhichItWasWritten() {
        story.set().templates("www", "data").replicas(1).added();
        story.claim("data-web-0").added();
        story.claim(0).added();
        story.pod(0).alsoMounts("data", "data-web-0").added().running().ready();
        story.tell(Action.write("web-0", "web-0#1", "index.html", "zero").with(Action.VOLUME, "www"));
        story.deletes(0).pod(0).deleting().deleted();
        story.deletesClaim(0).claim(0).deleted();
        story.version(300).claim(0).uid("another").added();
        story.nextPod(0).alsoMounts("data", "data-web-0").added().running().ready();

        judged(story.page(0, "zero"))
                .fails(
                        "pod 0 (uid web-0#2) answered 'zero' at http://web-0.svc.demo.svc.cluster.local/ from claim www-web-0"
                                + " (uid another), created at resourceVersion 300, but that had been written into the one before (uid"
                                + " uid-www-web-0)");
    }

    @Test
    void looksOnlyAtPagesOfThePodThatWasReady() {
        story.wholeSet(1).writes(0, "zero").page(0, "zero");

        judged(replaced()).isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void passesWhenTheOldPageWasFoundBeforeTheOldClaimWent() {
        story.wholeSet(1).writes(0, "zero").remade(0).page(0, "zero");

        judged(story.deletesClaim(0).claim(0).deleted()).isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void passesWhenTheOldPageIsFoundOnTheOldClaim() {
        story.wholeSet(1).writes(0, "zero").remade(0).page(0, "zero");

        judged().isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void passesWhenTheSamePageWasWrittenAgain() {
        judged(again().writes(0, "zero").page(0, "zero")).isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void isInconclusiveWhenNothingHadBeenWritten() {
        story.wholeSet(1);
        replaced();

        judged(story.page(0, "zero")).isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void isInconclusiveWhenThereWasNoAnswer() {
        judged(again().noPage(0)).isInconclusive("no pod of web was asked for a page");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(again().pageRefused(0, 403).gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToASetWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("promises no storage");
    }

    private Story again() {
        story.wholeSet(1).writes(0, "zero");
        return replaced();
    }

    private Story replaced() {
        story.deletes(0).pod(0).deleting().deleted();
        story.deletesClaim(0).claim(0).deleted();
        story.version(300).claim(0).uid("another").added().bound("pv-9");
        story.nextPod(0).added().running().ready();
        return story;
    }
}
