package dev.holdfast.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.StatusWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Who goes through the specs and pods of a recorded life")
class ReplayOfLivesTest {

    /** What is known of the set when a moment comes. */
    private record Known(
            Transition moment,
            Optional<Observation> state,
            Optional<StatefulSetView> set,
            List<StatefulSetView> possible) {
        static Known of(Transition moment, ReplayState before) {
            return new Known(moment, before.state(), before.set(), List.copyOf(before.possible()));
        }
    }

    static Stream<Life> lives() {
        return RecordedLivesTest.lives();
    }

    @ParameterizedTest
    @MethodSource("lives")
    void knowsAtEachMomentWhatIsKnownToWhoGoesThroughEveryWrite(Life life) throws IOException, URISyntaxException {
        History history = life.history().judged();
        for (Subject subject : Judge.subjects(history)) {
            JudgingContext context = new JudgingContext(history, subject);
            List<Known> everyWrite = new ArrayList<>();
            ReplayState last = context.followEveryWrite((moment, before) -> {
                if (!(moment instanceof StatusWritten)) {
                    everyWrite.add(Known.of(moment, before));
                }
            });
            List<Known> specsAndPods = new ArrayList<>();
            ReplayState end = context.follow((moment, before) -> specsAndPods.add(Known.of(moment, before)));

            assertThat(specsAndPods).isEqualTo(everyWrite).isNotEmpty();
            assertThat(end.state()).isEqualTo(last.state());
            assertThat(end.possible()).isEqualTo(last.possible());
        }
    }
}
