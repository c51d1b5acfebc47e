package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.SetTeller;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StorageTemplateWinsTest extends GuaranteeTest<StorageTemplateWins> {
    @Test
    void passesWhenThePodHasTheClaim() {
        doubled().added();
        story.claim(0).added();

        judged(story.up(0)).passes("the pods have the claims and not the volumes of the pod template: www-web-0");
    }

    @Test
    void failsWhenThePodHasTheVolumeOfItsTemplate() {
        doubled().added();
        story.claim(0).added();
        story.version(4711)
                .pod(0)
                .withoutClaims()
                .with(json -> volume(json.withObject("/spec"), "www"))
                .added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with emptyDir as its volume www instead of claim"
                                + " www-web-0")
                .shows(4711L);
    }

    @Test
    void failsWhenThePodHasNoSuchVolume() {
        doubled().added();
        story.claim(0).added();
        story.version(4711).pod(0).withoutClaims().added();

        judged().fails(
                        "pod 0 (uid web-0#1) was created at resourceVersion 4711 with nothing as its volume www instead of claim"
                                + " www-web-0");
    }

    @Test
    void saysNothingOfPodsFromBeforeTheVolumeWasInTheTemplate() {
        story.wholeSet(1);
        doubled().changed();

        judged().isInconclusive("no pod of web was created from a template with such a volume");
    }

    @Test
    void saysNothingOfPodsThatItFound() {
        doubled().listed();
        story.pod(0).withoutClaims().listedUp();

        judged().isInconclusive("no pod of web was created from a template with such a volume");
    }

    @Test
    void isNotApplicableWithoutSuchAVolume() {
        story.set().with(json -> volume(json.withObject("/spec/template/spec"), "cache"));

        judged(story.wholeSet(1))
                .isNotApplicable(
                        "StatefulSet web has no volume of the name of a claim template in its pod template, and never"
                                + " had");
    }

    @Test
    void isNotApplicableWithoutClaims() {
        judged(doubled().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    private SetTeller doubled() {
        return story.set().with(json -> volume(json.withObject("/spec/template/spec"), "www"));
    }

    private static void volume(ObjectNode spec, String name) {
        spec.putArray("volumes").addObject().put("name", name).putObject("emptyDir");
    }
}
