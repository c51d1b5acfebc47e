package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuaranteeVerdictTest {
    private final Story story = new Story();

    @Test
    void hasThoseThatATagNamesAndThoseThatHoldInEveryScenario() {
        story.wholeSet(1);

        assertThat(judged("@order.create"))
                .extracting(each -> each.guarantee().id())
                .startsWith("order.create")
                .contains("identity.labels");
    }

    @Test
    void leavesOutWhatNobodyAskedForAndNothingShows() {
        story.set().replicas(1).added();

        assertThat(judged("@order.create"))
                .extracting(each -> each.guarantee().id())
                .contains("order.create")
                .doesNotContain("identity.labels", "revision.truth");
    }

    @Test
    void doesNotLeaveOutWhatAGapKeptFromBeingJudged() {
        story.wholeSet(1).gap(Kinds.POD);

        assertThat(judged("@order.create"))
                .filteredOn(each -> each.guarantee().id().equals("identity.labels"))
                .extracting(each -> each.verdict().outcome())
                .containsExactly(Outcome.INCONCLUSIVE);
    }

    private List<GuaranteeVerdict> judged(String... tags) {
        return GuaranteeVerdict.of(story.history(), Subject.of(Story.NAMESPACE, Story.SET), List.of(tags));
    }
}
