package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a node that KWOK simulates there are no containers: what they would show is not judged there, and everything else is. */
class SimulatedNodesTest {
    private final Story story = new Story();

    static Stream<String> keptByContainers() {
        return Stream.of(
                "amo.instances",
                "amo.runtime",
                "identity.dns",
                "identity.dns-follows-ip",
                "identity.dns-not-ready",
                "identity.dns-ready-set",
                "identity.dns-srv",
                "identity.hostname",
                "storage.mounted");
    }

    @ParameterizedTest
    @MethodSource("keptByContainers")
    void saysThatItDoesNotApply(String id) {
        story.wholeSet(2);
        reportedBy("kwok", 0);
        reportedBy("kwok", 1);

        JudgedStory.by(Catalogue.byId(id).orElseThrow(), story)
                .isNotApplicable(
                        "every pod of web was on a simulated node, where no container runs (its status was written by kwok)");
    }

    @ParameterizedTest
    @MethodSource("keptByContainers")
    void judgesWhereAKubeletReportsForAPod(String id) {
        story.wholeSet(2);
        reportedBy("kwok", 0);
        reportedBy("kubelet", 1);

        Subject web = Subject.of(Story.NAMESPACE, Story.SET);
        assertThat(Catalogue.byId(id).orElseThrow().judge(story.history(), web).outcome())
                .isNotEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void doesNotForgiveARealPodForTheSakeOfASimulatedOne() {
        story.wholeSet(2).pod(0).bound();
        story.pod(0).deleting(0).killed();
        reportedBy("kwok", 1);

        assertThat(amo().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void doesNotBlameASimulatedPodForAContainerThatItNeverHad() {
        story.wholeSet(2).pod(0).bound();
        reportedBy("kwok", 0);
        story.pod(0).deleting(0).killed();

        assertThat(amo().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    private Verdict amo() {
        return Catalogue.byId("amo.runtime")
                .orElseThrow()
                .judge(story.history(), Subject.of(Story.NAMESPACE, Story.SET));
    }

    private void reportedBy(String manager, int ordinal) {
        story.pod(ordinal)
                .with(pod -> pod.withObject("/metadata")
                        .putArray("managedFields")
                        .addObject()
                        .put("manager", manager)
                        .put("operation", "Update")
                        .put("subresource", "status"))
                .touched();
    }
}
