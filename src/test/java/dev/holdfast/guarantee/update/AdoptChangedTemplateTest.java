package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class AdoptChangedTemplateTest extends AdoptedPodsTest<AdoptChangedTemplate> {
    @Test
    void passesWhenTheAdoptedPodsAreUpdated() {
        judged(adopted(0).replaced(1).replaced(0).set().settled())
                .passes("the pods that the set adopted were updated to its template");
    }

    @Test
    void passesWhenThoseBelowThePartitionAreLeft() {
        judged(adopted(1).replaced(1).set().settled()).passes();
    }

    @Test
    void failsWhenOneBelowThePartitionIsUpdated() {
        adopted(1).replaced(1).version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1), adopted at resourceVersion 251, was deleted at resourceVersion 300 although the update"
                                + " strategy holds it back")
                .shows(251L, 300L);
    }

    @Test
    void failsWhenAPodIsLeftAsItWas() {
        adopted(0).replaced(1).set().settled();
        story.waitsInVain().version(310).atWork("another-0").cutShort();

        judged().fails(
                        "pod 0 (uid web-0#1) was adopted at resourceVersion 251 while it was of another template than the set, and"
                                + " was not updated, although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 310");
    }

    @Test
    void failsWhenAPodComesBackAsItWas() {
        adopted(0).makes("web-1", "nginx:1").down(1).version(300).up(1);

        judged().failsBecauseOf(
                        "pod 1 (uid web-1#1), adopted at resourceVersion 252, was deleted for an update, and created again at"
                                + " resourceVersion 300 of the revision that it had");
    }

    @Test
    void saysNothingOfAPodThatComesBackAsItWasSinceTheTemplateIsThatAgain() {
        adopted(0).pod(1).deleting();
        story.set().template("nginx:1").changed().revisions("web-2", "web-1").settled();
        story.makes("web-1", "nginx:1").pod(1).deleted();
        story.nextPod(1).ofSet("uid-2").added().running().ready();

        judged().isInconclusive("adopted no pod of another template than its own");
    }

    @Test
    void deviatesWhenAPodLacksAVolume() {
        lacking().set().lookedAt(2);

        judged().deviates(
                        "pod 0 (uid web-0#1) was adopted at resourceVersion 251 while it was of another template than the set, and"
                                + " was not updated: it has no volume of the claim template data, which Kubernetes tries in vain to give it");
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBefore() {
        judged(adopted(0).replaced(1)).isInconclusive("and was not updated until the recording ended");
    }

    @Test
    void isInconclusiveWhileAnotherPodIsMissing() {
        adopted(0).deletes(1).down(1).waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("pod 0 (uid web-0#1) was adopted at resourceVersion 251");
    }

    @Test
    void isInconclusiveWhenTheControllerDidNotLookTwiceAtAPodThatLacksAVolume() {
        lacking().set().replicas(3).changed().status(1, 1);
        story.set().replicas(4).changed().status(1, 1);

        judged().isInconclusive("and was not updated until the recording ended");
    }

    @Test
    void saysNothingOfPodsOfASetThatWasReplaced() {
        adopted(0).set().deleted().again("uid-3").added();

        judged().isInconclusive("adopted no pod of another template than its own");
    }

    @Test
    void saysNothingOfAPodOfTheSameTemplate() {
        story.set().replicas(2).rolling(0).settledOn("web-1", "nginx:1");
        story.orphaned(0, 1).set().again("uid-2").added();
        story.adopted(0).adopted(1).set().revisions("web-1", "web-1").settled();

        judged(story.replaced(1)).isInconclusive("adopted no pod of another template than its own");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(adopted(1).replaced(1).deletes(0).down(0)).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(adopted(0).gap(Kinds.POD).replaced(1).replaced(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateIsTheSame() {
        story.set().replicas(2).rolling(0).settledOn("web-1", "nginx:1");
        story.orphaned(0, 1).set().again("uid-2").added();
        story.adopted(0).adopted(1).set().settled();
        story.set().revisions("web-1", "web-1").settled();

        judged().isInconclusive("adopted no pod of another template than its own");
    }

    private Story lacking() {
        story.set().replicas(2).rolling(0).withoutClaims().settledOn("web-1", "nginx:1");
        story.pod(0).withoutClaims().touched();
        story.orphaned(0, 1)
                .version(250)
                .set()
                .again("uid-2")
                .templates("data")
                .template("nginx:2")
                .added();
        return story.adopted(0).set().revisions("web-2", "web-2").status(1, 1).story();
    }

    private Story adopted(int partition) {
        return adopted(story, partition);
    }
}
