package dev.holdfast.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
    private final TimeParser times = new TimeParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:00:00Z",
                "2026-11-23T12:00:00.5Z",
                "2024-02-29T23:59:59.123456789Z",
                "1970-01-01T00:00:00.000000001Z",
                "2026-11-23T12:00:00.000Z",
                "2026-11-23T24:00:00Z",
                "2016-12-31T23:59:59Z",
                "-0001-11-23T12:00:00Z",
                "+12026-11-23T12:00:00Z",
                "2026-11-23T12:00:00z",
                "2026-11-23T12:00:00.Z",
            })
    void readsWhatIsWritten(String text) {
        assertThat(parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void readsMinuteAfterMinute() {
        for (String text : List.of(
                "2026-11-23T12:00:00Z",
                "2026-11-23T12:00:59.5Z",
                "2026-11-23T12:01:00Z",
                "2026-11-23T13:01:00Z",
                "2026-12-23T13:01:00Z",
                "2027-12-23T13:01:00Z",
                "2026-11-23T12:00:00Z")) {
            assertThat(parse(text)).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void keepsATimeThatComesAgain() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        Instant sameSecond = noon.plusMillis(5);
        Instant samePlace = noon.plusSeconds(1 << 20);

        assertThat(times.keep(noon)).contains(noon).isSameAs(times.keep(Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(times.keep(sameSecond)).contains(sameSecond);
        assertThat(times.keep(samePlace)).contains(samePlace);
        assertThat(times.keep(noon)).contains(noon);
        assertThat(times.keep(Instant.parse("1912-06-23T12:00:00Z"))).contains(Instant.parse("1912-06-23T12:00:00Z"));
    }

    @Test
    void readsThatWhichLiesBetweenOtherBytes() {
        byte[] bytes = "\"2026-11-23T12:00:01.25Z\",".getBytes(StandardCharsets.UTF_8);

        assertThat(times.parse(bytes, 1, bytes.length - 2)).isEqualTo(Instant.parse("2026-11-23T12:00:01.25Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-23T12:00:00Z",
                "2026-11-23T12:60:00Z",
                "2026-11-23T12:00:60Z",
                "2026-11-23T12:00:00.0000000001Z",
                "2026-11-23T12:00:00.5xZ",
                "2026-11-23T12:00:00",
                "2026-11-23T12:00:0xZ",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:00Z",
            })
    void refusesWhatIsNoPointInTime(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThat(parse("2026-11-23T12:00:00Z")).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    private Instant parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return times.parse(bytes, 0, bytes.length);
    }
}
