package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * One right.
 *
 * @param verb what may be done
 * @param group the API group, empty for the core one
 * @param resource to what, with its subresource after a slash
 */
record Right(String verb, String group, String resource) {

    /**
     * The rights of a role.
     *
     * @param role a {@code Role} or a {@code ClusterRole}
     */
    static List<Right> of(HasMetadata role) {
        List<PolicyRule> rules = role instanceof ClusterRole whole ? whole.getRules() : ((Role) role).getRules();
        List<Right> rights = new ArrayList<>();
        for (PolicyRule rule : rules) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    rule.getVerbs().forEach(verb -> rights.add(new Right(verb, group, resource)));
                }
            }
        }
        return rights;
    }

    /**
     * The question whether somebody has it.
     *
     * @param namespace where; empty means everywhere
     */
    SelfSubjectAccessReview question(String namespace) {
        int slash = resource.indexOf('/');
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(slash < 0 ? resource : resource.substring(0, slash))
                .withSubresource(slash < 0 ? "" : resource.substring(slash + 1))
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
    }

    /** {@return it as people say it, such as {@code create pods/exec}} */
    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
