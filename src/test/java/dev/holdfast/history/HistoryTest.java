package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final Story story = new Story();

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
    void endsAtARevisionWithTheIndicesThatItHad() {
        History history = story.up(0).remade(0).history();
        long revision = history.entries().get(1) instanceof Observation second ? second.resourceVersion() : 0;

        History until = history.until(revision);
        assertThat(history.revision()).isGreaterThan(revision);
        assertThat(until.revision()).isEqualTo(revision);
        assertThat(until.entries()).extracting(Entry::index).containsExactly(0L, 1L, 3L);
        assertThat(until.latest(Kinds.POD, Story.NAMESPACE, "web-0"))
                .hasValueSatisfying(
                        state -> assertThat(state.object().summary()).isEqualTo("Running, not Ready"));
        assertThat(history.until(history.revision()).entries()).isEqualTo(history.entries());
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
