package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationReaderTest {

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "30m, PT30M", "1h30m, PT90M", "7d, P7D", "1d12h, PT36H"})
    void readsWhatPeopleWrite(String text, Duration time) {
        assertThat(new DurationReader().convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m", "30 m", "1.5h", "-5s"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> new DurationReader().convert(text))
                .hasMessage("'" + text + "' is no time such as 90s, 30m, 1h30m or 7d");
    }

    @ParameterizedTest
    @CsvSource({"1GiB, 1073741824", "512Mi, 536870912", "2K, 2048", "100, 100"})
    void readsSizes(String text, long bytes) {
        assertThat(new SizeReader().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GiB", "1.5GiB", "-1", "1PB"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> new SizeReader().convert(text))
                .hasMessage("'" + text + "' is no size such as 512MiB or 1GiB");
    }

    @ParameterizedTest
    @CsvSource({"24 80, 24, 80", "'50 200\n', 50, 200"})
    void readsHowLargeATerminalIs(String said, int rows, int columns) {
        assertThat(TerminalSize.of(said)).contains(new TerminalSize(rows, columns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "24", "no tty", "3 20"})
    void takesNoTerminalForOneOfNoSize(String said) {
        assertThat(TerminalSize.of(said)).isEmpty();
    }
}
