package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStateTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final ClusterState state = new ClusterState();

    @Test
    void hasTheLastStateOfEachObject() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        state.take(seen(Change.MODIFIED, "Pod", "shop", "web-0", 2, ""));
        state.take(seen(Change.ADDED, "Pod", "other", "web-0", 3, ""));

        assertThat(state.of(Kinds.POD, "shop"))
                .extracting(Observation::resourceVersion)
                .containsExactly(2L);
        assertThat(state.all(Kinds.POD)).hasSize(2);
        assertThat(state.in("shop")).hasSize(1);
    }

    @Test
    void hasNothingThatIsGone() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        state.take(seen(Change.DELETED, "Pod", "shop", "web-0", 2, ""));

        assertThat(state.in("shop")).isEmpty();
    }

    @Test
    void findsAVolumeWhereItsClaimIs() {
        Observation loose = seen(Change.ADDED, "PersistentVolume", "", "pv-1", 1, "");
        Observation bound = seen(Change.MODIFIED, "PersistentVolume", "", "pv-1", 2, """
                ,"spec":{"claimRef":{"namespace":"shop","name":"data-web-0"}}""");

        assertThat(state.take(loose)).isEmpty();
        assertThat(state.take(bound)).isEqualTo("shop");
        assertThat(state.of(Kinds.VOLUME, "shop")).hasSize(1);
        assertThat(state.of(Kinds.VOLUME, "")).isEmpty();
    }

    @Test
    void takesANamespaceForAPartOfItself() {
        state.take(seen(Change.ADDED, "Namespace", "", "shop", 1, ""));

        assertThat(state.in("shop")).hasSize(1);
    }

    @Test
    void hasNothingThatANewListHasNot() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        state.take(seen(Change.ADDED, "Pod", "shop", "web-1", 2, ""));
        state.take(seen(Change.ADDED, "Service", "shop", "web", 3, ""));

        state.replaced("Pod", List.of(seen(Change.LISTED, "Pod", "shop", "web-1", 2, "")));

        assertThat(state.in("shop")).extracting(each -> each.object().name()).containsExactlyInAnyOrder("web-1", "web");
    }

    @Test
    void forgetsEventsAboutAPodWithThePod() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        state.take(eventAbout("Pod", "web-0", 2));
        state.take(eventAbout("Pod", "web-1", 3));
        state.take(eventAbout("StatefulSet", "web-0", 4));

        state.take(seen(Change.DELETED, "Pod", "shop", "web-0", 5, ""));

        assertThat(state.of(Kinds.EVENT, "shop"))
                .extracting(Observation::resourceVersion)
                .containsExactly(3L, 4L);
        state.forgetEventsOfGonePods();
        assertThat(state.of(Kinds.EVENT, "shop"))
                .extracting(Observation::resourceVersion)
                .containsExactly(4L);
    }

    @Test
    void keepsEventsAboutPodsThatAreThere() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        state.take(eventAbout("Pod", "web-0", 2));

        state.forgetEventsOfGonePods();

        assertThat(state.of(Kinds.EVENT, "shop")).hasSize(1);
    }

    @Test
    void remembersForSomeSecondsWhatHappened() {
        state.take(seen(Change.ADDED, "Pod", "shop", "web-0", 1, ""));
        Observation late = seen(Change.ADDED, "Pod", "shop", "web-1", 2, "");
        state.take(new Observation(Entry.UNPLACED, NOW.plusSeconds(11), Change.ADDED, late.object()));

        assertThat(state.recent("shop"))
                .extracting(each -> each.object().name())
                .containsExactly("web-1");
    }

    private static Observation eventAbout(String kind, String name, long version) {
        return seen(
                Change.ADDED,
                "Event",
                "shop",
                "event-" + version,
                version,
                ",\"involvedObject\":{\"kind\":\"" + kind + "\",\"namespace\":\"shop\",\"name\":\"" + name
                        + "\",\"uid\":\"shop" + name + "\"}");
    }

    private static Observation seen(
            Change change, String kind, String namespace, String name, long version, String more) {
        Resource object = Resource.parse("{\"kind\":\"" + kind + "\",\"metadata\":{\"namespace\":\"" + namespace
                + "\",\"name\":\"" + name + "\",\"uid\":\"" + namespace + name + "\",\"resourceVersion\":\"" + version
                + "\"}" + more + "}");
        return new Observation(Entry.UNPLACED, NOW, change, object);
    }
}
