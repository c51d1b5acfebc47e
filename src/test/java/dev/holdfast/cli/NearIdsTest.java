package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearIdsTest {

    private static final List<String> IDS = List.of("F01", "F02", "F07", "F07b", "F19", "F34");

    @Test
    void findsWhatIsTypedAlmostAlike() {
        assertThat(NearIds.of("f7b", IDS)).startsWith("F07b");
        assertThat(NearIds.of("F7", IDS)).startsWith("F07");
        assertThat(NearIds.of("F43", IDS)).startsWith("F01");
    }

    @Test
    void showsAFewOnly() {
        assertThat(NearIds.of("F99", IDS)).hasSize(3).contains("F19");
    }
}
