package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.diagnosis.Diagnosis;
import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.diagnosis.Scope;
import dev.holdfast.scenario.action.SetDesign;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.Volumes;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is saved of a scenario that did not pass")
class FailureCaptureIT {

    @TempDir
    Path report;

    @Test
    @DisplayName("has the objects, what the containers wrote, and what the controllers said")
    void shouldSaveWhatIsThere() {
        try (Run run = begin();
                OnCluster cluster = OnCluster.open(run, "leaves something")) {
            ScenarioScope scope = cluster.scope();
            Volumes volumes = new Volumes(scope);
            SetUnderTest set = new SetUnderTest(scope, volumes, new SetDesign());
            volumes.makeStatic(List.of("a-pv", "b-pv"));
            set.create("nginx-statefulset", 1);
            set.awaitReported(1, 1);
            scope.client()
                    .secrets()
                    .resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("kept-to-itself")
                            .withNamespace(scope.namespace())
                            .endMetadata()
                            .withStringData(Map.of("word", "never-in-a-report"))
                            .build())
                    .create();

            SavedDiagnosis saved = FailureCapture.save(run, scope.name());

            assertThat(saved.missing()).isEmpty();
            assertThat(saved.files())
                    .contains(
                            "pods.yaml",
                            "statefulsets.yaml",
                            "controllerrevisions.yaml",
                            "persistentvolumeclaims.yaml",
                            "persistentvolumes.yaml",
                            "services.yaml",
                            "endpointslices.yaml",
                            "events.yaml",
                            "logs/nginx-statefulset-0/nginx-stateful.log",
                            "controller.txt",
                            "overview.txt")
                    .allSatisfy(file -> assertThat(saved.folder().resolve(file)).exists())
                    .allSatisfy(file -> assertThat(
                                    contentOf(saved.folder().resolve(file).toFile()))
                            .doesNotContain("never-in-a-report"));
            assertThat(read(saved, "pods.yaml"))
                    .contains("kind: Pod\n", "name: nginx-statefulset-0\n", "managedFields:");
            assertThat(read(saved, "persistentvolumes.yaml"))
                    .contains(
                            "name: a-pv-" + scope.name().id(),
                            "name: b-pv-" + scope.name().id());
            assertThat(read(saved, "controller.txt"))
                    .contains("1 replicas", "readyReplicas 1", "StatefulSet/nginx-statefulset  SuccessfulCreate");
            if (!RunningCluster.get().componentLogs().isEmpty()) {
                assertThat(read(saved, "components/kube-controller-manager.log"))
                        .contains("StatefulSet", scope.namespace());
            }

            FailureCapture.forget(run, scope.name());
            assertThat(saved.folder()).doesNotExist();
        }
    }

    @Test
    @DisplayName("says in a line what could not be had, and ends in time")
    void shouldNameWhatIsMissing() {
        try (Run run = begin();
                OnCluster cluster = OnCluster.open(run, "has no time")) {
            ScenarioScope scope = cluster.scope();
            SavedDiagnosis saved = new Diagnosis(run.cluster(), Duration.ZERO, Duration.ZERO)
                    .save("has no time", new Scope(scope.namespace(), "no such mark", "a=b"), report.resolve("late"));

            assertThat(saved.missing())
                    .contains("pods.yaml: the time for collecting was over")
                    .allSatisfy(line -> assertThat(line).doesNotContain("\n"));
            assertThat(read(saved, "overview.txt")).contains("Could not be saved", "pods.yaml: the time");
        }
    }

    private Run begin() {
        RunSettings settings = RunSettings.fromSystemProperties();
        return new Run(RunningCluster.get(), new RunSettings(report, settings.manifests(), settings.timeouts()));
    }

    private static String read(SavedDiagnosis saved, String file) {
        return contentOf(saved.folder().resolve(file).toFile());
    }
}
