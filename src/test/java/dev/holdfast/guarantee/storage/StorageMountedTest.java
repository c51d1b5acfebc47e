package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class StorageMountedTest extends GuaranteeTest<StorageMounted> {
    @Test
    void passesWhenTheFileIsInTheFolderOfTheVolume() {
        story.wholeSet(2).writes(0, "zero").writes(1, "one");
        story.file("/exports/0/index.html", "zero").file("/exports/1/index.html", "one");

        judged().passes();
    }

    @Test
    void judgesTheLastLookBeforeTheNextWrite() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html").file("/exports/0/index.html", "zero");
        story.writes(0, "again").file("/exports/0/index.html", "again");

        judged().passes();
    }

    @Test
    void failsWhenTheFileIsNotThere() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html");

        judged().fails("pod 0 (uid web-0#1) wrote 'zero' to index.html in its volume, but /exports/0/index.html on the"
                + " storage server did not exist");
    }

    @Test
    void failsWhenTheFileHoldsSomethingElse() {
        story.wholeSet(1).writes(0, "zero").file("/exports/0/index.html", "the image's own page");

        judged().fails("pod 0 (uid web-0#1) wrote 'zero' to index.html in its volume, but /exports/0/index.html on the"
                + " storage server held 'the image's own page'");
    }

    @Test
    void failsWhenTheFileIsOnlyInAnothersFolder() {
        story.wholeSet(2).writes(0, "zero").noFile("/exports/0/index.html").file("/exports/1/index.html", "zero");

        judged().fails("pod 0 (uid web-0#1) wrote 'zero' to index.html in its volume, but /exports/0/index.html on the"
                + " storage server did not exist");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.wholeSet(1).gap(Kinds.VOLUME).writes(0, "zero").file("/exports/0/index.html", "zero");

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNobodyLooked() {
        story.wholeSet(1).writes(0, "zero");

        judged().isInconclusive("no file that a pod of web had written was looked for");
    }

    @Test
    void isInconclusiveWhenNothingWasWritten() {
        story.wholeSet(1).file("/exports/0/index.html", "zero");

        judged().isInconclusive("no file that a pod of web had written was looked for");
    }

    @Test
    void isInconclusiveWhenTheVolumeWasNotRecorded() {
        story.set().added();
        story.claim(0).added().bound("pv-0");
        story.up(0).writes(0, "zero").file("/exports/0/index.html", "zero");

        judged().isInconclusive("was not recorded");
    }

    @Test
    void isNotApplicableToOtherVolumes() {
        story.set().added();
        story.csiVolume("pv-0", "disk-0").claim(0).added().bound("pv-0");
        story.up(0).writes(0, "zero");

        judged().isNotApplicable("volume pv-0 is no NFS volume");
    }

    @Test
    void looksIntoTheVolumeThatWasWrittenTo() {
        story.set().templates("www", "log").added();
        story.volume("pv-0", "/exports/0").volume("pv-9", "/exports/9");
        story.claim(0).added().bound("pv-0");
        story.claim("log-web-0").added().bound("pv-9");
        story.pod(0).alsoMounts("log", "log-web-0").added().running().ready();
        Action write = Action.write("web-0", "web-0#1", "access", "GET /").with(Action.VOLUME, "log");
        story.tell(write).noFile("/exports/0/access").file("/exports/9/access", "GET /");

        judged().passes();
    }

    @Test
    void failsWhenTheFileWasWaitedForInVain() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html");
        story.waitsInVain().atWork("another-0").cutShort();

        judged().fails("pod 0 (uid web-0#1) wrote 'zero' to index.html in its volume, but /exports/0/index.html on the"
                + " storage server did not exist");
    }

    @Test
    void isInconclusiveWhenTheFileWasWaitedForAndNothingShowsThatThereWasTheTime() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html").waitsInVain();

        judged().isInconclusive("it was waited for in vain, and nothing shows that the controller had the time");
    }

    @Test
    void namesWhyTheSetDidNotGoOnWhereTheServerToldWhenItWasGivenUp() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html");
        story.waitsInVain().explained("ns/web goes on: 1 of 2 available; the controller creates pod web-1");
        story.waitsInVain().explained("ns/web is something else later");

        judged().isInconclusive(
                        "it was waited for in vain, and nothing shows that the controller had the time; ns/web goes on:"
                                + " 1 of 2 available; the controller creates pod web-1");
    }

    @Test
    void isBrokenAsBeforeWhateverIsExplained() {
        story.wholeSet(1).writes(0, "zero").noFile("/exports/0/index.html");
        story.waitsInVain()
                .explained("ns/web goes on: 0 of 1 available")
                .atWork("another-0")
                .cutShort();

        judged().fails("pod 0 (uid web-0#1) wrote 'zero' to index.html in its volume, but /exports/0/index.html on the"
                + " storage server did not exist");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }
}
