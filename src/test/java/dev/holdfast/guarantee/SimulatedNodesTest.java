package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Story;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a node that KWOK simulates there are no containers: what they would show is not judged there, and everything else is. */
class SimulatedNodesTest {
    private final Story story = new Story();

    @ParameterizedTest
    @ValueSource(
            strings = {"amo.runtime", "identity.dns", "identity.dns-follows-ip", "identity.hostname", "storage.mounted"
            })
    void saysThatItDoesNotApply(String id) {
        reportedBy("kwok");

        JudgedStory.by(Catalogue.byId(id).orElseThrow(), story)
                .isNotApplicable(
                        "pod 1 (uid web-1#1) was on a simulated node, where no container runs (its status was written by"
                                + " kwok)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"amo.runtime", "identity.dns", "identity.dns-follows-ip", "identity.hostname", "storage.mounted"
            })
    void judgesWhereAKubeletReports(String id) {
        reportedBy("kubelet");

        Subject web = Subject.of(Story.NAMESPACE, Story.SET);
        assertThat(Catalogue.byId(id).orElseThrow().judge(story.history(), web).outcome())
                .isNotEqualTo(Outcome.NOT_APPLICABLE);
    }

    private void reportedBy(String manager) {
        story.wholeSet(2)
                .pod(1)
                .with(pod -> pod.withObject("/metadata")
                        .putArray("managedFields")
                        .addObject()
                        .put("manager", manager)
                        .put("operation", "Update")
                        .put("subresource", "status"))
                .touched();
    }
}
