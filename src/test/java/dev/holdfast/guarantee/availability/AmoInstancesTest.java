package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmoInstancesTest extends GuaranteeTest<AmoInstances> {
    private static final String OLD_BEGINS = "web-0,web-0#1,a,1,0,kernel,10.00,begins";
    private static final String OLD_RUNS = "web-0,web-0#1,a,2,1,kernel,10.20,runs";
    private static final String OLD_ENDED = "web-0,web-0#1,a,3,2,kernel,13.00,ended";
    private static final String NEW_BEGINS = "web-0,web-0#2,b,1,0,kernel,13.50,begins";
    private static final String NEW_RUNS = "web-0,web-0#2,b,2,1,kernel,13.70,runs";
    private static final String NEW_BEGINS_EARLY = "web-0,web-0#2,b,1,0,kernel,11.50,begins";
    private static final String NEW_RUNS_EARLY = "web-0,web-0#2,b,2,1,kernel,11.70,runs";

    @BeforeEach
    void begins() {
        story.wholeSet(2);
    }

    @Test
    void passesWhenTheNextBeginsAfterTheOneBeforeHasEnded() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS, NEW_RUNS);

        judged().passes("by what 2 instances noted, no two of one ordinal ran at the same time");
    }

    @Test
    void passesWhenOneBeginsInTheHundredthOfASecondInWhichTheOneBeforeEnded() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_ENDED, "web-0,web-0#2,b,1,0,kernel,13.00,begins");

        judged().passes();
    }

    @Test
    void passesWhenBothBeganInOneHundredthOfASecondAfterWhichOneIsNotKnownToHaveRun() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, "web-0,web-0#2,b,1,0,kernel,10.00,begins");

        judged().passes();
    }

    @Test
    void failsWhenBothBeganInOneHundredthOfASecondAndRanOn() {
        killed();
        journal(
                OLD_BEGINS,
                OLD_ENDED,
                "web-0,web-0#2,b,1,0,kernel,10.00,begins",
                "web-0,web-0#2,b,2,1,kernel,13.00,runs");

        judged().failsBecauseOf(
                        "pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun, for at least 3.00 s");
    }

    @Test
    void saysNothingOfAPodThatNeverRan() {
        story.remade(0).down(0);
        story.pod(0).added();
        story.down(0).up(0);
        journal(OLD_BEGINS, OLD_ENDED, NEW_BEGINS, "web-0,web-0#4,d,1,0,kernel,30.00,begins");

        judged().passes();
    }

    @Test
    void saysNothingOfAPodThatWasGoneOnlyAfterTheLastReading() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS, NEW_RUNS);
        story.remade(1);

        judged().passes();
    }

    @Test
    void showsTheLastReadingsThatHaveTheNotes() {
        killed();
        journalIn("web-0#2", OLD_BEGINS, OLD_ENDED);
        journalIn("web-0#3", OLD_BEGINS, OLD_ENDED);
        journalIn("web-0#4", NEW_BEGINS_EARLY);
        journalIn("web-1#1", "web-1,web-1#1,c,1,0,kernel,10.10,begins");

        judged().failsBecauseOf("pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun")
                .showsReadingsIn("web-0#3", "web-0#4");
    }

    @Test
    void doesNotHoldOrdinalsAgainstEachOther() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_ENDED, NEW_BEGINS, "web-1,web-1#1,c,1,0,kernel,10.10,begins");
        journal("web-1,web-1#1,c,2,1,kernel,19.00,runs", "another-0,another-0#1,d,1,0,kernel,11.00,begins");

        judged().passes("by what 3 instances noted, no two of one ordinal ran at the same time");
    }

    @Test
    void tellsOfOneThatNotedNoEnd() {
        story.remade(0);
        journal(OLD_BEGINS, OLD_RUNS, NEW_BEGINS);

        judged().passes("by what 2 instances noted, no two of one ordinal ran at the same time; 1 of them noted no end,"
                + " and may have run longer than the notes show");
    }

    @Test
    void failsWhenTheNextBeganBeforeTheOneBeforeHadEnded() {
        killed();
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().fails(
                        "pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun, for at least 0.20 s by the clock of"
                                + " their kernel; the former was gone at resourceVersion 301 while container nginx was still"
                                + " running when last reported")
                .shows(300L, 301L);
    }

    @Test
    void failsWhenTheOneBeforeWasSaidToHaveStopped() {
        story.version(300).remade(0);
        journal(OLD_BEGINS, OLD_ENDED, NEW_BEGINS_EARLY, "web-0,web-0#2,b,3,1,kernel,20.05,runs");

        judged().fails(
                        "pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun, for at least 1.50 s by the clock of"
                                + " their kernel; the former was gone at resourceVersion 301, and its containers were said to have"
                                + " stopped");
    }

    @Test
    void failsWhenTheNextOnlyNotedItsBegin() {
        killed();
        journal(OLD_BEGINS, OLD_ENDED, NEW_BEGINS_EARLY);

        judged().failsBecauseOf("pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun");
    }

    @Test
    void failsWhenTheOneBeforeIsStillThere() {
        story.nextPod(0).added().running();
        journal(OLD_BEGINS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().fails(
                        "pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#2) had begun, for at least 0.20 s by the clock of"
                                + " their kernel; the API had not told that the former was gone");
    }

    @Test
    void failsWhenTheWitnessHeardEachOfThemAfterTheOther() {
        killed();
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,runs",
                "web-0,web-0#2,b,2,1,other,5.20,runs",
                "web-0,web-0#1,a,3,2,one,900.40,ended");

        judged().fails("pod 0 (uid web-0#1) still ran when the witness had heard of pod 0 (uid web-0#2); the former was"
                + " gone at resourceVersion 301 while container nginx was still running when last"
                + " reported");
    }

    @Test
    void goesByTheWitnessWhenTheJournalBeginsWithTheLaterOne() {
        killed();
        journal("web-0,web-0#2,b,1,0,other,5.00,begins");
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,runs",
                "web-0,web-0#2,b,2,1,other,5.20,runs",
                "web-0,web-0#1,a,3,2,one,900.40,ended");

        judged().failsBecauseOf("pod 0 (uid web-0#1) still ran when the witness had heard of pod 0 (uid web-0#2)");
    }

    @Test
    void isInconclusiveWhenTheWitnessDidNotHearAllOfOne() {
        killed();
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#2,b,2,1,other,5.20,runs");
        journal("web-0,web-0#1,a,2,1,one,900.20,ended");

        judged().isInconclusive("ran at the same time is not known");
    }

    @Test
    void isInconclusiveWhenTheWitnessHearsTheEndOfOneOnceMoreAfterTheOtherHasBegun() {
        killed();
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,ended",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,ended");

        judged().isInconclusive("ran at the same time is not known");
    }

    @Test
    void isInconclusiveWhenTheWitnessHeardOfNeither() {
        killed();
        journal("web-0,web-0#1,a,1,0,one,900.00,begins", "web-0,web-0#2,b,1,0,other,5.00,begins");
        heard("web-1,web-1#1,c,1,0,one,900.00,begins");

        judged().isInconclusive(
                        "whether pod 0 (uid web-0#1) and pod 0 (uid web-0#2) ran at the same time is not known");
    }

    @Test
    void isInconclusiveWhenANoteMayHaveComeLateToTheWitness() {
        killed();
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,ended",
                "web-0,web-0#2,b,2,1,other,5.20,runs");

        judged().isInconclusive("whether pod 0 (uid web-0#1) and pod 0 (uid web-0#2) ran at the same time is not known:"
                + " they ran on two kernels");
    }

    @Test
    void isInconclusiveWhenAConfirmedNoteMayHaveBeenHeardTwice() {
        killed();
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,runs",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,runs",
                "web-0,web-0#2,b,2,1,other,5.20,runs");
        journal("web-0,web-0#1,a,3,2,one,900.40,ended");

        judged().isInconclusive("ran at the same time is not known");
    }

    @Test
    void passesWhenTheWitnessHeardAllOfOneBeforeTheOther() {
        story.remade(0);
        heard(
                "web-0,web-0#1,a,1,0,one,900.00,begins",
                "web-0,web-0#1,a,2,1,one,900.20,ended",
                "web-0,web-0#2,b,1,0,other,5.00,begins",
                "web-0,web-0#2,b,2,1,other,5.20,runs");

        judged().passes("by what 2 instances noted, no two of one ordinal ran at the same time");
    }

    @Test
    void isInconclusiveWhenThereWasNoWitnessAndNoCommonClock() {
        story.remade(0);
        journal("web-0,web-0#1,a,1,0,one,900.00,begins", "web-0,web-0#2,b,1,0,other,5.00,begins");

        judged().isInconclusive("they ran on two kernels, whose clocks cannot be compared");
    }

    @Test
    void isInconclusiveWhenTheClockSaysOtherwiseThanTheWitness() {
        story.remade(0);
        heard(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().isInconclusive("but the witness heard all of one before anything of the other");
    }

    @Test
    void isInconclusiveWhenAContainerHasAClockOfItsOwn() {
        story.remade(0);
        heard(OLD_BEGINS, OLD_ENDED, "web-0,web-0#2,b,1,0,kernel,0.10,begins", "web-0,web-0#2,b,2,1,kernel,11.30,runs");

        judged().isInconclusive("but the witness heard all of one before anything of the other");
    }

    @Test
    void saysWhoDeletedTheOneBeforeByForce() {
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        killed();
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void isInconclusiveWhereAnybodyMayHaveForcedIt() {
        Story bystander = Story.ofBystander().wholeSet(2);
        bystander.pod(0).killed();
        bystander.nextPod(0).added().running().ready();
        bystander.tell(ExternalRead.journal(
                "web-0", "web-0#2", List.of(OLD_BEGINS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY)));

        judged(bystander).isInconclusive("somebody deleted it by force");
    }

    @Test
    void isInconclusiveWhenTheApiWasNotRecorded() {
        journal(
                "web-0,x,a,1,0,kernel,10.00,begins",
                "web-0,x,a,2,0,kernel,12.00,ended",
                "web-0,web-0#1,b,1,0,kernel,11.50,begins",
                "web-0,web-0#1,b,2,1,kernel,11.70,runs");

        judged().isInconclusive("what became of them in the API was not recorded");
    }

    @Test
    void failsWhenOneContainerIsStartedTwice() {
        journal(
                OLD_BEGINS,
                OLD_ENDED,
                "web-0,web-0#1,b,1,0,kernel,11.00,begins",
                "web-0,web-0#1,b,2,0,kernel,14.00,runs");

        judged().fails(
                        "pod 0 (uid web-0#1) still ran when pod 0 (uid web-0#1) had begun, for at least 2.00 s by the clock of"
                                + " their kernel; they are two starts of one container");
    }

    @Test
    void isInconclusiveWhenNothingIsKnownOfAPodThatRan() {
        story.remade(0);
        heard(OLD_BEGINS);
        story.remade(0);
        journal(OLD_BEGINS, OLD_ENDED, "web-0,web-0#3,c,1,0,kernel,30.00,begins");

        judged().isInconclusive("pod 0 (uid web-0#2) ran, but nothing that it noted was read");
    }

    @Test
    void isInconclusiveWhenNobodyNotedAnything() {
        story.remade(0);
        journal("web-0,web-0#1,a,1,0,ker");

        judged().isInconclusive("no ordinal of web had two instances that noted when they ran");
    }

    private void killed() {
        story.version(300).pod(0).deleting().killed();
        story.nextPod(0).added().running().ready();
    }

    private void journal(String... lines) {
        journalIn("web-0#2", lines);
    }

    private void journalIn(String uid, String... lines) {
        story.tell(ExternalRead.journal("web-0", uid, List.of(lines)));
    }

    private void heard(String... lines) {
        story.tell(ExternalRead.heard("witness-dnsutils", List.of(lines)));
    }

    /** It was not reported yet that its container had been started again. */
    @Test
    void saysWhoForcedTheOneBeforeWhoseContainerWasToBeStartedAgain() {
        story.pod(0).with(pod -> {
            var container = pod.withObject("/status")
                    .putArray("containerStatuses")
                    .addObject()
                    .put("name", "nginx");
            container.putObject("state").putObject("waiting").put("reason", "CrashLoopBackOff");
        });
        story.pod(0).touched();
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        killed();
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().isInconclusive("by force went pod 0 (uid web-0#1) by the scenario");
    }

    @Test
    void failsWhenTheNodeSaidThatTheOneBeforeHadEndedThoughItWasForced() {
        story.pod(0).with(pod -> {
            pod.withObject("/status").put("phase", "Succeeded");
            pod.withObject("/status")
                    .putArray("containerStatuses")
                    .addObject()
                    .put("name", "nginx")
                    .putObject("state")
                    .putObject("terminated");
        });
        story.pod(0).touched();
        story.tell(Action.delete(Kinds.POD, "web-0", "web-0#1").with(ForcedRemoval.GRACE, "0"));
        killed();
        journal(OLD_BEGINS, OLD_RUNS, OLD_ENDED, NEW_BEGINS_EARLY, NEW_RUNS_EARLY);

        judged().failsBecauseOf("and its containers were said to have stopped");
    }
}
