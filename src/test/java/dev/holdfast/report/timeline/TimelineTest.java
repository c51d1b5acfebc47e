package dev.holdfast.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.history.History;
import dev.holdfast.report.fixture.Recording;
import dev.holdfast.report.fixture.Recordings;
import dev.holdfast.report.timeline.Lane.Group;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline replaced = Timeline.of(Recordings.replaced().history(), Set.of());

    @Test
    void hasALaneForTheSetEachOrdinalEachClaimAndEachRevision() {
        assertThat(replaced.lanes())
                .extracting(Lane::group, Lane::name)
                .containsExactly(
                        tuple(Group.SET, "nginx-statefulset"),
                        tuple(Group.POD, "nginx-statefulset-0"),
                        tuple(Group.POD, "nginx-statefulset-1"),
                        tuple(Group.CLAIM, "www-nginx-statefulset-0"),
                        tuple(Group.CLAIM, "www-nginx-statefulset-1"),
                        tuple(Group.REVISION, "nginx-statefulset-6b7d9c5f4d"));
    }

    @Test
    void hasABarForEachPodThatHeldAnOrdinal() {
        List<Bar> bars = lane(replaced, "nginx-statefulset-0").bars();
        assertThat(bars).hasSize(2).extracting(Bar::uid).doesNotHaveDuplicates();
        assertThat(bars).extracting(Bar::begun, Bar::gone).containsExactly(tuple(true, true), tuple(true, false));
        assertThat(bars.get(0).segments())
                .extracting(Segment::state)
                .containsExactly(DrawnState.PENDING, DrawnState.RUNNING, DrawnState.READY, DrawnState.TERMINATING);
        assertThat(bars.get(1).segments())
                .extracting(Segment::state)
                .containsExactly(DrawnState.PENDING, DrawnState.RUNNING, DrawnState.READY);
    }

    @Test
    void segmentsFollowEachOtherWithoutHolesUntilTheEnd() {
        for (Lane lane : replaced.lanes()) {
            for (Bar bar : lane.bars()) {
                double expected = bar.from();
                for (Segment segment : bar.segments()) {
                    assertThat(segment.from()).isEqualTo(expected);
                    assertThat(segment.to()).isGreaterThanOrEqualTo(segment.from());
                    expected = segment.to();
                }
                assertThat(expected).isEqualTo(bar.to());
            }
        }
        assertThat(lane(replaced, "nginx-statefulset-1").bars().get(0).to()).isEqualTo(replaced.seconds());
    }

    @Test
    void aSegmentPointsToTheEntryThatBeganIt() {
        History history = Recordings.replaced().history();
        Segment ready =
                lane(replaced, "nginx-statefulset-1").bars().get(0).segments().get(2);
        Row row = replaced.rows().get((int) ready.index());
        assertThat(row.name()).isEqualTo("nginx-statefulset-1");
        assertThat(row.text()).isEqualTo("Running, Ready · Ready=True");
        assertThat(row.resourceVersion()).isEqualTo(Long.toString(ready.resourceVersion()));
        assertThat(replaced.rows()).hasSameSizeAs(history.entries());
    }

    @Test
    void aFlappingReadinessIsSeenEachTime() {
        Recording recording = new Recording("web");
        recording
                .podAdded(0, "a")
                .podRunning(0, "a", true)
                .after(1)
                .podRunning(0, "a", false)
                .after(1);
        recording.podRunning(0, "a", true).after(1);
        Timeline timeline = Timeline.of(recording.history(), Set.of());
        assertThat(lane(timeline, "web-0").bars().get(0).segments())
                .extracting(Segment::state)
                .containsExactly(DrawnState.PENDING, DrawnState.READY, DrawnState.RUNNING, DrawnState.READY);
    }

    @Test
    void marksWhatTheScenarioDidAndRead() {
        assertThat(replaced.marks())
                .extracting(TimelineMark::sort)
                .containsOnly(TimelineMark.Sort.ACTION, TimelineMark.Sort.READING)
                .hasSize(9);
        assertThat(replaced.actions())
                .extracting(Timeline.Numbered::number, Timeline.Numbered::text)
                .contains(tuple(5, "delete Pod nginx-statefulset-0"));
        assertThat(replaced.marks())
                .extracting(TimelineMark::text)
                .contains("page of http://nginx-statefulset-0.stateful-svc/: 200 “由第 0 个副本写的页面”");
    }

    @Test
    void knowsTheRowsThatProveAViolation() {
        Recordings.Violation violation = Recordings.outOfOrder();
        Timeline timeline =
                Timeline.of(violation.recording().history(), Set.of(violation.created(), violation.ready()));
        assertThat(timeline.evidence())
                .extracting(Row::name, Row::change, Row::text)
                .containsExactly(
                        tuple("nginx-statefulset-2", "ADDED", "Pending, not Ready"),
                        tuple("nginx-statefulset-1", "MODIFIED", "Running, Ready · Ready=True"));
    }

    @Test
    void ordinalsComeInTheOrderOfTheirNumbers() {
        Timeline timeline = Timeline.of(Recordings.rolled().history(), Set.of());
        assertThat(timeline.lanes())
                .filteredOn(lane -> lane.group() == Group.CLAIM)
                .extracting(Lane::name)
                .containsSubsequence("www-web-2", "www-web-9", "www-web-10", "www-web-19");
        assertThat(timeline.rows()).hasSizeGreaterThan(1000);
    }

    @Test
    void ofTooManyLanesKeepsThoseThatEvidenceLiesOn() {
        Recording recording = new Recording("web");
        recording.set(200, 0, "rev0");
        for (int ordinal = 0; ordinal < 200; ordinal++) {
            recording.podAdded(ordinal, "p" + ordinal);
        }
        Timeline timeline = Timeline.of(recording.history(), Set.of(recording.last()));
        assertThat(timeline.lanes()).hasSize(Lanes.MOST);
        assertThat(timeline.undrawn()).isEqualTo(201 - Lanes.MOST);
        assertThat(timeline.lanes()).extracting(Lane::name).contains("web", "web-0", "web-199");
    }

    @Test
    void anEmptyHistoryCanBeDrawn() {
        Timeline timeline = Timeline.of(History.of(List.of()), Set.of());
        assertThat(timeline.lanes()).isEmpty();
        assertThat(timeline.seconds()).isPositive();
    }

    private static Lane lane(Timeline timeline, String name) {
        return timeline.lanes().stream()
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
