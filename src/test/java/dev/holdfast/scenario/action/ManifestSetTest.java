package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Resource;
import dev.holdfast.history.view.StatefulSetView;
import org.junit.jupiter.api.Test;

class ManifestSetTest {

    private static final String ROLLING = "\"type\": \"RollingUpdate\"";

    @Test
    void anUpdateIsCompleteWhenAllPodsAreOfTheNewRevisionAndReady() {
        assertThat(complete(ROLLING, "b", 3, 3)).isTrue();
        assertThat(complete(ROLLING, "b", 2, 3)).isFalse();
        assertThat(complete(ROLLING, "b", 3, 2)).isFalse();
        assertThat(complete(ROLLING, "a", 3, 3)).isFalse();
    }

    @Test
    void podsBelowThePartitionKeepTheOldRevision() {
        String partition = ROLLING + ", \"rollingUpdate\": {\"partition\": 2}";

        assertThat(complete(partition, "a", 1, 3)).isTrue();
        assertThat(complete(partition, "a", 0, 3)).isFalse();
    }

    @Test
    void withOnDeleteTheCurrentRevisionStaysTheOldOne() {
        assertThat(complete("\"type\": \"OnDelete\"", "a", 3, 3)).isTrue();
        assertThat(complete("\"type\": \"OnDelete\"", "a", 2, 3)).isFalse();
    }

    private static boolean complete(String strategy, String current, int updated, int ready) {
        return ManifestSet.isComplete(
                StatefulSetView.of(Resource.parse("""
                                {"kind": "StatefulSet", "metadata": {"name": "web", "namespace": "ns", "uid": "u",
                                    "resourceVersion": "7", "generation": 2},
                                 "spec": {"replicas": 3, "updateStrategy": {%s}},
                                 "status": {"observedGeneration": 2, "replicas": 3, "readyReplicas": %d,
                                    "availableReplicas": %d, "updatedReplicas": %d, "currentRevision": "%s",
                                    "updateRevision": "b"}}
                                """.formatted(strategy, ready, ready, updated, current))), 3);
    }
}
