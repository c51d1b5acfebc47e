package dev.holdfast.history.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetViewTest {

    private final Story story = new Story();

    @Test
    void needsAShareOfThePodsThatAreWantedRoundedUp() {
        assertThat(last(story.budget().maxUnavailable("34%").counts(3, 1, 1).story())
                        .needed(3))
                .isEqualTo(1);
        assertThat(last(story.budget().maxUnavailable("5").counts(3, 0, 3).story())
                        .needed(3))
                .isZero();
        assertThat(last(story.budget().minAvailable(2).counts(3, 2, 1).story()).needed(3))
                .isEqualTo(2);
    }

    @Test
    void needsNothingWhereNothingIsAskedFor() {
        assertThat(last(story.budget()
                                .with(json -> json.withObject("/spec").remove("maxUnavailable"))
                                .counts(3, 0, 3)
                                .story())
                        .needed(3))
                .isZero();
    }

    @Test
    void tellsWhetherItsStatusIsOfItsSpec() {
        assertThat(last(story.budget().counts(2, 1, 1).story()).counted()).isTrue();
        assertThat(last(story.budget().changed().story()).counted()).isFalse();
    }

    @Test
    void namesThePodsThatAreBeingEvicted() {
        assertThat(last(story.budget().counts(2, 1, 0).notes("web-0").story()).evicted())
                .containsExactly("web-0");
    }

    @Test
    void selectsByLabelsAndByExpressions() {
        var requirements = List.of(
                new BudgetView.Requirement("app", "In", List.of("web", "db")),
                new BudgetView.Requirement("tier", "NotIn", List.of("test")),
                new BudgetView.Requirement("pod", "Exists", List.of()),
                new BudgetView.Requirement("job", "DoesNotExist", List.of()));
        Map<String, String> labels = Map.of("app", "db", "pod", "x");

        assertThat(requirements).allMatch(each -> each.meets(labels));
        assertThat(requirements).noneMatch(each -> each.meets(Map.of("app", "x", "tier", "test", "job", "y")));
    }

    @Test
    void selectsNoPodWithoutASelectorAndAllWithAnEmptyOne() {
        assertThat(last(story.budget()
                                .with(json -> json.withObject("/spec").remove("selector"))
                                .counts(0, 0, 0)
                                .story())
                        .selects(Map.of("app", "web")))
                .isFalse();
        assertThat(last(story.budget()
                                .with(json -> json.withObject("/spec").putObject("selector"))
                                .counts(0, 0, 0)
                                .story())
                        .selects(Map.of("app", "web")))
                .isTrue();
    }

    private static BudgetView last(Story story) {
        List<Observation> all = story.history().observations(Kinds.BUDGET);
        return BudgetView.of(all.get(all.size() - 1));
    }
}
