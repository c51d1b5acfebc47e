package dev.holdfast.manifest;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Looks whether the objects that pods of a set cannot start without are there. */
final class References {

    private final Collection<Manifest> beside;
    private final Set<String> missing = new TreeSet<>();

    private References(Collection<Manifest> beside) {
        this.beside = beside;
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when pods would wait in vain for something
     */
    static void check(Manifest set, Collection<Manifest> beside, Remarks remarks) {
        References references = new References(beside);
        JsonNode spec = set.json().path("spec");
        JsonNode pod = spec.path("template").path("spec");
        references.volumes(pod);
        PodTemplateRules.forEachContainer(pod, references::environment);
        String account = pod.path("serviceAccountName").asString("default");
        if (!account.equals("default")) {
            references.need("ServiceAccount", account, false);
        }
        if (!references.missing.isEmpty()) {
            throw new IllegalArgumentException(set.words() + " (" + set.place() + ") needs "
                    + String.join(" and ", references.missing) + ", which none of the files has");
        }
        for (JsonNode secret : pod.path("imagePullSecrets").values()) {
            String name = secret.path("name").asString("");
            if (!references.has("Secret", name)) {
                remarks.warned("the Secret " + name + ", with which images are pulled, is in none of the files");
            }
        }
        String service = spec.path("serviceName").asString("");
        if (!service.isEmpty() && !references.has("Service", service)) {
            remarks.warned(
                    "the governing Service " + service + " is in none of the files: no pod will have a DNS name");
        }
    }

    /** {@return whether pods of a set mount a claim that is not made for each of them} */
    static boolean mounts(Manifest set, String claim) {
        return set.json().path("spec").path("template").path("spec").path("volumes").values().stream()
                .anyMatch(volume -> volume.path("persistentVolumeClaim")
                        .path("claimName")
                        .asString("")
                        .equals(claim));
    }

    private void volumes(JsonNode pod) {
        for (JsonNode volume : pod.path("volumes").values()) {
            source(volume);
            volume.path("projected").path("sources").values().forEach(this::source);
            String claim =
                    volume.path("persistentVolumeClaim").path("claimName").asString("");
            if (!claim.isEmpty()) {
                need("PersistentVolumeClaim", claim, false);
            }
        }
    }

    /** A volume has the name of a Secret in another field than a projection has. */
    private void source(JsonNode source) {
        need("ConfigMap", source.path("configMap"), "name");
        need("Secret", source.path("secret"), "secretName");
        need("Secret", source.path("secret"), "name");
    }

    private void environment(JsonNode container) {
        for (JsonNode from : container.path("envFrom").values()) {
            need("ConfigMap", from.path("configMapRef"), "name");
            need("Secret", from.path("secretRef"), "name");
        }
        for (JsonNode variable : container.path("env").values()) {
            need("ConfigMap", variable.path("valueFrom").path("configMapKeyRef"), "name");
            need("Secret", variable.path("valueFrom").path("secretKeyRef"), "name");
        }
    }

    private void need(String kind, JsonNode reference, String field) {
        String name = reference.path(field).asString("");
        if (!name.isEmpty()) {
            need(kind, name, reference.path("optional").asBoolean(false));
        }
    }

    private void need(String kind, String name, boolean optional) {
        // Kubernetes itself puts this one into every namespace.
        boolean given = name.equals("kube-root-ca.crt");
        if (!optional && !given && !has(kind, name)) {
            missing.add(kind + " " + name);
        }
    }

    private boolean has(String kind, String name) {
        return beside.stream()
                .anyMatch(object -> object.kind().equals(kind) && object.name().equals(name));
    }
}
