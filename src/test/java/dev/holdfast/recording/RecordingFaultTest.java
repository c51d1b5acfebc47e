package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingFaultTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private final History history = new Story().up(0).history();

    @Test
    void isNoneWhereConnectionsAreTakenUpAtOnce() {
        assertThat(RecordingFault.of(history, SHORT, SHORT)).isEmpty();
    }

    @Test
    void isAServerThatWasAway() {
        assertThat(RecordingFault.of(history, Duration.ofMillis(12_340), SHORT))
                .contains("the API server could not be reached for 12.3 s");
    }

    @Test
    void isARecordingThatLagsBehind() {
        assertThat(RecordingFault.of(history, SHORT, Duration.ofSeconds(9)))
                .contains("the recording was 9.0 s behind the API server");
    }

    @Test
    void isAGapBeforeAnythingElse() {
        History torn = new Story().up(0).gap(Kinds.POD).history();

        assertThat(RecordingFault.of(torn, Duration.ofSeconds(9), SHORT))
                .contains("the recording has a gap: 410 Gone: too old resource version");
    }
}
