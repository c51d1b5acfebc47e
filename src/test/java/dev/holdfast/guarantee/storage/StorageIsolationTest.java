package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageIsolationTest extends GuaranteeTest<StorageIsolation> {
    @Test
    void passesWhenEachPageIsFoundAtItsOwnPodOnly() {
        story.wholeSet(2).writes(0, "zero").writes(1, "one").page(0, "zero").page(1, "one");
        story.file("/exports/0/index.html", "zero")
                .file("/exports/1/index.html", "one")
                .noFile("/exports/2/index.html");

        judged().passes();
    }

    @Test
    void failsWhenAPageIsFoundInAnothersFolder() {
        story.wholeSet(2).writes(0, "zero").file("/exports/1/index.html", "zero");

        judged().fails("'zero', which only pod 0 (uid web-0#1) had written, was found at /exports/1/index.html");
    }

    @Test
    void failsWhenAPageIsFoundInAFolderThatIsNobodys() {
        story.wholeSet(2).writes(0, "zero").file("/exports/spare/index.html", "zero");

        judged().fails("'zero', which only pod 0 (uid web-0#1) had written, was found at /exports/spare/index.html");
    }

    @Test
    void failsWhenAPageIsServedByAnotherPod() {
        story.wholeSet(2).writes(0, "zero").page(1, "zero");

        judged().fails("'zero', which only pod 0 (uid web-0#1) had written, was found at"
                + " http://web-1.svc.demo.svc.cluster.local/");
    }

    @Test
    void failsWhenAPageIsFoundInsideAnotherPod() {
        story.wholeSet(2).writes(0, "zero").tell(ExternalRead.pageInside("web-1", "web-1#1", "zero"));

        judged().fails("'zero', which only pod 0 (uid web-0#1) had written, was found at web-1");
    }

    @Test
    void allowsTheSamePageWhereBothWroteIt() {
        story.wholeSet(2).writes(0, "same").writes(1, "same").page(0, "same").page(1, "same");

        judged().passes();
    }

    @Test
    void failsWhenTwoPodsMountOneClaim() {
        story.wholeSet(1).version(4711).pod(1).mounts("www", "www-web-0").added();

        judged().fails(
                        "pod 0 and pod 1 share the claim www-web-0: seen at resourceVersion 106 and at resourceVersion 4711")
                .shows(106L, 4711L);
    }

    @Test
    void failsWhenTwoClaimsAreBoundToOneVolume() {
        story.set().added();
        story.volume("pv-0", "/exports/0");
        story.claim(0).added().bound("pv-0");
        story.up(0).claim(1).added().bound("pv-0");
        story.up(1);

        judged().fails("pod 0 and pod 1 share the volume pv-0: seen at resourceVersion 104 and at resourceVersion 109");
    }

    @Test
    void failsWhenTwoVolumesAreOneFolder() {
        story.set().added();
        story.volume("pv-0", "/exports/a").volume("pv-1", "/exports/a/");
        story.claim(0).added().bound("pv-0");
        story.claim(1).added().bound("pv-1");
        story.up(0, 1);

        judged().fails("pod 0 and pod 1 share the storage nfs 10.89.0.1:/exports/a: seen at resourceVersion 102 and at"
                        + " resourceVersion 103")
                .shows(102L, 103L);
    }

    @Test
    void failsWhenTwoVolumesAreOneDisk() {
        story.set().added();
        story.csiVolume("pv-0", "disk-7").csiVolume("pv-1", "disk-7");
        story.claim(0).added().bound("pv-0");
        story.claim(1).added().bound("pv-1");
        story.up(0, 1);

        judged().fails("pod 0 and pod 1 share the storage csi disk.example disk-7: seen at resourceVersion 102 and at"
                + " resourceVersion 103");
    }

    /** A claim template that names a volume does so for all claims, and only one of them gets it. */
    @Test
    void saysNothingOfAClaimThatWaitsForTheVolumeOfAnother() {
        story.set().added().story().volume("pv-0", "/exports/0");
        story.claim(0).bound("pv-0");
        story.up(0)
                .claim(1)
                .with(claim -> claim.withObject("/spec").put("volumeName", "pv-0"))
                .added();
        story.pod(1).added();

        judged().isInconclusive("nobody looked for what one pod of web had written at another");
    }

    /** Who adopts pods does not change what they mount. */
    @Test
    void saysNothingOfAClaimThatSomebodyGaveToTwoPodsBeforeTheRecordingBegan() {
        story.set().listed();
        story.claim("precious").added();
        story.pod(0).mounts("www", "precious").listedUp();
        story.pod(1).mounts("www", "precious").listedUp();

        judged().isInconclusive("nobody looked for what one pod of web had written at another");
    }

    /** The volume is gone, and another one of that name is bound to another claim. */
    @Test
    void saysNothingOfAClaimThatHasLostItsVolume() {
        story.set().added().story().volume("pv-0", "/exports/0");
        story.claim(0).added().bound("pv-0");
        story.up(0).volumeDeleted("pv-0");
        story.claim(0)
                .with(claim -> claim.withObject("/status").put("phase", "Lost"))
                .touched();
        story.volume("pv-0", "/exports/0").claim(1).added().bound("pv-0");
        story.up(1);

        judged().isInconclusive("nobody looked for what one pod of web had written at another");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.wholeSet(2).gap(Kinds.CLAIM).writes(0, "zero").page(1, "one"))
                .isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNobodyLookedElsewhere() {
        story.wholeSet(2).page(1, "zero").writes(0, "zero").page(0, "zero").file("/exports/0/index.html", "zero");

        judged().isInconclusive("nobody looked");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    @Test
    void failsWhenAPageIsFoundDeepInAnothersFolder() {
        story.wholeSet(2).writes(0, "zero").file("/exports/1/lost/index.html", "zero");

        judged().fails("'zero', which only pod 0 (uid web-0#1) had written, was found at /exports/1/lost/index.html");
    }

    @Test
    void allowsAVolumeThatAnotherClaimIsBoundToLater() {
        story.set().added();
        story.volume("pv-0", "/exports/0");
        story.claim(0).added().bound("pv-0");
        story.up(0).down(0).deletesClaim(0).claim(0).deleted();
        story.claim(1).added().bound("pv-0");
        story.up(1).writes(1, "one").file("/exports/2/index.html", "none");

        judged().passes();
    }

    @Test
    void isInconclusiveWhenSomebodyMadeTwoVolumesOfOneStorage() {
        Story watched = Story.ofBystander();
        watched.set().added();
        watched.csiVolume("pv-0", "disk-7").csiVolume("pv-1", "disk-7");
        watched.claim(0).added().bound("pv-0");
        watched.claim(1).added().bound("pv-1");
        watched.up(0, 1);

        judged(watched).isInconclusive("which may be of one storage on purpose");
    }

    @Test
    void failsWhenTwoPodsMountTheClaimThatReplacedAnother() {
        story.wholeSet(1).deletes(0).deletesClaim(0).down(0).claim(0).deleted();
        story.claim(0).uid("uid-new").added().bound("pv-0");
        story.version(4711)
                .up(0)
                .version(4720)
                .pod(1)
                .mounts("www", "www-web-0")
                .added();

        judged().fails(
                        "pod 0 and pod 1 share the claim www-web-0: seen at resourceVersion 4711 and at resourceVersion 4720");
    }
}
