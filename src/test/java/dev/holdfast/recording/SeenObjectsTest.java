package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SeenObjectsTest {

    private final SeenObjects seen = new SeenObjects();

    @Test
    void shouldHaveReachedAListOfWhatItHasSeen() {
        seen.saw(Change.ADDED, object("a", 2));
        seen.saw(Change.MODIFIED, object("a", 5));

        assertThat(seen.reaches(list(6, object("a", 4)))).isDone();
    }

    @Test
    void shouldWaitForAChangeThatTheListShows() {
        seen.saw(Change.ADDED, object("a", 2));

        CompletableFuture<Void> reached = seen.reaches(list(6, object("a", 4)));

        assertThat(reached).isNotDone();
        seen.saw(Change.MODIFIED, object("a", 4));
        assertThat(reached).isDone();
    }

    @Test
    void shouldWaitForTheEndOfWhatTheListNoLongerShows() {
        seen.saw(Change.ADDED, object("a", 2));

        CompletableFuture<Void> reached = seen.reaches(list(6));

        assertThat(reached).isNotDone();
        seen.saw(Change.DELETED, object("a", 5));
        assertThat(reached).isDone();
    }

    @Test
    void shouldNotWaitForWhatWasMadeAfterTheList() {
        seen.saw(Change.ADDED, object("a", 9));

        assertThat(seen.reaches(list(6))).isDone();
    }

    @Test
    void shouldNotWaitForWhatWentAfterTheList() {
        seen.saw(Change.ADDED, object("a", 2));
        seen.saw(Change.DELETED, object("a", 7));

        assertThat(seen.reaches(list(6, object("a", 2)))).isDone();
    }

    @Test
    void shouldHaveReachedAListOfANamespaceWhateverThereIsElsewhere() {
        seen.saw(Change.ADDED, object("shop", "a", 2));
        seen.saw(Change.ADDED, object("other", "b", 3));

        assertThat(seen.reaches(list(6, object("shop", "a", 2)), "shop")).isDone();
        assertThat(seen.reaches(list(6), "other")).isNotDone();
        assertThat(seen.reaches(list(6), "nowhere")).isDone();
    }

    @Test
    void shouldForgetWhatWentLongAgo() {
        for (int i = 0; i <= 10_000; i++) {
            seen.saw(Change.ADDED, object("o" + i, 2));
            seen.saw(Change.DELETED, object("o" + i, 3));
        }

        assertThat(seen.reaches(list(2, object("o10000", 2)))).isDone();
        assertThat(seen.reaches(list(2, object("o0", 2))))
                .as("what a list of long ago shows")
                .isNotDone();
    }

    private static JsonNode object(String namespace, String uid, long version) {
        return JsonMapper.shared()
                .readTree("{\"metadata\":{\"namespace\":\"" + namespace + "\",\"uid\":\"" + uid
                        + "\",\"resourceVersion\":\"" + version + "\"}}");
    }

    private static JsonNode object(String uid, long version) {
        return JsonMapper.shared()
                .readTree("{\"metadata\":{\"uid\":\"" + uid + "\",\"resourceVersion\":\"" + version + "\"}}");
    }

    private static JsonNode list(long version, JsonNode... items) {
        return JsonMapper.shared()
                .readTree("{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":"
                        + java.util.Arrays.toString(items) + "}");
    }
}
