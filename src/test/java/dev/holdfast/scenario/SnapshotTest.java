package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void shouldNotMistakeWhatIsInAnotherNamespaceForItsOwn() {
        Snapshot present = new Snapshot("ns", any -> true);
        present.next(Objects.pod(Change.ADDED, "web-0", "a", 1, "{\"phase\":\"Running\"}"));

        present.next(elsewhere(Change.ADDED));
        present.next(elsewhere(Change.DELETED));

        assertThat(present.find(Kinds.POD, "web-0"))
                .hasValueSatisfying(pod -> assertThat(pod.object().uid()).isEqualTo("a"));
        assertThat(present.all(Kinds.POD)).hasSize(1);
        assertThat(present.isGone("b")).isFalse();
    }

    private static Observation elsewhere(Change change) {
        return Observation.of(change, Resource.parse("""
                        {"kind": "Pod", "metadata":
                          {"namespace": "other", "name": "web-0", "uid": "b", "resourceVersion": "2"}}
                        """));
    }
}
