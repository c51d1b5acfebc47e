package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotKeptErrorTest {

    private static final Path HISTORY = Path.of("target/histories/a.jsonl").toAbsolutePath();

    @Test
    void shouldSayWhyEachSetDoesNotGoOn() {
        NotKeptError error = new NotKeptError(
                "pod web-1 is Ready",
                "timed out after 120 s",
                List.of("shop/web cannot go on: pod web-1 cannot pull the image nginx:9", "shop/db goes on: 1 of 2"),
                HISTORY);

        assertThat(error.getMessage().lines())
                .containsExactly(
                        "promised: pod web-1 is Ready",
                        "    seen: timed out after 120 s",
                        "    why: shop/web cannot go on: pod web-1 cannot pull the image nginx:9",
                        "    why: shop/db goes on: 1 of 2",
                        "    where to look: target/histories/a.jsonl");
        assertThat(error.guarantees()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsNotKnown() {
        assertThat(new NotKeptError("one", "none", HISTORY).getMessage().lines())
                .containsExactly("promised: one", "    seen: none", "    where to look: target/histories/a.jsonl");
    }
}
