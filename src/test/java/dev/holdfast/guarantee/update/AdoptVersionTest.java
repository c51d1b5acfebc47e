package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class AdoptVersionTest extends AdoptedPodsTest<AdoptVersion> {
    @Test
    void passesWhenThePodComesBackAsItWas() {
        adopted().makes("web-1", "nginx:1");

        judged(lost())
                .passes("each adopted pod below the partition that was lost came back at the version that it had");
    }

    @Test
    void deviatesWhenItComesBackInTheVersionOfTheSet() {
        adopted();

        judged(lost())
                .deviates(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300 of revision web-2, although the pod that was lost,"
                                + " which the set had adopted, was of revision web-1 and is below the partition");
    }

    /** What the set has rolled out since is not the previous version of the pod either. */
    @Test
    void deviatesWhenTheSetHasGotAnotherTemplateSince() {
        adopted().set().template("nginx:3").changed();
        story.revision("web-3", "nginx:3", 3).set().revisions("web-2", "web-3").settled();

        judged(lost()).deviates("pod 0 (uid web-0#2) was created at resourceVersion 300 of revision web-2");
    }

    @Test
    void deviatesWhenTheStatusNamesNoRevisionYet() {
        begun(story, 1);
        lost().set().revisions("web-2", "web-2").settled();

        judged().deviates("pod 0 (uid web-0#2) was created at resourceVersion 300 of revision web-2");
    }

    @Test
    void saysNothingOfThePodThatCameInItsPlace() {
        adopted().makes("web-1", "nginx:1");
        lost().makes("web-2", "nginx:2")
                .deletes(0)
                .down(0)
                .pod(0)
                .ofSet("uid-2")
                .added();

        judged().passes();
    }

    @Test
    void failsWhenItComesBackInAnother() {
        adopted().makes("web-3", "nginx:3");

        judged(lost())
                .failsBecauseOf("pod 0 (uid web-0#2) was created at resourceVersion 300 of revision web-3, although");
    }

    @Test
    void failsWhenTheControllerItselfDeletesIt() {
        adopted().version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although it is below the partition of the set that had"
                                + " adopted it")
                .shows(250L, 300L);
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecord() {
        Story seen = Story.ofBystander();
        adopted(seen, 1).replaced(0);

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        adopted().gap(Kinds.POD);

        judged(lost()).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenOnlyAPodAboveIsLost() {
        judged(adopted().replaced(1)).isInconclusive("was lost below its partition");
    }

    @Test
    void saysNothingOfAPodAboveThePartitionThatComesBack() {
        adopted().deletes(1).down(1).pod(1).ofSet("uid-2").added();

        judged().isInconclusive("was lost below its partition");
    }

    @Test
    void doesNotApplyWithoutAPartition() {
        adopted(story, 0).replaced(1);

        judged().isNotApplicable("never had a partition");
    }

    private Story lost() {
        story.deletes(0).pod(0).deleting().deleted();
        story.version(300).nextPod(0).ofSet("uid-2").added().running().ready();
        return story;
    }

    private Story adopted() {
        return adopted(story, 1);
    }
}
