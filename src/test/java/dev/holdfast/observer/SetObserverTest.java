package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import dev.holdfast.history.StreamProgress;
import dev.holdfast.observer.SetActivity.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetObserverTest {

    private static final Duration A_WHILE = Duration.ofSeconds(40);

    private final Feed feed = new Feed();

    @Test
    void judgesEachSetThatWasThereOnce() {
        feed.present();

        assertThat(feed.observer().due(feed.now().plusSeconds(1), 9)).containsExactly(Story.NAMESPACE);
        feed.observer().failed(Story.NAMESPACE, feed.now());
        feed.later(A_WHILE).judges();

        assertThat(feed.observer().due(feed.now().plusSeconds(1), 9)).isEmpty();
        assertThat(feed.observer().reports()).hasSize(1);
        assertThat(feed.observer().reports().get(0).activity().doing()).isEqualTo(Doing.AT_REST);
    }

    @Test
    void waitsForWhatComesTogether() {
        feed.present().judges();
        feed.story().pod(1).unready();
        feed.hears();

        assertThat(feed.observer().due(feed.now().plusMillis(100), 9)).isEmpty();
        assertThat(feed.observer().due(feed.now().plusMillis(200), 9)).containsExactly(Story.NAMESPACE);
    }

    @Test
    void asksForNoNamespaceTwiceAtATime() {
        feed.present();

        assertThat(feed.observer().due(feed.now().plusSeconds(1), 9)).hasSize(1);
        assertThat(feed.observer().due(feed.now().plusSeconds(2), 9)).isEmpty();
        assertThat(feed.observer().isBusy()).isTrue();
    }

    @Test
    void asksForNoMoreNamespacesThanItMay() {
        feed.present();

        assertThat(feed.observer().due(feed.now().plusSeconds(1), 0)).isEmpty();
    }

    @Test
    void tellsOnceThatAPromiseWasBroken() {
        feed.present().judges();
        broken();
        feed.hears().judges();
        feed.story().pod(0).touched();
        feed.hears().judges();

        assertThat(feed.notices(Notice.Finding.class))
                .extracting(finding -> finding.guarantee().id())
                .contains("order.waits-ready")
                .doesNotHaveDuplicates();
        assertThat(feed.observer().reports().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tellsOnceWhatASetDoesByTheLapseOfTime() {
        feed.present();
        feed.story().set().deleting();
        feed.hears();
        Instant deleted = feed.story().history().observations(Kinds.STATEFUL_SET).stream()
                .flatMap(seen -> seen.object().deletionTimestamp().stream())
                .findFirst()
                .orElseThrow();

        for (int second : new int[] {1, 2, 3_600, 3_601}) {
            feed.observer().look(deleted.plusSeconds(second));
        }

        assertThat(feed.notices(Notice.StateChange.class))
                .extracting(change -> change.activity().doing())
                .containsExactly(Doing.ENDING, Doing.STUCK);
    }

    @Test
    void knowsByItsOwnEarsHowOldASpecIsThatWasScaled() {
        feed.story().wholeSet(2).set().with(set -> set.withObject("metadata")
                .withArray("managedFields")
                .addObject()
                .put("subresource", "scale"));
        feed.story().set().revisions("web-5d4", "web-5d4").counts(2, 2).settled();
        feed.begin().later(A_WHILE);
        feed.story().set().replicas(3).changed();
        feed.hears();

        feed.observer().look(feed.now().plusSeconds(29));
        assertThat(feed.observer().reports().get(0).activity().doing()).isEqualTo(Doing.SCALING);
        feed.observer().look(feed.now().plusSeconds(31));
        assertThat(feed.observer().reports().get(0).activity().doing()).isEqualTo(Doing.STUCK);
    }

    @Test
    void judgesNothingThatNotEveryKindHasReached() {
        feed.present().judges();
        broken();
        long before = feed.story().history().revision(Kinds.POD);
        feed.hears().judgesUpTo(before - 3);
        assertThat(feed.notices(Notice.Finding.class)).isEmpty();

        feed.story().pod(0).touched();
        feed.hears().judges();
        assertThat(feed.notices(Notice.Finding.class)).isNotEmpty();
    }

    @Test
    void judgesASetWithClaimsAgainWhenMoreIsKnownOfVolumes() {
        feed.observer().accept(volumesKnownTo(1));
        feed.present().judges();
        feed.story().pod(1).unready();
        feed.hears().judges();
        assertThat(feed.observer().isBusy()).isFalse();

        feed.observer().accept(volumesKnownTo(9_999));

        assertThat(feed.observer().isBusy()).isTrue();
    }

    @Test
    void doesNotJudgeASetAgainThatHasNoVolumes() {
        feed.observer().accept(volumesKnownTo(1));
        feed.story().set().withoutClaims().replicas(2).added();
        feed.story().revision("web-5d4").up(0, 1).set().settled();
        feed.begin().judges();
        feed.story().pod(1).unready();
        feed.hears().judges();

        feed.observer().accept(volumesKnownTo(9_999));

        assertThat(feed.observer().isBusy()).isFalse();
    }

    private StreamProgress volumesKnownTo(long revision) {
        return new StreamProgress(Entry.UNPLACED, feed.now(), Kinds.VOLUME, revision);
    }

    @Test
    void cutsTheHistoryOfASetThatRests() {
        feed.present().judges();
        feed.story().replaced(1).set().settled();
        feed.hears().judges();
        feed.tidies();
        assertThat(feed.closed()).as("not at once").isEmpty();

        feed.later(A_WHILE).tidies();

        assertThat(feed.closed()).hasSize(1);
        History next = feed.observer().windows().get(0).history();
        assertThat(next.entries()).extracting(Entry::at).containsOnly(feed.now());
        assertThat(next.lifetimes(Kinds.POD, Story.NAMESPACE))
                .extracting(Lifetime::first)
                .extracting(Observation::change)
                .containsExactly(Change.LISTED, Change.LISTED);
        assertThat(next.lifetimes(Kinds.CLAIM, Story.NAMESPACE)).hasSize(2);
    }

    @Test
    void addsUpWhatWindowsHaveShown() {
        feed.present().judges();
        broken();
        feed.story().pod(0).ready();
        feed.story().pod(1).running().ready();
        feed.story().set().settled();
        feed.hears().judges();
        feed.later(A_WHILE).tidies();
        feed.story().pod(1).touched();
        feed.hears().judges();

        assertThat(feed.closed()).hasSize(1);
        assertThat(feed.closed().get(0).broken()).isTrue();
        assertThat(feed.observer().reports().get(0).outcomes()).containsEntry("order.waits-ready", Outcome.FAILED);
        assertThat(feed.observer().reports().get(0).open())
                .noneMatch(judgement -> judgement.verdict().outcome() == Outcome.FAILED);
    }

    @Test
    void doesNotCutTheHistoryOfASetToWhichNothingHappened() {
        feed.present().judges().later(A_WHILE).tidies();

        assertThat(feed.closed()).isEmpty();
    }

    @Test
    void cutsWhatGrowsTooLargeAndSaysSo() {
        Feed small = new Feed(new WindowLimits(Duration.ofSeconds(30), 6_000, Long.MAX_VALUE));
        small.story().wholeSet(2);
        small.begin().judges();
        for (int i = 0; i < 20; i++) {
            small.story().pod(1).unready();
        }
        // On a busy machine the first judging takes seconds, and it is not judged again before as many are over.
        small.later(Duration.ofSeconds(20)).hears().judges();

        assertThat(small.closed()).isNotEmpty();
        assertThat(small.notices(Notice.Hole.class))
                .anyMatch(hole -> hole.set().equals(Optional.of(Subject.of(Story.NAMESPACE, Story.SET)))
                        && hole.sentence().contains("it does not come to rest"));
    }

    @Test
    void cutsTheLongestWhereAllTogetherAreTooLong() {
        Feed small = new Feed(new WindowLimits(Duration.ofSeconds(30), Long.MAX_VALUE, 6_000));
        small.story().wholeSet(2);
        small.begin().judges();
        for (int i = 0; i < 20; i++) {
            small.story().pod(1).unready();
        }
        small.hears().judges().tidies();

        assertThat(small.closed()).hasSize(1);
        assertThat(small.notices(Notice.Hole.class))
                .anyMatch(hole -> hole.sentence().contains("all histories together have become too long"));
    }

    @Test
    void takesForThePartOfALifeWhatWasHeardOfBeforeItsSet() {
        feed.begin();
        feed.story().pod(0).added();
        feed.hears();
        feed.story().set().replicas(1).added();
        feed.hears().judges();

        History window = feed.observer().windows().get(0).history();
        assertThat(window.observations(Kinds.POD))
                .extracting(Observation::change)
                .containsExactly(Change.ADDED);
        assertThat(window.observations(Kinds.STATEFUL_SET))
                .extracting(Observation::change)
                .containsExactly(Change.ADDED);
    }

    @Test
    void losesNothingByAGapInWhichNothingWasWritten() {
        feed.present().judges();
        feed.listsAnew(Kinds.POD, last(Kinds.POD)).judges();

        assertThat(feed.observer().windows().get(0).history().gaps(Kinds.POD)).isEmpty();
        assertThat(feed.notices(Notice.Hole.class)).singleElement().satisfies(hole -> assertThat(hole.sentence())
                .contains("1 sets at rest are as they were, 0 have a gap"));
    }

    @Test
    void hasAGapWhereSomethingWasWrittenMeanwhile() {
        feed.present().judges();
        feed.story().pod(1).touched();
        List<Observation> present = last(Kinds.POD);
        feed.listsAnew(Kinds.POD, present).judges();

        assertThat(feed.observer().windows().get(0).history().gaps(Kinds.POD)).hasSize(1);
    }

    @Test
    void hasAGapWhereTheSetWasNotAtRest() {
        feed.present().judges();
        feed.story().pod(1).unready();
        feed.hears().judges();
        feed.listsAnew(Kinds.POD, last(Kinds.POD)).judges();

        assertThat(feed.observer().windows().get(0).history().gaps(Kinds.POD)).hasSize(1);
    }

    @Test
    void takesWhatIsListedOfEventsForNoGap() {
        feed.present().judges();
        feed.listsAnew(Kinds.EVENT, List.of()).judges();

        assertThat(feed.observer().windows().get(0).history().gaps(Kinds.EVENT)).isEmpty();
        assertThat(feed.notices(Notice.Hole.class)).isEmpty();
    }

    @Test
    void saysOfWhatMayNotBeWatchedThatItIsNotKnown() {
        Feed limited = new Feed(WindowLimits.USUAL, Map.of(ServedKind.PERSISTENT_VOLUME, "volumes may not be watched"));
        limited.story().wholeSet(2);
        limited.begin().judges();

        List<Gap> gaps = limited.observer().windows().get(0).history().gaps(Kinds.VOLUME);
        assertThat(gaps).extracting(Gap::reason).containsExactly("volumes may not be watched");
        assertThat(limited.notices(Notice.Finding.class)).isEmpty();
    }

    @Test
    void forgetsASetSomeTimeAfterItIsGone() {
        feed.present().judges();
        feed.story().down(1, 0).set().deleted();
        feed.hears().judges();
        assertThat(feed.observer().reports().get(0).activity().doing()).isEqualTo(Doing.GONE);

        feed.later(Duration.ofSeconds(61)).tidies();

        assertThat(feed.observer().reports()).isEmpty();
        assertThat(feed.observer().forgotten()).isNotEmpty();
        assertThat(feed.closed()).hasSize(1);
    }

    @Test
    void observesNoOtherSets() {
        SetObserver observer = new SetObserver(
                new ObservedSets(Optional.of("elsewhere"), Optional.empty(), SetSelector.ANY),
                WindowLimits.USUAL,
                notice -> {},
                window -> {},
                Map.of());
        Story story = Story.ofBystander().wholeSet(1);
        story.history().entries().forEach(observer);
        observer.begin(Feed.BEGIN);

        assertThat(observer.reports()).isEmpty();
        assertThat(observer.entries()).isEqualTo(story.history().entries().size());
    }

    @Test
    void sharesNamespacesOutAmongSeveral() {
        Story story = Story.ofBystander().wholeSet(1);
        int observed = 0;
        for (int index = 0; index < 3; index++) {
            NamespaceShare share = new NamespaceShare(index, 3);
            SetObserver observer = new SetObserver(
                    new ObservedSets(Optional.empty(), Optional.empty(), SetSelector.ANY, share),
                    WindowLimits.USUAL,
                    notice -> {},
                    window -> {},
                    Map.of());
            story.history().entries().forEach(observer);
            observer.begin(Feed.BEGIN);
            assertThat(observer.reports()).hasSize(share.contains(Story.NAMESPACE) ? 1 : 0);
            assertThat(observer.due(Feed.BEGIN.plusSeconds(1), 9)).hasSameSizeAs(observer.reports());
            observed += observer.reports().size();
        }
        assertThat(observed).isEqualTo(1);
    }

    @Test
    void knowsWhenASetWasChanged() {
        feed.present().judges();
        assertThat(feed.observer().reports().get(0).moved()).isFalse();

        feed.story().set().replicas(3).changed();
        feed.hears();

        assertThat(feed.observer().reports().get(0).moved()).isTrue();
    }

    /** Pod 1 is made again before pod 0 is Ready. */
    private void broken() {
        feed.story().down(1, 0).pod(0).added().running();
        feed.story().pod(1).added();
        feed.story().pod(0).touched();
    }

    private List<Observation> last(String kind) {
        return feed.story().history().lifetimes(kind, Story.NAMESPACE).stream()
                .map(Lifetime::last)
                .filter(seen -> !seen.deleted())
                .toList();
    }
}
