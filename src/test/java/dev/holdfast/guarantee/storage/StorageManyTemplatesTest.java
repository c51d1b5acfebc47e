package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StorageManyTemplatesTest extends GuaranteeTest<StorageManyTemplates> {
    @Test
    void passesWhenThePodHasAClaimForEachTemplate() {
        twoTemplates().claims().pod(0);
        made().added();

        judged().passes("the pods 0 have a claim for each template");
    }

    @Test
    void failsWhenThePodHasNoClaimForTheSecondTemplate() {
        twoTemplates().claims();
        story.version(4711).pod(0).mounts("www", "www-web-0").added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with no claim for the claim template log-files,"
                                + " one of 2")
                .shows(4711L);
    }

    @Test
    void failsWhenThePodHasOneClaimForBothTemplates() {
        twoTemplates().claims();
        story.version(4711)
                .pod(0)
                .mounts("www", "www-web-0")
                .alsoMounts("log-files", "www-web-0")
                .added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with claim www-web-0 for the claim template"
                                + " log-files, one of 2");
    }

    @Test
    void failsWhenOneOfTheClaimsNeverWas() {
        twoTemplates();
        story.claim(0).label("tier", "data").added();
        story.version(4711);
        made().added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711, but there was never a claim log-files-web-0"
                                + " for the claim template log-files, one of 2")
                .shows(4711L);
    }

    @Test
    void failsWhenAClaimLacksTheLabelsOfItsTemplate() {
        twoTemplates();
        story.version(4711).claim(0).added();
        story.claim("log-files-web-0").added();
        made().added();

        judged().fails(
                        "claim www-web-0 was created at resourceVersion 4711 with the labels {app=web}, which do not hold those"
                                + " of its template and of the set's selector, {app=web, tier=data}")
                .shows(4711L);
    }

    @Test
    void failsWhenAContainerMountsAVolumeElsewhere() {
        mounting().claims();
        story.version(4711);
        mounts(made(), "log-files", "/tmp").added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 without volume log-files/today at /var/log in"
                                + " container nginx, where the template of the set mounts it")
                .shows(101L, 4711L);
    }

    @Test
    void failsWhenOnlyALaterTemplateMountsTheVolumeThere() {
        mounting().claims();
        story.version(4711);
        mounts(made(), "log-files", "/tmp").added();
        story.set()
                .with(json -> mount(json.withObject("/spec/template/spec"), "log-files", "/tmp"))
                .changed();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 without volume log-files/today at /var/log in"
                                + " container nginx, where the template of the set mounts it");
    }

    @Test
    void namesTheVolumeThatIsNotMounted() {
        story.set().with(json -> mount(json.withObject("/spec/template/spec"), "www", "/srv"));
        story.set().with(json -> mountAlso(json.withObject("/spec/template/spec"), "log-files", "/var/log"));
        twoTemplates().claims();
        mounts(made(), "www", "/srv").added();

        judged().failsBecauseOf("without volume log-files/today at /var/log in container nginx");
    }

    @Test
    void saysNothingOfPodsOfASetBeforeThatHadOneTemplate() {
        story.wholeSet(2).set().deleted();
        story.down(0, 1).set().again("uid-2").templates("www", "log-files").added();
        claims();
        made().ofSet("uid-2").added();

        judged().passes("the pods 0 have a claim for each template");
    }

    @Test
    void passesWhenTheContainersMountWhatTheTemplateSays() {
        mounting().claims();
        mounts(made(), "log-files", "/var/log").added();

        judged().passes();
    }

    @Test
    void allowsAPodOfAnEarlierTemplate() {
        mounting().claims();
        story.set()
                .with(json -> mount(json.withObject("/spec/template/spec"), "log-files", "/srv"))
                .changed();
        mounts(made(), "log-files", "/var/log").added();

        judged().passes();
    }

    @Test
    void isInconclusiveOfTemplatesFromBeforeTheRecording() {
        story.set().templates("www", "log-files").with(json -> {
            mount(json.withObject("/spec/template/spec"), "log-files", "/var/log");
        });
        story.set().listed();
        claims();
        mounts(made(), "log-files", "/tmp").added();

        judged().isInconclusive("it may be of a template that the set had before the recording began");
    }

    @Test
    void allowsAClaimThatSomebodyMadeBefore() {
        story.claim("log-files-web-0").label("app", "other").added();
        twoTemplates();
        story.claim(0).label("tier", "data").added();
        made().added();

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        twoTemplates();
        story.gap(Kinds.CLAIM);
        made().added();

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasCreated() {
        twoTemplates().claims();

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void isNotApplicableWithOneTemplate() {
        judged(story.wholeSet(1)).isNotApplicable("StatefulSet web has one claim template, and never had more");
    }

    @Test
    void isNotApplicableWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    private StorageManyTemplatesTest twoTemplates() {
        story.set().templates("www", "log-files").with(json -> json.withArray("/spec/volumeClaimTemplates")
                .get(0)
                .asObject()
                .withObject("/metadata/labels")
                .put("tier", "data"));
        story.set().added();
        return this;
    }

    private StorageManyTemplatesTest mounting() {
        story.set().with(json -> mount(json.withObject("/spec/template/spec"), "log-files", "/var/log"));
        return twoTemplates();
    }

    private Story claims() {
        story.claim(0).label("tier", "data").added();
        story.claim("log-files-web-0").added();
        return story;
    }

    private PodTeller made() {
        return story.pod(0).mounts("www", "www-web-0").alsoMounts("log-files", "log-files-web-0");
    }

    private static PodTeller mounts(PodTeller pod, String volume, String path) {
        return pod.with(json -> mount(json.withObject("/spec"), volume, path));
    }

    private static void mount(ObjectNode spec, String volume, String path) {
        spec.putArray("containers").addObject().put("name", "nginx");
        mountAlso(spec, volume, path);
    }

    private static void mountAlso(ObjectNode spec, String volume, String path) {
        spec.withArray("/containers")
                .get(0)
                .asObject()
                .withArray("/volumeMounts")
                .addObject()
                .put("name", volume)
                .put("mountPath", path)
                .put("subPath", "today");
    }
}
