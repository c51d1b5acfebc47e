package dev.holdfast.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.fixture.Recording;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    /** Pods 0 and 1 of three end at the same time; pod 1 is gone first. */
    private final Recording recording = new Recording("web");

    private final long first;
    private final long second;
    private final long gone;

    ExcerptTest() {
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            recording.podAdded(ordinal, "p" + ordinal).podRunning(ordinal, "p" + ordinal, true);
        }
        recording.after(5).action("delete Pod web-1", "delete", "Pod", "web-1");
        first = recording.podTerminating(1, "p1").last();
        second = recording.after(1).podTerminating(0, "p0").last();
        gone = recording.after(2).podGone(1, "p1").last();
        recording.after(4).podGone(0, "p0").after(10);
        recording.podAdded(1, "again");
    }

    @Test
    void isViolatedForAsLongAsAllIsAsItWasWhenThePromiseWasBroken() {
        Excerpt excerpt = excerpt(
                "pod 0 was deleted at resourceVersion " + recording.resourceVersion(second)
                        + " while pod 1 was ending since resourceVersion " + recording.resourceVersion(first),
                first,
                second);
        assertThat(excerpt.deciding().name()).isEqualTo("web-0");
        assertThat(excerpt.violating().from()).isEqualTo(excerpt.deciding().at());
        assertThat(excerpt.violating().seconds()).isBetween(2.0, 2.1);
    }

    @Test
    void isViolatedUntilTheLastEntryThatTheVerdictNames() {
        Excerpt excerpt = excerpt(
                "pod 0 was deleted at resourceVersion " + recording.resourceVersion(second)
                        + " before pod 1, which was gone only at resourceVersion " + recording.resourceVersion(gone),
                second,
                gone);
        assertThat(excerpt.deciding().name()).isEqualTo("web-0");
        assertThat(excerpt.violating().to()).isEqualTo(excerpt.evidence().get(1).at());
    }

    @Test
    void wasViolatedBeforeAnEntryAfterWhichNothingIsAsItWas() {
        Excerpt excerpt = excerpt("pod 1 was gone at resourceVersion " + recording.resourceVersion(gone), first, gone);
        assertThat(excerpt.deciding().change()).isEqualTo("DELETED");
        assertThat(excerpt.violating())
                .isEqualTo(new TimeSpan(
                        excerpt.evidence().get(0).at(), excerpt.deciding().at()));
    }

    @Test
    void aPodThatIsNotReadyYetIsThatWhetherItRunsOrNot() {
        Recording two = new Recording("web");
        long zero = two.podAdded(0, "p0").last();
        long one = two.after(1).podAdded(1, "p1").last();
        two.after(1).podRunning(1, "p1", false).after(3).podRunning(1, "p1", true);
        Timeline timeline = Timeline.of(two.history(), Set.of(zero, one));
        String sentence =
                "pod 1 was created at resourceVersion " + two.resourceVersion(one) + " while pod 0 was not Ready";
        assertThat(Excerpt.of(timeline, List.of(zero, one), sentence)
                        .orElseThrow()
                        .violating()
                        .seconds())
                .isBetween(4.0, 4.1);
    }

    @Test
    void showsThePodInWhichSomethingWasRead() {
        Recording read = new Recording("web");
        read.podAdded(0, "p0").podRunning(0, "p0", true).podAdded(1, "p1").after(1);
        long asked = read.action("write a file in pod web-0", "write", "Pod", "web-0")
                .last();
        Timeline timeline = Timeline.of(read.history(), Set.of(asked));
        assertThat(Excerpt.of(timeline, List.of(asked), "").orElseThrow().lanes())
                .extracting(Lane::name)
                .containsExactly("web-0");
    }

    @Test
    void takesNoNumberForAnotherThatItBegins() {
        Excerpt excerpt = excerpt("at resourceVersion " + recording.resourceVersion(first) + "0", first, second);
        assertThat(excerpt.deciding().index()).isEqualTo(second);
    }

    @Test
    void showsTheLanesOfTheEvidenceAndALittleTimeAroundIt() {
        Excerpt excerpt = excerpt("", first, second);
        assertThat(excerpt.lanes()).extracting(Lane::name).containsExactly("web-0", "web-1");
        assertThat(excerpt.window().from()).isBetween(2.5, 5.0);
        assertThat(excerpt.window().to()).isBetween(8.0, 12.0);
        assertThat(excerpt.marks()).extracting(TimelineMark::text).containsExactly("delete Pod web-1");
    }

    @Test
    void tellsWhoAskedForADeletion() {
        Excerpt excerpt = excerpt("", first, gone);
        assertThat(excerpt.evidence())
                .extracting(Row::author)
                .containsExactly("deleted by the scenario", "deleted by the scenario");
    }

    @Test
    void namesTheFieldsOfWhichTheVerdictSpeaksFirst() {
        Row created = timeline(2L).evidence().get(0);
        assertThat(DecidingFields.of(created, "pod 1 was created with spec.subdomain 'stateful-svc'"))
                .extracting(FieldChange::toString)
                .startsWith("spec.subdomain: not set → \"stateful-svc\"");
        assertThat(DecidingFields.of(created, "pod 1 was created without spec.nodeName"))
                .extracting(FieldChange::toString)
                .startsWith("spec.nodeName: not set → not set");
    }

    private Excerpt excerpt(String sentence, Long... evidence) {
        return Excerpt.of(timeline(evidence), List.of(evidence), sentence).orElseThrow();
    }

    private Timeline timeline(Long... evidence) {
        return Timeline.of(recording.history(), new TreeSet<>(Set.of(evidence)));
    }
}
