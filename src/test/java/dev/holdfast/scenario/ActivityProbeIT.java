package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.scenario.action.ActivityProbe;
import dev.holdfast.scenario.action.SetChanges;
import dev.holdfast.scenario.action.SetDesign;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.Volumes;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("That nothing happens")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityProbeIT {

    private Run run;
    private OnCluster cluster;

    @BeforeAll
    void begin() {
        run = OnCluster.begin();
        cluster = OnCluster.open(run, "nothing happens");
    }

    @AfterAll
    void end() {
        cluster.close();
        run.close();
    }

    @Test
    @DisplayName("is shown by the controller looking at the set twice, and making a pod for another one twice")
    void shouldHaveTheSetLookedAtTwice() {
        ScenarioScope scope = cluster.scope();
        SetDesign design = new SetDesign();
        design.withoutVolumes();
        SetUnderTest set = new SetUnderTest(scope, new Volumes(scope), design);
        SetChanges changes = new SetChanges(scope, set);
        ActivityProbe probe = new ActivityProbe(scope, set, changes);
        set.create("nginx-statefulset", 1);
        set.awaitReported(1, 1);

        probe.observe();

        List<Action> looks = scope.history().actions().stream()
                .filter(action -> action.verb().equals(Action.HANDSHAKE))
                .toList();
        assertThat(looks).hasSize(2);
        List<Lifetime> others =
                scope.history().lifetimesByName(Kinds.POD, scope.namespace()).get("another-statefulset-1-0");
        assertThat(others).hasSize(2);
        assertThat(others.get(0).deleted()).hasValueSatisfying(gone -> assertThat(gone.index())
                .isBetween(looks.get(0).index(), looks.get(1).index()));
        assertThat(others.get(1).first().index())
                .as("when it was made again, by which the controller had heard of all that was before")
                .isLessThan(looks.get(1).index());
        assertThat(scope.present().find(Kinds.STATEFUL_SET, set.names().set()))
                .map(StatefulSetView::of)
                .hasValueSatisfying(seen -> {
                    assertThat(seen.generation()).isEqualTo(3);
                    assertThat(seen.observedGeneration()).isEqualTo(3);
                    assertThat(seen.revisionHistoryLimit()).isEqualTo(12);
                });
        assertThat(scope.present().all(Kinds.POD)).hasSize(2);
    }
}
