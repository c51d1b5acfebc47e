package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void shouldPutLinesTogetherWhateverTheSizeOfThePieces(int size) {
        byte[] stream = "first\n\nzweite über alles\nunfinished".getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines();
        List<String> seen = new ArrayList<>();

        for (int from = 0; from < stream.length; from += size) {
            byte[] piece = java.util.Arrays.copyOfRange(stream, from, Math.min(from + size, stream.length));
            lines.take(piece).forEach(line -> seen.add(new String(line, StandardCharsets.UTF_8)));
        }

        assertThat(seen).containsExactly("first", "zweite über alles");
    }
}
