package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** On which nodes the pods of a set are, seen from each other. */
enum Placement {
    /** Each is on a node of its own. */
    APART {
        @Override
        Affinity affinity(Map<String, String> labels) {
            return new AffinityBuilder()
                    .withNewPodAntiAffinity()
                    .withRequiredDuringSchedulingIgnoredDuringExecution(sameNode(labels))
                    .endPodAntiAffinity()
                    .build();
        }
    },
    /** All are on one node, as long as that takes them. */
    TOGETHER {
        @Override
        Affinity affinity(Map<String, String> labels) {
            return new AffinityBuilder()
                    .withNewPodAffinity()
                    .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                    .withWeight(MOST)
                    .withPodAffinityTerm(sameNode(labels))
                    .endPreferredDuringSchedulingIgnoredDuringExecution()
                    .endPodAffinity()
                    .build();
        }
    };

    /** What pods have to tolerate so that they end when their node has not been Ready for a moment; by default it is minutes. */
    static final List<Toleration> SHORT_PATIENCE = Stream.of("not-ready", "unreachable")
            .map(state -> new TolerationBuilder()
                    .withKey("node.kubernetes.io/" + state)
                    .withOperator("Exists")
                    .withEffect("NoExecute")
                    .withTolerationSeconds(2L)
                    .build())
            .toList();

    private static final int MOST = 100;

    /**
     * What the pods ask of the scheduler for that.
     *
     * @param labels those that the pods of the set have and no others
     */
    abstract Affinity affinity(Map<String, String> labels);

    private static PodAffinityTerm sameNode(Map<String, String> labels) {
        return new PodAffinityTermBuilder()
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .withMatchLabels(labels)
                .endLabelSelector()
                .build();
    }
}
