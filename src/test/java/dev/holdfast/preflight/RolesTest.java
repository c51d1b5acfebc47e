package dev.holdfast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RolesTest {

    private static final Optional<String> SHOP = Optional.of("shop");

    private final Roles roles =
            new Roles(Path.of(System.getProperty("holdfast.home", "")).resolve("manifests"));

    @Test
    void whoExplainsGetsAndListsAndDoesNothingElse() {
        assertThat(verbs(roles.explaining(Optional.empty()))).containsExactlyInAnyOrder("get", "list");
        assertThat(verbs(roles.explaining(SHOP))).containsExactlyInAnyOrder("get", "list");
    }

    @Test
    void whoObservesListsAndWatchesAndDoesNothingElse() {
        assertThat(verbs(roles.observing(Optional.empty()))).containsExactlyInAnyOrder("list", "watch");
        assertThat(verbs(roles.observing(SHOP))).containsExactlyInAnyOrder("list", "watch");
    }

    @Test
    void aRoleIsTheSameButForWhatBelongsToTheWholeCluster() {
        assertThat(without(roles.explaining(Optional.empty()), "get nodes")).isEqualTo(rights(roles.explaining(SHOP)));
        assertThat(without(
                        roles.observing(Optional.empty()),
                        "list nodes",
                        "watch nodes",
                        "list namespaces",
                        "watch namespaces",
                        "list persistentvolumes",
                        "watch persistentvolumes"))
                .isEqualTo(rights(roles.observing(SHOP)));
    }

    @Test
    void whatIsPrintedIsWhatIsTried() {
        KubernetesSerialization yaml = new KubernetesSerialization();
        assertThat(yaml.<HasMetadata>unmarshal(roles.explainingText(SHOP))).isEqualTo(roles.explaining(SHOP));
        assertThat(yaml.<HasMetadata>unmarshal(roles.explainingText(Optional.empty())))
                .isEqualTo(roles.explaining(Optional.empty()));
        assertThat(yaml.<HasMetadata>unmarshal(roles.observingText(SHOP))).isEqualTo(roles.observing(SHOP));
        assertThat(roles.explaining(SHOP).getMetadata().getNamespace()).isEqualTo("shop");
    }

    private static Set<String> without(HasMetadata role, String... rights) {
        Set<String> left = rights(role);
        left.removeAll(List.of(rights));
        return left;
    }

    private static Set<String> rights(HasMetadata role) {
        Set<String> rights = new TreeSet<>();
        for (PolicyRule rule : rules(role)) {
            rule.getResources().forEach(resource -> rule.getVerbs().forEach(verb -> rights.add(verb + " " + resource)));
        }
        return rights;
    }

    private static Set<String> verbs(HasMetadata role) {
        Set<String> verbs = new TreeSet<>();
        rules(role).forEach(rule -> verbs.addAll(rule.getVerbs()));
        return verbs;
    }

    private static List<PolicyRule> rules(HasMetadata role) {
        return role instanceof ClusterRole whole ? whole.getRules() : ((Role) role).getRules();
    }
}
