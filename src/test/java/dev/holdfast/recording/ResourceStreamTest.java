package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceStreamTest extends StreamTest {

    @Test
    void shouldTellWhatIsThereAndThenWhatHappens() throws InterruptedException {
        lay(list(7, pod("a", 3)));
        stay(event("ADDED", pod("b", 8)), event("DELETED", pod("b", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"a\"").contains("\"kind\":\"Pod\"");
        assertThat(next()).startsWith("ADDED").contains("\"b\"");
        assertThat(next()).startsWith("DELETED").contains("\"9\"");
        assertThat(asked.take()).isEqualTo("/api/v1/namespaces/ns/pods");
        assertThat(asked.take())
                .contains("watch=true")
                .contains("allowWatchBookmarks=true")
                .endsWith("resourceVersion=7");
    }

    @Test
    void shouldKeepWhatNoModelKnows() throws InterruptedException {
        lay(list(1));
        stay(event(
                "ADDED",
                "{\"metadata\":{\"name\":\"a\",\"uid\":\"a\",\"resourceVersion\":\"2\",\"new\":{\"deep\":[1,{\"x\":null}]}},"
                        + "\"spec\":{\"fromTheFuture\":{\"list\":[],\"empty\":\"\"}}}"));

        streams.start(PATIENCE);

        assertThat(next())
                .contains("\"new\":{\"deep\":[1,{\"x\":null}]}")
                .contains("\"fromTheFuture\":{\"list\":[],\"empty\":\"\"}");
    }

    @Test
    void shouldTakeUpAWatchThatEndsWhereItEnded() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 2)) + event("BOOKMARK", pod("", 5)));
        stay(event("ADDED", pod("b", 6)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).contains("\"b\"");
        assertThat(asked).hasSize(3).last().asString().endsWith("resourceVersion=5");
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldTakeUpAWatchThatWasRefusedForAWhile() throws InterruptedException {
        lay(list(1));
        lay(429, "slow down");
        lay(200, "{\"type\":\"ERROR\",\"object\":{\"code\":500,\"message\":\"etcd\"}}\n");
        stay(event("ADDED", pod("a", 2)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(asked).last().asString().endsWith("resourceVersion=1");
    }

    @Test
    void shouldTellOfAGapWhenTheServerHasForgotten() throws InterruptedException {
        lay(list(1));
        lay(200, "{\"type\":\"ERROR\",\"object\":{\"code\":410,\"message\":\"too old resource version\"}}\n");
        lay(410, "{\"code\":410}");
        lay(list(9, pod("a", 8)));
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod").contains("too old resource version");
        assertThat(next()).startsWith("LISTED");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldDateAGapByTheLastVersionThatItHadSeen() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 4)) + event("BOOKMARK", pod("", 7)));
        lay(410, "{\"code\":410}");
        lay(410, "{\"code\":410}");
        lay(list(12));
        stay(event("ADDED", pod("b", 13)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).startsWith("GAP Pod since 7");
        assertThat(next()).contains("\"b\"");
        assertThat(complete).containsExactly(1L, 7L, 12L);
    }

    @Test
    void shouldTakeUpWhatCouldNotBeToldAsLost() throws InterruptedException {
        lay(list(1));
        lay(200, event("ADDED", pod("a", 4)) + event("NONSENSE", pod("b", 5)));
        lay(list(6));
        stay(event("ADDED", pod("c", 7)));

        streams.start(PATIENCE);

        assertThat(next()).contains("\"a\"");
        assertThat(next()).startsWith("GAP Pod since 4");
    }

    @Test
    void shouldTellOfAGapWhenWatchesEndAgainAndAgainAndBringNothingOfWhatThereIs() throws InterruptedException {
        lay(list(3));
        for (int i = 0; i < 5; i++) {
            lay(200, "");
        }
        lay(list(9, pod("a", 8)));
        lay(200, "");
        lay(200, "");
        lay(list(9, pod("a", 8)));
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod since 3").contains("bring nothing, although there is more");
        assertThat(next()).startsWith("LISTED").contains("\"a\"");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=9");
    }

    @Test
    void shouldNotTellOfAGapWhenWatchesEndAgainAndAgainAndThereIsNothing() throws InterruptedException {
        lay(list(3, pod("a", 2)));
        for (int i = 0; i < 5; i++) {
            lay(200, "");
        }
        lay(list(9, pod("a", 2)));
        lay(200, "");
        lay(200, "");
        lay(200, "");
        stay(event("MODIFIED", pod("a", 10)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED");
        assertThat(next()).startsWith("MODIFIED");
        assertThat(asked).last().asString().endsWith("resourceVersion=3");
    }

    @Test
    void shouldTellOfAGapWhenTheServerRefusesTheVersion() throws InterruptedException {
        lay(list(1));
        lay(410, "{\"code\":410}");
        lay(410, "{\"code\":410}");
        lay(list(4));
        stay(event("ADDED", pod("a", 5)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod");
        assertThat(next()).startsWith("ADDED");
    }

    @Test
    void shouldTellWhatTheServerHasInItsStoreAndDoesNotSendAnyMore() throws InterruptedException {
        at(3, pod("a", 3));
        at(4, pod("a", 3), pod("b", 4));
        at(5, pod("a", 5), pod("b", 4));
        at(6, pod("a", 5));
        lay(list(3, pod("a", 3)));
        lay(410, "{\"code\":410}");
        lay(list(6, pod("a", 5)));
        stay(event("MODIFIED", pod("a", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"3\"");
        assertThat(next())
                .startsWith("ADDED")
                .contains("\"b\"")
                .contains("\"4\"")
                .contains("\"kind\":\"Pod\"");
        assertThat(next()).startsWith("MODIFIED").contains("\"a\"").contains("\"5\"");
        assertThat(next()).startsWith("DELETED").contains("\"b\"").contains("\"6\"");
        assertThat(next()).startsWith("MODIFIED").contains("\"9\"");
        assertThat(complete).containsExactly(3L, 6L);
        assertThat(asked).last().asString().endsWith("resourceVersion=6");
    }

    @Test
    void shouldAskForThatAgainWhenTheServerIsInTrouble() throws InterruptedException {
        at(4, pod("a", 4));
        lay(list(3));
        lay(410, "{\"code\":410}");
        lay(500, "trouble");
        lay(list(3));
        lay(list(4, pod("a", 4)));
        stay(event("MODIFIED", pod("a", 9)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("ADDED").contains("\"a\"");
        assertThat(next()).startsWith("MODIFIED");
    }

    @Test
    void shouldNotAskForThatWhereTooMuchHappened() throws InterruptedException {
        at(1);
        lay(list(1));
        lay(410, "{\"code\":410}");
        int tooLate = (int) MissedChanges.MOST + 2;
        lay(list(tooLate, pod("a", 8)));
        lay(list(tooLate, pod("a", 8)));
        stay(event("MODIFIED", pod("a", tooLate + 1)));

        streams.start(PATIENCE);

        assertThat(next()).startsWith("GAP Pod since 1");
        assertThat(next()).startsWith("LISTED");
        assertThat(asked).filteredOn(path -> path.contains("Exact")).hasSize(1);
    }

    @Test
    void shouldNotAskForThatWhereListsAreLarge() throws InterruptedException {
        lay(list(1));
        lay(410, "{\"code\":410}");
        lay(list(4));
        stay(event("ADDED", pod("a", 5)));

        beginInChunks();

        assertThat(next()).startsWith("GAP Pod since 1");
        assertThat(next()).startsWith("ADDED");
        assertThat(asked).noneMatch(path -> path.contains("Exact"));
    }

    @Test
    void shouldAskAgainWhatThereIsWhenTheAnswerBreaksOff() {
        lay(list(1));
        stay(event("ADDED", pod("a", 2)));
        streams.start(PATIENCE);
        breakOff(list(2, pod("a", 2)).substring(0, 40));
        lay(list(2, pod("a", 2)));

        streams.catchUp(PATIENCE);

        assertThat(asked).filteredOn(path -> !path.contains("watch")).hasSize(3);
        assertThat(heard).hasSize(1);
    }

    @Test
    void shouldNotKeepWhichFieldsWereSetByWhom() throws InterruptedException {
        String managed = "\"managedFields\":[{\"manager\":\"me\",\"fieldsV1\":{\"f:spec\":{}}}],";
        lay(list(3, pod("a", 3).replace("\"uid\"", managed + "\"uid\"")));
        stay("");

        streams.start(PATIENCE);

        assertThat(next()).startsWith("LISTED").contains("\"me\"").doesNotContain("fieldsV1");
    }
}
