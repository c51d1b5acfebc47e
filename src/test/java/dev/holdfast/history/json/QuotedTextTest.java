package dev.holdfast.history.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "uid", "kind", "names", "length", "lengths", "eighteen", "resourceVersion", "größe 😀"})
    void isFoundWhereItStandsAndNowhereElse(String text) {
        byte[] json = ("[\"" + text + "\",\"" + text + "\"]").getBytes(StandardCharsets.UTF_8);
        int length = (json.length - 3) / 2;
        QuotedText quoted = new QuotedText(text, json, 1, 1 + length);

        assertThat(quoted.length()).isEqualTo(length);
        for (int from = 0; from < json.length; from++) {
            boolean there = from == 1 || from == 2 + length;
            assertThat(quoted.isAt(json, from, json.length)).as("from %d", from).isEqualTo(there);
        }
        assertThat(quoted.isAt(json, 2 + length, json.length - 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid", "length", "eighteen", "resourceVersion"})
    void differsFromWhatDiffersInOneByte(String text) {
        byte[] json = ('"' + text + "\",......").getBytes(StandardCharsets.UTF_8);
        QuotedText quoted = new QuotedText(text, json, 0, text.length() + 2);

        for (int i = 0; i < quoted.length(); i++) {
            json[i] ^= 1;
            assertThat(quoted.isAt(json, 0, json.length)).as("byte %d", i).isFalse();
            json[i] ^= 1;
        }
        assertThat(quoted.isAt(json, 0, json.length)).isTrue();
    }
}
