package dev.holdfast.preflight;

import dev.holdfast.cluster.RunningCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Somebody who may do on the running cluster what some roles say, and nothing else. */
public final class LimitedUser implements AutoCloseable {

    private static final String HOME = "default";

    private final KubernetesClient client = RunningCluster.get().client();
    private final String name = "limited-" + UUID.randomUUID().toString().substring(0, 6);
    private final Deque<HasMetadata> made = new ArrayDeque<>();

    /** Somebody who may do nothing yet. */
    public LimitedUser() {
        make(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(HOME)
                .endMetadata()
                .build());
    }

    /** Grants what a role says, but for one right. */
    void grantAllBut(HasMetadata role, Right missing) {
        List<PolicyRule> rules = role instanceof ClusterRole whole ? whole.getRules() : ((Role) role).getRules();
        List<PolicyRule> kept = new ArrayList<>();
        for (PolicyRule rule : rules) {
            for (String resource : rule.getResources()) {
                PolicyRule each = rule.edit().withResources(resource).build();
                if (rule.getApiGroups().contains(missing.group()) && resource.equals(missing.resource())) {
                    each.getVerbs().remove(missing.verb());
                }
                if (!each.getVerbs().isEmpty()) {
                    kept.add(each);
                }
            }
        }
        if (role instanceof ClusterRole whole) {
            whole.setRules(kept);
        } else {
            ((Role) role).setRules(kept);
        }
        grant(role);
    }

    /** Grants what a role says. */
    public void grant(HasMetadata role) {
        role.getMetadata().setName(role.getMetadata().getName() + "-" + name);
        make(role);
        if (role instanceof ClusterRole) {
            make(new ClusterRoleBindingBuilder()
                    .withNewMetadata()
                    .withName(role.getMetadata().getName())
                    .endMetadata()
                    .withNewRoleRef(
                            "rbac.authorization.k8s.io",
                            "ClusterRole",
                            role.getMetadata().getName())
                    .addNewSubject("", "ServiceAccount", name, HOME)
                    .build());
        } else {
            make(new RoleBindingBuilder()
                    .withNewMetadata()
                    .withName(role.getMetadata().getName())
                    .withNamespace(role.getMetadata().getNamespace())
                    .endMetadata()
                    .withNewRoleRef(
                            "rbac.authorization.k8s.io",
                            "Role",
                            role.getMetadata().getName())
                    .addNewSubject("", "ServiceAccount", name, HOME)
                    .build());
        }
    }

    /** Writes the way to the cluster down. */
    public Path kubeconfig(Path folder) throws IOException {
        String token = client.serviceAccounts()
                .inNamespace(HOME)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(7200L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        String authority = client.getConfiguration().getCaCertData() != null
                ? client.getConfiguration().getCaCertData()
                : Base64.getEncoder()
                        .encodeToString(Files.readAllBytes(
                                Path.of(client.getConfiguration().getCaCertFile())));
        return Files.writeString(
                folder.resolve(name + ".kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: limited
                clusters:
                - {name: it, cluster: {server: "%s", certificate-authority-data: "%s"}}
                users:
                - {name: limited, user: {token: "%s"}}
                contexts:
                - {name: limited, context: {cluster: it, user: limited}}
                """.formatted(client.getMasterUrl(), authority, token));
    }

    /**
     * How this user calls Holdfast, in a process of its own.
     *
     * @param home the folder of the project
     * @param folder where the way to the cluster is written down
     * @param command the command, such as {@code observe}
     */
    public List<String> calls(Path home, Path folder, String command) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dholdfast.home=" + home,
                "-Dlogback.configurationFile=dev/holdfast/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.cli.Holdfast",
                command,
                "--kubeconfig",
                kubeconfig(folder).toString());
    }

    /** Connects as this user, to be closed. */
    public KubernetesClient client(Path folder) throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig(folder).toFile()))
                .build();
    }

    private void make(HasMetadata object) {
        client.resource(object).create();
        made.push(object);
    }

    @Override
    public void close() {
        made.forEach(object -> client.resource(object).delete());
    }
}
