package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final Story story = Story.ofBystander();

    @Test
    void knowsTheStateOfAnObjectAtEachEntry() {
        History history = story.up(0).remade(0).history();

        assertThat(history.stateAt(1, Kinds.POD, Story.NAMESPACE, "web-0"))
                .hasValueSatisfying(
                        state -> assertThat(state.object().summary()).isEqualTo("Running, not Ready"));
        assertThat(history.stateAt(5, Kinds.POD, Story.NAMESPACE, "web-0")).isEmpty();
        assertThat(history.latest(Kinds.POD, Story.NAMESPACE, "web-0"))
                .hasValueSatisfying(state -> assertThat(state.object().uid()).isEqualTo("web-0#2"));
        assertThat(history.latest(Kinds.POD, "other", "web-0")).isEmpty();
    }

    @Test
    void isJudgedUpToItsLastFenceWithTheIndicesThatItHas() {
        Fence fence = story.fence();
        story.pod(0).added().running();
        Fence later = story.fence();
        story.pod(0).ready();
        story.remade(0).tell(fence).tell(later);

        History judged = story.history().judged();

        assertThat(judged.revision())
                .isEqualTo(later.revision(Kinds.POD))
                .isLessThan(story.history().revision());
        assertThat(judged.entries()).extracting(Entry::index).containsExactly(0L, 1L, 3L, 9L, 10L);
        assertThat(judged.latest(Kinds.POD, Story.NAMESPACE, "web-0"))
                .hasValueSatisfying(
                        state -> assertThat(state.object().summary()).isEqualTo("Running, not Ready"));
    }

    @Test
    void isJudgedWhollyWhenItHasNoFenceOrWasLostAfterIt() {
        Fence fence = story.fence();
        story.up(0);
        assertThat(story.history().judged().entries()).isEqualTo(story.history().entries());

        story.tell(fence).gap(Gap.EVERY_KIND);

        assertThat(story.history().judged().entries()).isEqualTo(story.history().entries());
    }

    @Test
    void neverComparesTheRevisionOfAnEventWithOthers() {
        story.version(5000).event("the first");
        story.version(101).up(0);
        Fence fence = story.fence();
        story.up(1).tell(fence).version(5001).event("a later one");

        History judged = story.history().judged();

        assertThat(story.history().revision()).isLessThan(5000);
        assertThat(fence.revision(Kinds.POD)).isEqualTo(103);
        assertThat(judged.observations(Kinds.EVENT))
                .extracting(Observation::resourceVersion)
                .containsExactly(5000L);
        assertThat(judged.observations(Kinds.POD)).hasSize(3);
    }

    @Test
    void knowsWhichKubernetesWasRecorded() {
        assertThat(story.history().serverVersion()).isEmpty();
        story.tell(ServerVersion.of("v1.37.2+k3s1"));

        ServerVersion version = story.history().serverVersion().orElseThrow();

        assertThat(version.isAtLeast(1, 37)).isTrue();
        assertThat(version.isAtLeast(1, 9)).isTrue();
        assertThat(version.isAtLeast(1, 38)).isFalse();
        assertThat(version.isAtLeast(2, 0)).isFalse();
        assertThat(ServerVersion.of("unknown").isAtLeast(1, 0)).isFalse();
    }

    @Test
    void knowsOfWhatItHasEverythingAndUpToWhere() {
        story.set().added();
        story.up(0);
        assertThat(story.history().completeness(Kinds.POD, Kinds.CLAIM).revision())
                .isEqualTo(Long.MAX_VALUE);

        story.knows(Kinds.POD, 1).knows(Kinds.CLAIM, 102);

        Completeness pods = story.history().completeness(Kinds.POD, Kinds.STATEFUL_SET);
        assertThat(pods.revision()).as("the last event of a watch").isEqualTo(104);
        Completeness claims = story.history().completeness(Kinds.POD, Kinds.CLAIM);
        assertThat(claims.revision()).isEqualTo(102);
        assertThat(claims.kind()).isEqualTo(Kinds.CLAIM);
        assertThat(claims.covers(story.history().entries().get(1))).isTrue();
        assertThat(claims.covers(story.history().entries().get(2))).isFalse();
    }

    @Test
    void knowsNothingMoreThanItsEventsOnceThatIsNotedOfEveryKind() {
        story.set().added();
        story.claim(0).added();
        story.pod(0).listedUp();
        story.knows(Gap.EVERY_KIND, 101);

        assertThat(story.history().completeness(Kinds.CLAIM).revision()).isEqualTo(102);
        assertThat(story.history().completeness(Kinds.POD).revision())
                .as("a list proves nothing")
                .isEqualTo(101);
        assertThat(story.history().completeness(Kinds.VOLUME).revision()).isEqualTo(101);
    }

    @Test
    void knowsOfEveryKindAsMuchAsItsFenceSays() {
        story.knows(Kinds.POD, 100).knows(Kinds.VOLUME, 100);
        story.up(0);
        Fence fence = story.fence();
        story.up(1).tell(fence);

        assertThat(story.history().completeness(Kinds.VOLUME).revision()).isEqualTo(103);
        assertThat(story.history()
                        .judged()
                        .completeness(Kinds.POD, Kinds.VOLUME)
                        .revision())
                .isEqualTo(103);
    }

    @Test
    void datesWhatWasDoneOrReadByWhatHadArrivedBefore() {
        story.up(0).looksUp(0, "10.0.0.1").up(1).looksUp(1, "10.0.1.1").knows(Kinds.POD, 103);
        story.gapSince(Kinds.POD, 104);

        Completeness pods = story.history().completeness(Kinds.POD);

        assertThat(pods.covers(story.history().entries().get(3))).isTrue();
        assertThat(pods.covers(story.history().entries().get(7))).isFalse();
    }

    @Test
    void knowsThatWhatIsListedAfterAGapWasNotThereBeforeIt() {
        story.up(0).gapSince(Kinds.POD, 102);
        story.version(110).pod(1).listedUp();

        Lifetime listed = story.history()
                .lifetimesByName(Kinds.POD, Story.NAMESPACE)
                .get("web-1")
                .get(0);

        assertThat(listed.existsAt(102)).isFalse();
        assertThat(listed.existsAt(103)).isTrue();
        assertThat(story.history().lifetimes(Kinds.POD, Story.NAMESPACE).get(0).existsAt(101))
                .isTrue();
    }

    @Test
    void listsASetAfterAGapNotAsOneThatHadAlwaysBeenThere() {
        story.up(0).gapSince(Kinds.STATEFUL_SET, 102);
        story.version(110).set().listed();

        SetTimeline set = SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);

        assertThat(set.at(102)).isEmpty();
        assertThat(set.at(103)).isPresent();
        assertThat(set.course())
                .last()
                .extracting(moment -> moment.at().resourceVersion())
                .isEqualTo(110L);
    }

    @Test
    void tellsWhatWasDoneInOneNamespace() {
        story.deletes(0);
        story.tell(Action.delete(Kinds.POD, "web-1", "").in("other"));
        story.tell(Action.delete(Kinds.POD, "web-2", "").in(Story.NAMESPACE));

        assertThat(story.history().actions(Story.NAMESPACE))
                .extracting(Action::name)
                .containsExactly("web-0", "web-2");
        assertThat(story.history().actions("other")).extracting(Action::name).containsExactly("web-0", "web-1");
    }

    @Test
    void tellsTheIncarnationsOfAnOrdinal() {
        story.set().added();
        story.up(0).pod(0).unready().ready();
        List<Incarnation> pods = SetTimeline.of(story.remade(0).history(), Story.NAMESPACE, Story.SET)
                .incarnations(0);

        assertThat(pods).extracting(Incarnation::uid).containsExactly("web-0#1", "web-0#2");
        Incarnation first = pods.get(0);
        assertThat(first.added())
                .hasValueSatisfying(state -> assertThat(state.resourceVersion()).isEqualTo(102));
        assertThat(first.firstReady())
                .hasValueSatisfying(state -> assertThat(state.resourceVersion()).isEqualTo(104));
        assertThat(first.firstTerminating())
                .hasValueSatisfying(state -> assertThat(state.resourceVersion()).isEqualTo(107));
        assertThat(first.deleted())
                .hasValueSatisfying(state -> assertThat(state.resourceVersion()).isEqualTo(108));
        assertThat(first.ready()).hasSize(2);
        assertThat(first.ready().get(0).contains(104)).isTrue();
        assertThat(first.ready().get(0).contains(105)).isFalse();
        assertThat(first.healthyAt(106)).isTrue();
        assertThat(first.healthyAt(107)).isFalse();
        assertThat(first.existsAt(107)).isTrue();
        assertThat(first.existsAt(108)).isFalse();
        assertThat(first.existsAt(101)).isFalse();
        assertThat(pods.get(1).deleted()).isEmpty();
    }

    @Test
    void tellsTheLastStateBeforeAPodBeganToEnd() {
        story.set().added();
        story.up(0).pod(0).unready().deleting().touched().deleted();
        story.up(1).pod(2).added().deleted();
        SetTimeline set = SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);

        assertThat(last(set, 0)).hasValueSatisfying(state -> {
            assertThat(state.object().terminating()).isFalse();
            assertThat(PodView.of(state).ready()).isFalse();
        });
        assertThat(last(set, 1)).contains(set.incarnations(1).get(0).lifetime().last());
        assertThat(last(set, 2)).contains(set.incarnations(2).get(0).lifetime().first());
    }

    private static Optional<Observation> last(SetTimeline set, int ordinal) {
        return set.incarnations(ordinal).get(0).lifetime().lastNotTerminating();
    }

    @Test
    void numbersThePodsOfASet() {
        story.set().added();
        SetTimeline set = SetTimeline.of(story.up(0).up(1).remade(0).history(), Story.NAMESPACE, Story.SET);

        assertThat(set.incarnations()).extracting(Incarnation::number).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void doesNotTakeWhatWasListedForCreated() {
        story.set().listed();
        story.pod(0).listedUp();
        SetTimeline set = SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);

        assertThat(set.incarnations(0).get(0).added()).isEmpty();
        assertThat(set.incarnations(0).get(0).existsAt(1)).isTrue();
        assertThat(set.at(1)).isPresent();
    }

    @Test
    void followsWhatIsWanted() {
        story.set().replicas(2).added();
        story.set().start(1).replicas(3).changed();
        story.set().deleted();
        SetTimeline set = SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);

        assertThat(set.at(100)).isEmpty();
        assertThat(set.at(101))
                .hasValueSatisfying(view -> assertThat(view.wants(2)).isFalse());
        assertThat(set.at(102)).hasValueSatisfying(view -> {
            assertThat(view.wants(0)).isFalse();
            assertThat(view.wants(3)).isTrue();
            assertThat(view.wants(4)).isFalse();
        });
        assertThat(set.at(103)).isEmpty();
        assertThat(set.everWanted(3)).isTrue();
        assertThat(set.everWanted(4)).isFalse();
        assertThat(story.history().statefulSets(Story.NAMESPACE)).containsExactly(Story.SET);
    }

    @Test
    void leavesOutPodsOfOthers() {
        story.set().added();
        story.pod(0).owner(Kinds.STATEFUL_SET, "web-other", "x").added();
        story.pod(1).owner("ReplicaSet", Story.SET, "y").added();
        story.pod(2).withoutOwner().added();

        assertThat(SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET).incarnations())
                .isEmpty();
    }

    @Test
    void keepsAPodThatTheSetReleased() {
        story.set().added();
        story.pod(0).added().withoutOwner().touched();

        assertThat(SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET).incarnations())
                .hasSize(1);
    }

    @Test
    void reportsGapsByKind() {
        History history =
                story.gap(Kinds.POD).gap(Gap.EVERY_KIND).gap(Kinds.CLAIM).history();

        assertThat(history.gaps(Kinds.POD)).extracting(Gap::index).containsExactly(0L, 1L);
        assertThat(history.gaps(Kinds.CLAIM, Kinds.POD)).hasSize(3);
        assertThat(history.gaps(Kinds.REVISION)).hasSize(1);
    }

    @Test
    void reportsAResourceVersionThatGoesBackAsAGap() {
        History history = story.version(200).up(0).version(200).up(1).history();

        assertThat(history.gaps(Kinds.POD))
                .first()
                .extracting(Gap::reason)
                .isEqualTo("resourceVersion 200 of demo/web-1 was recorded after resourceVersion 202");
        assertThat(history.gaps(Kinds.CLAIM)).isEmpty();
    }

    @Test
    void comparesResourceVersionsOnlyWithinOneKind() {
        story.version(200).up(0).version(100).claim(0).added();

        assertThat(story.history().gaps(Kinds.POD, Kinds.CLAIM)).isEmpty();
    }

    @Test
    void acceptsAListInAnyOrder() {
        story.version(200).pod(0).listedUp();
        story.version(150).pod(1).listedUp();
        story.version(201).pod(0).touched();

        assertThat(story.history().gaps(Kinds.POD)).isEmpty();
    }

    @Test
    void putsWhatWasListedFirst() {
        story.version(200).pod(0).listedUp();
        story.version(150).set().added();
        story.version(100).set().settled();

        assertThat(SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET).course())
                .extracting(moment -> moment.at().resourceVersion())
                .containsExactly(200L, 200L, 100L, 150L);
    }
}
