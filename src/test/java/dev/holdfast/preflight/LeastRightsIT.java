package dev.holdfast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ImageRole;
import dev.holdfast.cluster.RunningCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded cluster, as one that somebody has chosen who may do what is written in {@code manifests}, and nothing else. */
@DisplayName("With the least rights")
class LeastRightsIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath();

    /** Orphans and their revisions, pods that are kept from going, a Deployment, names, pages and volumes of a class. */
    private static final String SELECTION =
            "@contrast.deployment or @delete.adopt or @order.scale-down-waits-termination or @identity.dns-follows-ip";

    private static final Path REPORT = PROJECT.resolve("target/holdfast-least-rights");

    private record Ended(int code, String said) {
        /** The guarantees that passed, as the conformance report of the run names them. */
        List<String> passed() throws IOException {
            List<String> passed = new ArrayList<>();
            String id = "";
            for (String line : Files.readAllLines(REPORT.resolve("conformance.yaml"))) {
                if (line.startsWith("      - id: ")) {
                    id = line.substring(line.indexOf(": ") + 2);
                } else if (line.equals("        verdict: passed")) {
                    passed.add(id);
                }
            }
            return passed;
        }
    }

    @TempDir
    Path scratch;

    private final Roles roles = new Roles(PROJECT.resolve("manifests"));

    @Test
    @DisplayName("scenarios run in namespaces of their own, static volumes included")
    void shouldRunInNamespacesOfTheirOwn() throws Exception {
        try (LimitedUser user = new LimitedUser()) {
            user.grant(roles.needed(Optional.empty()));
            user.grant(roles.staticVolumes());

            Ended run = holdfast(user, "--tags", SELECTION + " or @storage.claim-name and @needs.nfs");

            assertThat(run.said()).contains("✓ rights", "✓ nfs");
            assertThat(run.passed()).contains("contrast.deployment", "delete.adopt", "storage.claim-name");
            assertThat(run.said()).as("scenarios for which rights are missing").doesNotContain(": not applicable");
            assertThat(run.code()).as(run.said()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("scenarios run beside each other in the one namespace that they may use")
    void shouldRunInOneNamespace() throws Exception {
        Namespace team = team();
        try (LimitedUser user = new LimitedUser()) {
            String name = team.getMetadata().getName();
            user.grant(roles.needed(Optional.of(name)));

            Ended run =
                    holdfast(user, "--namespace", name, "--tags", SELECTION + " or @storage.claim-name and @needs.nfs");

            assertThat(run.said()).contains("✓ rights    all");
            assertThat(run.passed()).contains("contrast.deployment", "delete.adopt");
            assertThat(run.said())
                    .as("what these rights do not allow")
                    .contains(": not applicable", "the permissions to make static volumes are missing", "(@needs.nfs)");
            assertThat(run.code()).as(run.said()).isZero();
            assertThat(objectsIn(name)).isEmpty();
        } finally {
            RunningCluster.get().client().resource(team).delete();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"create pods/exec", "delete namespaces", "watch endpointslices.discovery.k8s.io"})
    @DisplayName("and one taken away, the preflight names it:")
    void shouldNameTheRightThatIsMissing(String missing) throws Exception {
        HasMetadata role = roles.needed(Optional.empty());
        Right right = Right.of(role).stream()
                .filter(each -> each.toString().equals(missing))
                .findFirst()
                .orElseThrow();
        try (LimitedUser user = new LimitedUser()) {
            user.grantAllBut(role, right);

            Ended run = holdfast(user, "--preflight-only");

            assertThat(run.said()).contains("✗ rights    these are missing: " + missing + System.lineSeparator());
            assertThat(run.said()).contains("./holdfast rbac", "error: the cluster is not fit for a run");
            assertThat(run.code()).isEqualTo(2);
        }
        assertNothingIsLeft();
    }

    private Ended holdfast(LimitedUser user, String... arguments) throws IOException, InterruptedException {
        Cluster cluster = RunningCluster.get();
        List<String> command = new ArrayList<>(user.calls(PROJECT, scratch, "verify"));
        command.addAll(List.of(
                "--report",
                REPORT.toString(),
                "--storage-class",
                cluster.storageClass().orElseThrow()));
        cluster.nfs()
                .ifPresent(nfs -> command.addAll(List.of(
                        "--nfs-server",
                        nfs.server() + ":" + nfs.path(),
                        "--nfs-directory",
                        nfs.directory().toString())));
        for (ImageRole image : ImageRole.values()) {
            command.addAll(
                    List.of("--image", image.role() + "=" + cluster.images().reference(image.role())));
        }
        command.addAll(List.of(arguments));
        Path said = scratch.resolve("said-" + UUID.randomUUID());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(Duration.ofMinutes(10).toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(said)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    private static Namespace team() {
        return RunningCluster.get()
                .client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("team-" + UUID.randomUUID().toString().substring(0, 6))
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    private static List<String> objectsIn(String namespace) {
        var client = RunningCluster.get().client();
        List<HasMetadata> all = new ArrayList<>();
        all.addAll(client.pods().inNamespace(namespace).list().getItems());
        all.addAll(client.services().inNamespace(namespace).list().getItems());
        all.addAll(client.persistentVolumeClaims().inNamespace(namespace).list().getItems());
        all.addAll(client.apps().statefulSets().inNamespace(namespace).list().getItems());
        all.addAll(client.apps().deployments().inNamespace(namespace).list().getItems());
        all.addAll(client.apps()
                .controllerRevisions()
                .inNamespace(namespace)
                .list()
                .getItems());
        return all.stream()
                .map(each -> each.getKind() + " " + each.getMetadata().getName())
                .toList();
    }

    private static void assertNothingIsLeft() {
        assertThat(RunningCluster.get().client().namespaces().list().getItems())
                .noneMatch(namespace -> namespace.getMetadata().getName().startsWith("holdfast-preflight-"));
    }
}
