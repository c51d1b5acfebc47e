package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:00:00Z",
                "2026-11-23T12:00:00.5Z",
                "2024-02-29T23:59:59.123456789Z",
                "1970-01-01T00:00:00.000000001Z",
                "2026-11-23T12:00:00.000Z",
            })
    void readsWhatIsWritten(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void refusesWhatIsNoPointInTime() {
        assertThatThrownBy(() -> Times.parse("2026-13-23T12:00:00Z")).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Times.parse("yesterday")).isInstanceOf(DateTimeParseException.class);
    }
}
