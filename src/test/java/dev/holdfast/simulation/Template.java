package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/**
 * A template for pods.
 *
 * @param image what its container runs; one that begins with {@code broken} never becomes Ready, one that begins with {@code
 *     missing} cannot be pulled
 * @param restartedAt the annotation of {@code kubectl rollout restart}; empty before the first
 */
record Template(String image, String restartedAt) {
    static final int GRACE = 5;

    boolean canBePulled() {
        return !image.startsWith("missing");
    }

    boolean becomesReady() {
        return canBePulled() && !image.startsWith("broken");
    }

    Template restarted(String at) {
        return new Template(image, at);
    }

    Template withImage(String other) {
        return new Template(other, restartedAt);
    }

    void json(ObjectNode template, String app) {
        ObjectNode metadata = template.putObject("metadata");
        metadata.putObject("labels").put("app", app);
        if (!restartedAt.isEmpty()) {
            metadata.putObject("annotations").put("kubectl.kubernetes.io/restartedAt", restartedAt);
        }
        ObjectNode spec = template.putObject("spec");
        containers(spec);
        // Of the name of a claim template, and so never what pods have.
        spec.putArray("volumes").addObject().put("name", "data").putObject("emptyDir");
        spec.put("terminationGracePeriodSeconds", GRACE);
    }

    void containers(ObjectNode spec) {
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "main").put("image", image);
        container.putArray("volumeMounts").addObject().put("name", "data").put("mountPath", "/data");
    }
}
