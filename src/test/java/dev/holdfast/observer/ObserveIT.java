package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.preflight.LimitedUser;
import dev.holdfast.preflight.Roles;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whoever observes, with the least rights,")
class ObserveIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath();

    private static final String SET = "web";

    @TempDir
    Path scratch;

    private final Roles roles = new Roles(PROJECT.resolve("manifests"));
    private Namespace namespace;
    private Process process;
    private Path said;

    @BeforeEach
    void makeNamespace() {
        namespace = client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("observed-" + UUID.randomUUID().toString().substring(0, 6))
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void removeAll() {
        if (process != null) {
            process.destroyForcibly();
        }
        client().resource(namespace).delete();
    }

    @Test
    @DisplayName("sees how a set is made and rolled, and says of nothing that it was broken")
    void observesAllNamespaces() throws Exception {
        try (LimitedUser user = new LimitedUser()) {
            user.grant(roles.observing(Optional.empty()));
            observe(user, "-o", "json", "--set", SET + "-" + name(), "--all-namespaces", "--for", "10m");
            // There is no such set yet, which is refused.
            assertThat(exitCode()).as(said()).isEqualTo(2);
            assertThat(said()).contains("there is no StatefulSet web-" + name() + " in any namespace");

            create();
            observe(user, "-o", "json", "--until-rest", name() + "/" + SET);
            awaitSaid("observing 1 set");
            roll();

            assertThat(exitCode()).as(said()).isZero();
            assertThat(said())
                    .doesNotContain("not watched")
                    .doesNotContain("\"type\":\"finding\"")
                    .contains("\"guarantee\":\"update.rolling-reverse\",\"now\":\"passed\"")
                    .contains("\"guarantee\":\"update.waits-ready\",\"now\":\"passed\"")
                    .contains(name() + "/" + SET + " has come to rest");
        }
    }

    @Test
    @DisplayName("sees the sets of one namespace, and says what it cannot look at")
    void observesOneNamespace() throws Exception {
        try (LimitedUser user = new LimitedUser()) {
            user.grant(roles.observing(Optional.of(name())));
            create();
            observe(
                    user,
                    "--namespace",
                    name(),
                    "--for",
                    "25s",
                    "--history",
                    scratch.resolve("kept").toString());
            awaitSaid("observing 1 set of namespace " + name());
            client().pods().inNamespace(name()).withName(SET + "-1").delete();

            assertThat(exitCode()).as(said()).isIn(0, 3);
            assertThat(said())
                    .contains("not watched, for lack of permissions: persistentvolumes, nodes, namespaces")
                    .contains(name() + "/" + SET)
                    .contains("observed 1 set for ")
                    .doesNotContain(" is broken");
            assertThat(scratch.resolve("kept").resolve(name()).resolve(SET)).isNotEmptyDirectory();
        }
    }

    @Test
    @DisplayName("is told what is missing")
    void namesWhatIsMissing() throws Exception {
        try (LimitedUser user = new LimitedUser()) {
            observe(user, "--namespace", name());

            assertThat(exitCode()).as(said()).isEqualTo(2);
            assertThat(said())
                    .contains("with these permissions statefulsets and pods of namespace " + name()
                            + " may not be listed and watched; have somebody grant what `")
                    .contains("rbac --observe --namespace " + name() + "` prints");
        }
    }

    @Test
    @DisplayName("ends in order when it is told to, with what it has seen")
    void endsInOrder() throws Exception {
        try (LimitedUser user = new LimitedUser()) {
            user.grant(roles.observing(Optional.empty()));
            create();
            observe(user, "--namespace", name());
            awaitSaid("observing 1 set");
            awaitReady();
            process.toHandle().destroy();

            assertThat(exitCode()).as(said()).isIn(0, 3);
            assertThat(said()).contains("observed 1 set for ");
        }
    }

    private void create() {
        client().apps().statefulSets().inNamespace(name()).resource(set()).create();
        awaitReady();
    }

    private static StatefulSet set() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(SET)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withServiceName(SET)
                .withNewSelector()
                .withMatchLabels(Map.of("app", SET))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", SET))
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(2L)
                .withNewSecurityContext()
                .withRunAsUser(101L)
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(cluster().images().reference("web"))
                .withNewReadinessProbe()
                .withPeriodSeconds(1)
                .withNewTcpSocket()
                .withNewPort(8080)
                .endTcpSocket()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private void roll() {
        client().apps().statefulSets().inNamespace(name()).withName(SET).edit(set -> new StatefulSetBuilder(set)
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("example.org/rolled", "once")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build());
    }

    private void awaitReady() {
        client().apps()
                .statefulSets()
                .inNamespace(name())
                .withName(SET)
                .waitUntilCondition(
                        set -> set != null
                                && set.getStatus() != null
                                && Integer.valueOf(2).equals(set.getStatus().getReadyReplicas()),
                        2,
                        TimeUnit.MINUTES);
    }

    private void observe(LimitedUser user, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(user.calls(PROJECT, scratch, "observe"));
        command.addAll(List.of(arguments));
        said = scratch.resolve("said-" + UUID.randomUUID());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private void awaitSaid(String text) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said().contains(text));
    }

    private int exitCode() throws IOException, InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(said()).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    private String name() {
        return namespace.getMetadata().getName();
    }

    private static Cluster cluster() {
        return RunningCluster.get();
    }

    private static KubernetesClient client() {
        return cluster().client();
    }
}
