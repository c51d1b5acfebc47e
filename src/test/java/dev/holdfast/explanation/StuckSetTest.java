package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.OLD;
import static dev.holdfast.explanation.WrittenSet.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.Evidence;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import org.junit.jupiter.api.Test;

/** Sets that do not come to what they are asked for unless somebody does something, and those that look like it. */
class StuckSetTest extends ExplanationTest {
    @Test
    void saysWhichPodToDeleteWhenARollBackDoesNotReachIt() {
        Explanation trapped = set.updatedAgo(60)
                .old(0)
                .healthy(1)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, "web-broken")))
                .explained();
        assertThat(trapped.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(trapped.summary())
                .isEqualTo(
                        "pod web-2 cannot pull the image nginx:1, for 60 s. The newer revision does not replace it: it"
                                + " has to be deleted");
        assertThat(trapped.remedies().get(0).words()).startsWith("delete pod web-2. That is safe: it is not Ready,");
        assertThat(trapped.remedies().get(0).command()).isEqualTo("kubectl delete pod -n shop web-2");
        assertThat(trapped.statements().get(0).says()).contains("web-broken", "web-new", "kubernetes#67250");
        assertThat(trapped.statements().get(0).evidence())
                .extracting(Evidence::says)
                .containsExactly("web-broken", "web-new");
    }

    @Test
    void doesNotSayToDeleteAPodThatWouldComeBackAtTheSameRevision() {
        Explanation below = set.updatedAgo(60)
                .partition(1)
                .pod(0, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, OLD)))
                .healthy(1, 2)
                .explained();
        assertThat(below.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(below.remedies()).noneMatch(each -> each.words().startsWith("delete pod"));
    }

    @Test
    void replacesABrokenPodOfAnOldRevisionByItselfInParallel() {
        Explanation healing = set.parallel()
                .updatedAgo(60)
                .old(0)
                .healthy(1)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, "web-broken")))
                .explained();
        assertThat(healing.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(healing.next()).isEqualTo("the controller deletes pod web-2 for the update");
    }

    @Test
    void saysToDeleteABrokenPodThatOnDeleteKeeps() {
        Explanation stuck = set.onDelete()
                .updatedAgo(60)
                .old(0, 1)
                .pod(2, pod -> WrittenSet.unpullable(WrittenSet.revision(pod, OLD)))
                .explained();
        assertThat(stuck.remedies().get(0).command()).isEqualTo("kubectl delete pod -n shop web-2");
        assertThat(stuck.statements().get(0).says()).contains("the controller replaces no pod (OnDelete)");
    }

    @Test
    void blamesTheControllerThatDoesNotReadANewSpec() {
        Explanation stuck = set.with(it -> it.editMetadata()
                        .withGeneration(4L)
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(ago(400))
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1, 2)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).isEqualTo("the controller has not looked at the newest spec, which is 6 min old");
        assertThat(stuck.statements().get(0).evidence().get(0).says()).isEqualTo("4, and status.observedGeneration 3");
    }

    @Test
    void asksTheLowestPodFirstAndStillSaysWhatWillNotWork() {
        Explanation stuck = set.pod(0, pod -> WrittenSet.waiting(pod, "ContainerCreating", null))
                .healthy(1)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary()).startsWith("pod web-2 cannot pull the image");
        assertThat(stuck.obstacles()).extracting(each -> each.pod()).containsExactly("web-0", "web-2");
        assertThat(stuck.next()).startsWith("the controller waits for pod web-0 to be Ready");
    }

    @Test
    void findsTwoSurplusPodsThatWaitForEachOther() {
        Explanation stuck = set.replicas(1)
                .healthy(0)
                .pod(1, WrittenSet::unpullable)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.next())
                .isEqualTo(
                        "the controller waits for pod web-1 or pod web-2 to be available, then it deletes pod web-2");
        assertThat(stuck.remedies().get(0).words()).startsWith("delete pod web-2. That is safe: it is to go anyway");
    }

    @Test
    void letsSurplusPodsWaitForOneThatMayBecomeReady() {
        Explanation waiting = set.replicas(1)
                .healthy(0)
                .pod(1, pod -> WrittenSet.unready(pod, 20))
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void removesTheOnlyBrokenSurplusPodWithoutWaiting() {
        Explanation going = set.replicas(1)
                .healthy(0)
                .healthy(1)
                .pod(2, WrittenSet::unpullable)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.next()).isEqualTo("the controller deletes pod web-2, which is one too many");
    }

    @Test
    void saysOfABudgetThatTheControllerDoesNotAskIt() {
        set.budgets.add(new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("quorum")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .endSpec()
                .withNewStatus()
                .withDisruptionsAllowed(0)
                .withCurrentHealthy(2)
                .withDesiredHealthy(2)
                .endStatus()
                .build());
        Explanation stuck = set.healthy(0, 1).pod(2, WrittenSet::unpullable).explained();
        assertThat(stuck.statements())
                .extracting(Statement::says)
                .contains(
                        "budget quorum allows no disruption: that holds up drains, and neither this set nor a deletion"
                                + " by hand");
    }

    @Test
    void saysWhatCouldNotBeLookedAt() {
        set.unread.put("nodes", "no permission");
        Explanation waiting =
                set.healthy(0, 1).pod(2, pod -> WrittenSet.unready(pod, 5)).explained();
        assertThat(waiting.unread()).containsEntry("nodes", "no permission");
    }

    @Test
    void doesNotExplainASetThatIsBeingDeletedByItsPods() {
        Explanation going = set.with(it -> it.editMetadata()
                        .withDeletionTimestamp(ago(20))
                        .addToFinalizers("foregroundDeletion")
                        .endMetadata())
                .healthy(0)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.summary())
                .isEqualTo("the set is being deleted, for 20 s, with finalizer foregroundDeletion; its controller does"
                        + " nothing any more");
    }
}
