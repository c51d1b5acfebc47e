package dev.holdfast.bystander;

import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What acts on whatever is created in a namespace, besides Kubernetes itself, as on most clusters that people share. */
enum Surroundings {
    /** Nothing. */
    PLAIN(""),
    /** A service mesh: each pod gets a sidecar, a container that runs first, a label and an annotation. */
    MESH("""
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{
                    metadata: Object.metadata{
                      labels: {"mesh": "in"},
                      annotations: {"mesh.example/status": "injected"}},
                    spec: Object.spec{
                      initContainers: [
                        Object.spec.initContainers{
                          name: "mesh-init", image: "IMAGE", command: ["true"]},
                        Object.spec.initContainers{
                          name: "mesh", image: "IMAGE", restartPolicy: "Always",
                          command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1; done"]}]}}
            """),
    /** Who traces programs has the first container start by another one and adds to a variable that the template has. */
    TRACED("""
            - patchType: JSONPatch
              jsonPatch:
                expression: >-
                  [JSONPatch{op: "replace", path: "/spec/containers/0/env", value: [
                    {"name": "OPTIONS", "value": "-quiet -javaagent:/trace.jar"},
                    {"name": "TRACE", "value": "on"}]},
                  JSONPatch{op: "replace", path: "/spec/containers/0/command",
                    value: ["env", "nginx", "-g", "daemon off;"]}]
            """),
    /** Each pod has a finalizer, which somebody takes away a moment after its deletion. */
    HELD("""
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{metadata: Object.metadata{finalizers: ["bystander.example/hold"]}}
            """),
    /** Requests and limits by default. */
    LIMITED("");

    static final String LABEL = "surroundings";
    static final String FINALIZER = "bystander.example/hold";

    /** What is done to each new pod; empty where nothing is. */
    private final String mutation;

    Surroundings(String mutation) {
        this.mutation = mutation;
    }

    /** The label that a namespace has where it is so. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Has the API server do from now on what is done in such namespaces. */
    static void prepare(KubernetesClient client, Images images) {
        for (Surroundings each : values()) {
            if (!each.mutation.isEmpty()) {
                String policy = POLICY.replace("NAME", each.label())
                        .replace("MUTATIONS", each.mutation.indent(4).replace("IMAGE", images.reference("tools")));
                client.load(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)))
                        .create();
            }
        }
    }

    private static final String POLICY = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicy
            metadata:
              name: NAME
            spec:
              failurePolicy: Fail
              reinvocationPolicy: Never
              matchConstraints:
                namespaceSelector:
                  matchLabels: {surroundings: NAME}
                resourceRules:
                  - apiGroups: [""]
                    apiVersions: [v1]
                    operations: [CREATE]
                    resources: [pods]
              mutations:
            MUTATIONS
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicyBinding
            metadata:
              name: NAME
            spec:
              policyName: NAME
            """;
}
