package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that are asked for, and come, in chunks. */
class ListInChunksTest extends StreamTest {

    @Test
    void shouldPutAListTogetherThatCameInChunks() throws InterruptedException {
        lay(chunk(7, "to=ken/1", pod("a", 3), pod("b", 4)));
        lay(chunk(7, "token2", pod("c", 5), pod("d", 6)));
        lay(list(7, pod("e", 7)));
        stay(event("ADDED", pod("f", 8)));

        beginInChunks();

        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(next()).startsWith("LISTED").contains("\"" + name + "\"").contains("\"kind\":\"Pod\"");
        }
        assertThat(next()).startsWith("ADDED").contains("\"f\"");
        assertThat(complete).containsExactly(7L);
        assertThat(asked)
                .startsWith(
                        "/api/v1/namespaces/ns/pods?limit=2",
                        "/api/v1/namespaces/ns/pods?limit=2&continue=to%3Dken%2F1",
                        "/api/v1/namespaces/ns/pods?limit=2&continue=token2");
        assertThat(asked).last().asString().endsWith("resourceVersion=7");
    }

    @Test
    void shouldBeginAListAnewWhenItsNextChunkIsNoLongerThere() throws InterruptedException {
        lay(chunk(7, "old", pod("a", 3), pod("gone", 4)));
        lay(410, "{\"code\":410,\"metadata\":{\"continue\":\"inconsistent\"}}");
        lay(chunk(9, "new", pod("a", 3), pod("b", 8)));
        lay(list(9, pod("c", 9)));
        stay(event("ADDED", pod("d", 10)));

        beginInChunks();

        for (String name : List.of("a", "b", "c")) {
            assertThat(next()).startsWith("LISTED").contains("\"" + name + "\"");
        }
        assertThat(next()).startsWith("ADDED");
        assertThat(asked).noneMatch(path -> path.contains("inconsistent"));
        assertThat(asked).filteredOn(path -> path.endsWith("?limit=2")).hasSize(2);
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldTryAgainLaterWhenAListInChunksCannotBeHad() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            lay(chunk(7, "old", pod("a", 3), pod("b", 4)));
            lay(410, "{\"code\":410}");
        }
        lay(list(9, pod("c", 8)));
        stay(event("ADDED", pod("d", 10)));

        beginInChunks();

        assertThat(next()).startsWith("LISTED").contains("\"c\"");
        assertThat(next()).startsWith("ADDED");
    }

    @Test
    void shouldAskInChunksToo() {
        lay(list(1));
        stay(event("ADDED", pod("a", 2)), event("ADDED", pod("b", 3)), event("ADDED", pod("c", 4)));
        beginInChunks();
        lay(chunk(4, "more", pod("a", 2), pod("b", 3)));
        lay(list(4, pod("c", 4)));

        streams.catchUp(PATIENCE);

        assertThat(asked).last().asString().endsWith("?limit=2&continue=more");
        assertThat(heard).hasSize(3);
    }

    private static String chunk(long version, String next, String... pods) {
        return list(version, pods)
                .replace("\"metadata\":{\"resource", "\"metadata\":{\"continue\":\"" + next + "\",\"resource");
    }
}
