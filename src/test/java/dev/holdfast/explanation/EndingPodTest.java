package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.NEW;
import static dev.holdfast.explanation.WrittenSet.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.ObstacleKind;
import org.junit.jupiter.api.Test;

/** Pods that are to end and stay, and the nodes that they are on. */
class EndingPodTest extends ExplanationTest {
    @Test
    void doesNotCallItSafeToDeleteAPodOnANodeThatDoesNotAnswer() {
        Explanation stuck = set.updatedAgo(60)
                .node("node-1", "Unknown", 900)
                .healthy(0, 1)
                .pod(2, pod -> WrittenSet.unready(WrittenSet.revision(pod, OLD), 900))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.remedies()).noneMatch(each -> each.command().contains("delete pod"));
    }

    @Test
    void namesTheFinalizerThatHoldsAPod() {
        Explanation stuck = set.healthy(0, 1)
                .node("node-1", "True", 9000)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, NEW), 100, 10)
                        .editMetadata()
                        .addToFinalizers("example.com/backup")
                        .endMetadata())
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).isEqualTo("pod web-2 is held by its finalizer example.com/backup, for 100 s");
        assertThat(stuck.next()).isEqualTo("the controller waits for pod web-2 to be gone, then it creates pod web-2");
    }

    @Test
    void warnsOfForceWhereANodeIsLost() {
        Explanation stuck = set.healthy(0, 1)
                .node("node-1", "Unknown", 600)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, NEW), 300, 30))
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.LOST_NODE);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 is terminating on node node-1, which does not answer:"
                        + " nobody can tell whether its containers have ended, for 5 min");
        assertThat(stuck.remedies().get(0).words()).contains("surely off", "--force");
        assertThat(stuck.remedies().get(0).command()).contains("out-of-service");
    }

    @Test
    void waitsForANodeThatMayComeBack() {
        Explanation waiting = set.healthy(0, 1)
                .node("node-1", "Unknown", 60)
                .pod(2, pod -> WrittenSet.unready(pod, 60)
                        .editSpec()
                        .addNewToleration("NoExecute", "node.kubernetes.io/unreachable", "Exists", 300L, null)
                        .endSpec())
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(waiting.summary()).contains("the pod tolerates that for 300 s, for 60 s");
    }
}
