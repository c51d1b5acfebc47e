package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import org.junit.jupiter.api.Test;

class IdentityLabelsTest extends GuaranteeTest<IdentityLabels> {
    @Test
    void passesWhenEachPodIsCreatedWithItsLabels() {
        judged(story.wholeSet(2)).passes();
    }

    @Test
    void passesWhenTheRevisionArrivesAfterThePod() {
        judged(story.set().added().withPods(0).revision("web-5d4")).passes();
    }

    @Test
    void failsOnAWrongName() {
        story.revision("web-5d4")
                .version(4711)
                .pod(1)
                .label(PodView.NAME_LABEL, "web-0")
                .added();

        judged().fails(
                        "pod 1 was created at resourceVersion 4711 with the label statefulset.kubernetes.io/pod-name 'web-0'"
                                + " instead of 'web-1'")
                .shows(4711L);
    }

    @Test
    void failsOnAWrongOrdinal() {
        story.revision("web-5d4")
                .version(4711)
                .pod(1)
                .label(PodView.INDEX_LABEL, "0")
                .added();

        judged().fails(
                        "pod 1 was created at resourceVersion 4711 with the label apps.kubernetes.io/pod-index '0' instead of"
                                + " '1'")
                .shows(4711L);
    }

    @Test
    void failsOnAMissingLabel() {
        story.revision("web-5d4")
                .pod(1)
                .with(pod -> pod.withObject("/metadata/labels").remove(PodView.INDEX_LABEL))
                .added();

        judged().fails(
                        "pod 1 was created at resourceVersion 102 without the label apps.kubernetes.io/pod-index; expected"
                                + " '1'");
    }

    @Test
    void passesWithoutTheOrdinalsLabelBeforeItWasGiven() {
        Story earlier = Story.ofBystander().tell(ServerVersion.of("v1.27.16"));
        earlier.revision("web-5d4")
                .pod(1)
                .with(pod -> pod.withObject("/metadata/labels").remove(PodView.INDEX_LABEL))
                .added();

        judged(earlier).passes();
    }

    @Test
    void isInconclusiveWithoutTheOrdinalsLabelWhereTheVersionIsNotKnown() {
        Story watched = Story.ofBystander();
        watched.revision("web-5d4")
                .pod(1)
                .with(pod -> pod.withObject("/metadata/labels").remove(PodView.INDEX_LABEL))
                .added();

        judged(watched).isInconclusive("which is given since Kubernetes 1.28");
    }

    @Test
    void saysNothingOfPodsThatTheSetDidNotMake() {
        story.set().added();
        story.revision("web-5d4")
                .pod(1)
                .withoutOwner()
                .label(PodView.NAME_LABEL, "")
                .added();
        story.adopted(1);

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void failsWhenTheLabelComesOnlyLater() {
        story.revision("web-5d4")
                .pod(1)
                .label(PodView.INDEX_LABEL, "")
                .added()
                .label(PodView.INDEX_LABEL, "1")
                .touched();

        judged().fails(
                        "pod 1 was created at resourceVersion 102 without the label apps.kubernetes.io/pod-index; expected"
                                + " '1'");
    }

    @Test
    void failsOnARevisionThatDoesNotExist() {
        story.revision("web-5d4")
                .version(4711)
                .pod(0)
                .label(PodView.REVISION_LABEL, "5d4")
                .added();

        judged().fails(
                        "pod 0 was created at resourceVersion 4711 with the label controller-revision-hash '5d4', but the"
                                + " set's ControllerRevisions are web-5d4")
                .shows(4711L);
    }

    /** Another set takes what belongs to nobody. */
    @Test
    void passesWhenAnotherSetHasTakenTheRevisionOver() {
        story.revision("web-5d4").set().up();
        story.revisionTakenBy("other", "web-5d4").revision("web-6e5");

        judged().passes();
    }

    /** The controller may still make pods for a set that it has not heard is gone, and whose revisions are gone, too. */
    @Test
    void saysNothingOfAPodOfASetFromBeforeTheRecording() {
        story.set()
                .added()
                .story()
                .revision("web-6e5")
                .pod(0)
                .ofSet("uid-before")
                .added();

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.wholeSet(1).gap(Kinds.POD)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWithoutRevisions() {
        judged(story.up(0)).isInconclusive("no ControllerRevision was recorded");
    }

    @Test
    void isInconclusiveWhenNoPodWasCreated() {
        judged(story.revision("web-5d4").pod(0).listedUp()).isInconclusive("no pod of web was created");
    }

    @Test
    void doesNotTakeTheRevisionOfAnotherSetForItsOwn() {
        story.revision("web-5d4")
                .revisionOf("other", "web-77f")
                .pod(0)
                .label(PodView.REVISION_LABEL, "web-77f")
                .added();

        judged().fails(
                        "pod 0 was created at resourceVersion 103 with the label controller-revision-hash 'web-77f', but the"
                                + " set's ControllerRevisions are web-5d4");
    }

    @Test
    void countsThePods() {
        story.wholeSet(1);

        judged().passes("1 pod was created with the labels of name, ordinal and revision");

        story.up(1);

        judged().passes("2 pods were created with the labels of name, ordinal and revision");
    }
}
