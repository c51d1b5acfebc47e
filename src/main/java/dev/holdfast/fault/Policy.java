package dev.holdfast.fault;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperationsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mutation as the API server is told of it. It also puts its own name into ConfigMaps, which shows when it is in force.
 *
 * @param name its name, unlike that of any other on the cluster
 * @param fault the id of its fault
 * @param mutation what it does
 */
record Policy(String name, String fault, Mutation mutation) {

    /** The value of {@link Fault#LABEL} on the namespace in which ConfigMaps are made to see which policies are in force. */
    static final String PROBE = "probe";

    /** The groups of the resources that faults are about. */
    private static final Map<String, String> GROUPS = Map.of(
            "pods", "",
            "services", "",
            "persistentvolumes", "",
            "persistentvolumeclaims", "",
            "statefulsets", "apps",
            "controllerrevisions", "apps",
            "endpointslices", "discovery.k8s.io",
            "poddisruptionbudgets", "policy");

    private static final String IS_PROBE = "request.resource.resource == 'configmaps'";

    /**
     * Whether it can be made.
     *
     * @return what is wrong with the mutation, as a clause, or nothing
     */
    static Optional<String> objection(Mutation mutation) {
        return mutation.on().stream()
                .filter(request -> !request.matches("(CREATE|UPDATE) [a-z]+(/[a-z]+)?")
                        || !GROUPS.containsKey(resource(request).split("/")[0]))
                .map(request ->
                        "\"" + request + "\" is not CREATE or UPDATE and one of the resources of which faults speak")
                .findFirst();
    }

    private static String resource(String request) {
        return request.substring(request.indexOf(' ') + 1);
    }

    /** {@return the policy} */
    MutatingAdmissionPolicy policy() {
        String condition = mutation.when()
                .map(when -> IS_PROBE + " || (" + when.strip() + ")")
                .orElse("true");
        String patch = IS_PROBE + " ? [JSONPatch{op: 'add', path: '/data/" + name + "', value: 'seen'}] : ("
                + mutation.patch().strip() + ")";
        return new MutatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Fault.LABEL, fault)
                .endMetadata()
                .withNewSpec()
                .withFailurePolicy("Fail")
                .withReinvocationPolicy("Never")
                .withNewMatchConstraints()
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .addNewMatchExpression()
                        .withKey(Fault.LABEL)
                        .withOperator("In")
                        .withValues(fault, PROBE)
                        .endMatchExpression()
                        .build())
                .withResourceRules(rules())
                .endMatchConstraints()
                .addNewMatchCondition()
                .withName("chosen")
                .withExpression(condition)
                .endMatchCondition()
                .addNewMutation()
                .withPatchType("JSONPatch")
                .withNewJsonPatch()
                .withExpression(patch)
                .endJsonPatch()
                .endMutation()
                .endSpec()
                .build();
    }

    private List<NamedRuleWithOperations> rules() {
        Stream<NamedRuleWithOperations> own = mutation.on().stream().map(request -> {
            String resource = resource(request);
            return rule(GROUPS.get(resource.split("/")[0]), request.substring(0, request.indexOf(' ')), resource);
        });
        return Stream.concat(own, Stream.of(rule("", "CREATE", "configmaps"))).toList();
    }

    private static NamedRuleWithOperations rule(String group, String operation, String resource) {
        return new NamedRuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions("*")
                .withOperations(operation)
                .withResources(resource)
                .build();
    }

    /** {@return what puts it into force} */
    MutatingAdmissionPolicyBinding binding() {
        return new MutatingAdmissionPolicyBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Fault.LABEL, fault)
                .endMetadata()
                .withNewSpec()
                .withPolicyName(name)
                .endSpec()
                .build();
    }
}
