package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Obstacles;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.action.SetDesign;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.Volumes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A wait that is in vain")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingIT {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private Run run;
    private OnCluster cluster;

    @BeforeAll
    void begin() {
        run = new Run(RunningCluster.get(), RunSettings.fromSystemProperties());
        cluster = OnCluster.open(run, "waits in vain");
    }

    @AfterAll
    void end() {
        cluster.close();
        run.close();
    }

    @Test
    @DisplayName("names the image that cannot be had")
    void shouldNameTheImage() {
        create(new PodBuilder(tools("no-image"))
                .editSpec()
                .editFirstContainer()
                .withImage("localhost/holdfast/none:1")
                .endContainer()
                .endSpec()
                .build());

        awaitObstacle("localhost/holdfast/none:1");
        assertThatThrownBy(() -> await("no-image"))
                .isInstanceOf(NotKeptError.class)
                .hasMessageContaining("promised: pod no-image is Ready")
                .hasMessageContaining("what stood in the way: pod no-image has been Pending for ")
                .hasMessageContaining(" s, its container waits: ")
                .satisfies(
                        error -> assertThat(((NotKeptError) error).guarantees()).isEmpty())
                .hasMessageContaining("localhost/holdfast/none:1");
    }

    @Test
    @DisplayName("says why no node takes the pod")
    void shouldSayWhyItIsNotScheduled() {
        create(new PodBuilder(tools("no-node"))
                .editSpec()
                .addToNodeSelector("holdfast.dev/no-such", "node")
                .endSpec()
                .build());

        awaitObstacle("node affinity/selector");
        assertThatThrownBy(() -> await("no-node"))
                .isInstanceOf(NotKeptError.class)
                .hasMessageContaining(" s, not PodScheduled: 0/")
                .hasMessageContaining("node affinity/selector");
    }

    @Test
    @DisplayName("says why a claim is not bound")
    void shouldSayWhyAClaimIsNotBound() {
        Volumes volumes = new Volumes(cluster.scope());
        volumes.makeStatic(List.of());
        SetUnderTest set = new SetUnderTest(cluster.scope(), volumes, new SetDesign());
        set.create("nginx-statefulset", 1);

        awaitObstacle("FailedBinding");
        assertThatThrownBy(() -> cluster.scope()
                        .await("the claim is Bound", SHORT, present -> set.names().claims().stream()
                                .anyMatch(claim ->
                                        present.find(Kinds.VOLUME, claim).isPresent())))
                .isInstanceOf(NotKeptError.class)
                .hasMessageContaining(" s (last event: FailedBinding: ")
                .hasMessageContaining("no persistent volumes available");
    }

    @Test
    @DisplayName("says in the words of explain why the set does not go on")
    void shouldExplainTheSet() {
        try (OnCluster other = OnCluster.open(run, "waits for a set in vain")) {
            ScenarioScope scope = other.scope();
            scope.client()
                    .apps()
                    .statefulSets()
                    .inNamespace(scope.namespace())
                    .resource(unpullable())
                    .create();

            awaitObstacle(scope, "pod unpullable-0 is Pending, its container waits: ImagePullBackOff");
            assertThatThrownBy(() -> await(scope, "unpullable-0"))
                    .isInstanceOf(NotKeptError.class)
                    .hasMessageContaining(
                            "\n    why: " + scope.namespace()
                                    + "/unpullable cannot go on: pod unpullable-0 cannot pull the image localhost/holdfast/none:1");
            assertThat(scope.history().actions())
                    .filteredOn(action -> action.verb().equals(Action.EXPLAIN))
                    .extracting(action -> action.details().get(Action.SENTENCE))
                    .anyMatch(sentence -> sentence.contains("/unpullable cannot go on: pod unpullable-0 cannot pull"));
        }
    }

    private StatefulSet unpullable() {
        StatefulSet set = run.objects().set("nginx-statefulset", 2, template -> template);
        set.getMetadata().setName("unpullable");
        set.getSpec().setVolumeClaimTemplates(List.of());
        set.getSpec().getTemplate().getSpec().getContainers().forEach(container -> {
            container.setImage("localhost/holdfast/none:1");
            container.setVolumeMounts(List.of());
        });
        return set;
    }

    private Pod tools(String name) {
        return new PodBuilder(run.objects().tools())
                .editMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private void create(Pod pod) {
        ScenarioScope scope = cluster.scope();
        scope.client().pods().inNamespace(scope.namespace()).resource(pod).create();
    }

    /** The cluster takes its time to find out; only then is it worth while to look at the message. */
    private void awaitObstacle(String words) {
        awaitObstacle(cluster.scope(), words);
    }

    private static void awaitObstacle(ScenarioScope scope, String words) {
        scope.await(
                words, scope.timeouts().podReady(), present -> Obstacles.in(scope.history(), scope.namespace()).stream()
                        .anyMatch(obstacle -> obstacle.what().contains(words)));
    }

    private void await(String pod) {
        await(cluster.scope(), pod);
    }

    private static void await(ScenarioScope scope, String pod) {
        scope.await("pod " + pod + " is Ready", SHORT, present -> present.find(Kinds.POD, pod)
                .filter(seen -> PodView.of(seen).healthy())
                .isPresent());
    }
}
