package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageRebindTest extends GuaranteeTest<StorageRebind> {
    @BeforeEach
    void aPodHasWrittenItsPage() {
        story.wholeSet(1).writes(0, "written by pod 0").page(0, "written by pod 0");
    }

    @Test
    void passesWhenTheNewPodServesTheOldPage() {
        story.remade(0)
                .page(0, "written by pod 0")
                .tell(ExternalRead.pageInside("web-0", "web-0#2", "written by pod 0"));

        judged().passes();
    }

    @Test
    void allowsTheWayToThePageAMoment() {
        judged(story.remade(0).noPage(0).pageRefused(0, 502).page(0, "written by pod 0"))
                .passes();
    }

    @Test
    void looksOnlyAtPagesBeforeTheNextWrite() {
        judged(story.remade(0).page(0, "written by pod 0").writes(0, "new").page(0, "new"))
                .passes();
    }

    @Test
    void failsWhenAnotherPageIsServed() {
        story.remade(0).page(0, "the image's own page").page(0, "written by pod 0");

        judged().fails(
                        "pod 0 (uid web-0#2), Ready at resourceVersion 114, answered 'the image's own page' at"
                                + " http://web-0.svc.demo.svc.cluster.local/, but its predecessor had written 'written by pod 0'")
                .shows(114L);
    }

    @Test
    void failsWhenThePageIsGone() {
        story.remade(0).pageRefused(0, 403);

        judged().fails("pod 0 (uid web-0#2), Ready at resourceVersion 114, answered with HTTP status 403 at"
                + " http://web-0.svc.demo.svc.cluster.local/, but its predecessor had written 'written by pod 0'");
    }

    @Test
    void failsWhenThePageIsNotThereInside() {
        story.remade(0).page(0, "written by pod 0").tell(ExternalRead.pageInside("web-0", "web-0#2", ""));

        judged().fails(
                        "pod 0 (uid web-0#2), Ready at resourceVersion 114, answered nothing at web-0, but its predecessor"
                                + " had written 'written by pod 0'");
    }

    @Test
    void failsWhenTheNewPodMountsAnotherClaim() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(4711)
                .nextPod(0)
                .mounts("www", "www-web-7")
                .added()
                .running()
                .ready();
        story.page(0, "written by pod 0");

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 4711 with claim www-web-7 as its volume www, but"
                                + " its predecessor (uid web-0#1) had www-web-0")
                .shows(106L, 4711L);
    }

    @Test
    void failsWhenTheClaimWasReplacedInBetween() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(4711).claim(0).deleted().uid("uid-new").added().bound("pv-0");
        story.nextPod(0).added().running().ready();
        story.page(0, "written by pod 0");

        judged().fails(
                        "pod 0 (uid web-0#2) mounts claim www-web-0 of uid uid-new, created at resourceVersion 4712, but its"
                                + " predecessor mounted that of uid uid-www-web-0")
                .shows(4711L, 4712L);
    }

    @Test
    void failsWhenTheClaimWasBoundToAnotherVolumeInBetween() {
        story.version(4711).claim(0).bound("pv-9");
        story.remade(0).page(0, "written by pod 0");

        judged().fails(
                        "pod 0 (uid web-0#2) mounts claim www-web-0, which is bound to volume pv-9 at resourceVersion 4711,"
                                + " but was bound to another before");
    }

    @Test
    void saysNothingOfAClaimThatSomebodyGaveToAPodBeforeTheRecordingBegan() {
        Story found = Story.ofBystander();
        found.set().replicas(1).listed();
        found.pod(0).mounts("www", "precious").listedUp();
        found.down(0).claim(0).added();

        judged(found.up(0)).isInconclusive("no pod of web was remade and then asked");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.gap(Kinds.POD).remade(0).page(0, "written by pod 0")).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasRemade() {
        judged().isInconclusive("no pod of web was remade");
    }

    @Test
    void isInconclusiveWhenNobodyAskedTheNewPod() {
        judged(story.remade(0)).isInconclusive("then asked for a page");
    }

    @Test
    void looksOnlyAtThePagesOfThePodItself() {
        judged(story.remade(0).page(1, "another page").page(0, "written by pod 0"))
                .passes();
    }

    @Test
    void isInconclusiveWhenThereIsNoAnswerToTheEnd() {
        story.remade(0).noPage(0).noPage(0).waitsInVain();

        judged().isInconclusive("pod 0 (uid web-0#2), Ready at resourceVersion 114, answered nothing at"
                + " http://web-0.svc.demo.svc.cluster.local/, but its predecessor had written 'written by pod 0';"
                + " that there was no answer says nothing of what is kept");
    }

    @Test
    void looksOnlyAtPagesWhileThePodIsThere() {
        story.remade(0).page(0, "written by pod 0").deletes(0).page(0, "something else");
        story.pod(0).deleting();
        story.page(0, "something else");

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNothingWasWrittenBefore() {
        Story unwritten = new Story().wholeSet(1).remade(0).page(0, "the image's own page");

        judged(unwritten).isInconclusive("a page that had been written before");
    }

    @Test
    void isNotBrokenWhereThePolicyLetsTheClaimGo() {
        Story scaled = new Story();
        scaled.set().deletesClaimsWhenScaled();
        scaled.wholeSet(1).writes(0, "written by pod 0").set().replicas(0).changed();
        scaled.claim(0).goesWith(Kinds.POD, "web-0", "web-0#1");
        scaled.down(0).claim(0).deleted().withoutOwner().uid("uid-new");
        scaled.set().replicas(1).changed();
        scaled.claim(0).added().bound("pv-0");
        scaled.nextPod(0).added().running().ready();
        scaled.page(0, "the image's own page");

        judged(scaled).isInconclusive("no pod of web was remade");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWent() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.down(0).claim(0).deleted().uid("uid-new").added().bound("pv-0");
        watched.nextPod(0).added().running().ready();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void failsWhenTheSecondOfThreeClaimsWasDeletedByTheCluster() {
        story.deletes(0).deletesClaim(0).claim(0).deleting();
        story.down(0).claim(0).deleted().uid("uid-2").added().deleted();
        story.claim(0).uid("uid-3").added().bound("pv-0");
        story.nextPod(0).added().running().ready();

        judged().fails(
                        "pod 0 (uid web-0#2) mounts claim www-web-0 of uid uid-3, created at resourceVersion 116, but its"
                                + " predecessor mounted that of uid uid-www-web-0");
    }

    @Test
    void comparesNoPodWithAnotherSetsThatHasOtherTemplates() {
        story.set().deleted();
        story.down(0).set().again("uid-2").templates("data").added();
        story.claim("data-web-0").added().bound("pv-9");
        story.nextPod(0).ofSet("uid-2").mounts("data", "data-web-0").added();

        judged().isInconclusive("no pod of web was remade");
    }

    @Test
    void isInconclusiveWhenTheScenarioEndedBeforeThereWasAnAnswer() {
        judged(story.remade(0).pageRefused(0, 403).cutShort()).isInconclusive("answered with HTTP status 403");
    }

    @Test
    void failsWhenTheAnswerWasWaitedForInVain() {
        story.remade(0).pageRefused(0, 403).waitsInVain().atWork("another-0").cutShort();

        judged().fails("pod 0 (uid web-0#2), Ready at resourceVersion 114, answered with HTTP status 403 at"
                + " http://web-0.svc.demo.svc.cluster.local/, but its predecessor had written 'written by pod 0'");
    }

    @Test
    void namesThePodsThatServedWhatWasWrittenBefore() {
        story.remade(0).page(0, "written by pod 0").remade(0).deletes(0).down(0);
        story.pod(0).added().running();

        judged().passes(
                        "the same claim, the same volume and the page written before were found by pod 0 (uid web-0#2)");
    }

    @Test
    void comparesWithWhatWasWrittenLast() {
        judged(story.writes(0, "written again").remade(0).page(0, "written again"))
                .passes();
    }

    @Test
    void isInconclusiveWhenTheAnswerWasWaitedForAndNothingShowsThatThereWasTheTime() {
        story.remade(0).pageRefused(0, 403).waitsInVain();

        judged().isInconclusive("it was waited for in vain, and nothing shows that the controller had the time");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        Story without = new Story();
        without.set().withoutClaims().added();

        judged(without).isNotApplicable("no volumeClaimTemplates");
    }
}
