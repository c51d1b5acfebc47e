package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The least rights that a run needs, an observation or an explanation, as they are written in the project's {@code manifests} folder. */
public final class Roles {

    private static final String OWN_NAMESPACES = "rbac.yaml";
    private static final String STATIC_VOLUMES = "rbac-static-volumes.yaml";
    private static final String ONE_NAMESPACE = "rbac-namespace.yaml";
    private static final String OBSERVING = "rbac-observe.yaml";
    private static final String OBSERVING_ONE_NAMESPACE = "rbac-observe-namespace.yaml";
    private static final String EXPLAINING = "rbac-explain.yaml";
    private static final String EXPLAINING_ONE_NAMESPACE = "rbac-explain-namespace.yaml";

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final Path manifests;

    /**
     * Reads from a folder.
     *
     * @param manifests the folder
     */
    public Roles(Path manifests) {
        this.manifests = manifests;
    }

    /**
     * What every run needs.
     *
     * @param namespace the one namespace that it stays in, if it does
     */
    public HasMetadata needed(Optional<String> namespace) {
        return role(namespace, OWN_NAMESPACES, ONE_NAMESPACE);
    }

    /** {@return what a run with static volumes needs beside that} */
    public HasMetadata staticVolumes() {
        return yaml.unmarshal(text(STATIC_VOLUMES), ClusterRole.class);
    }

    /**
     * What it needs to observe sets without touching them.
     *
     * @param namespace the one namespace whose sets are observed, if it is one
     */
    public HasMetadata observing(Optional<String> namespace) {
        return role(namespace, OBSERVING, OBSERVING_ONE_NAMESPACE);
    }

    /**
     * What it needs to explain sets.
     *
     * @param namespace the one namespace whose sets are explained, if it is one
     */
    public HasMetadata explaining(Optional<String> namespace) {
        return role(namespace, EXPLAINING, EXPLAINING_ONE_NAMESPACE);
    }

    /**
     * What it needs to observe sets, for a person, who may apply it.
     *
     * @param namespace the one namespace whose sets are observed, if it is one
     * @return YAML with comments
     */
    public String observingText(Optional<String> namespace) {
        return namespace.map(name -> of(OBSERVING_ONE_NAMESPACE, name)).orElseGet(() -> text(OBSERVING));
    }

    /**
     * What it needs to explain sets, for a person, who may apply it.
     *
     * @param namespace the one namespace whose sets are explained, if it is one
     * @return YAML with comments
     */
    public String explainingText(Optional<String> namespace) {
        return namespace.map(name -> of(EXPLAINING_ONE_NAMESPACE, name)).orElseGet(() -> text(EXPLAINING));
    }

    /**
     * What every run needs, for a person, who may apply it.
     *
     * @param namespace the one namespace that the run stays in, if it does
     * @return YAML with comments
     */
    public String text(Optional<String> namespace) {
        return namespace
                .map(name -> of(ONE_NAMESPACE, name))
                .orElseGet(() -> text(OWN_NAMESPACES) + "---\n" + text(STATIC_VOLUMES));
    }

    private HasMetadata role(Optional<String> namespace, String everywhere, String oneNamespace) {
        if (namespace.isEmpty()) {
            return yaml.unmarshal(text(everywhere), ClusterRole.class);
        }
        Role role = yaml.unmarshal(text(oneNamespace), Role.class);
        role.getMetadata().setNamespace(namespace.get());
        return role;
    }

    private String of(String file, String namespace) {
        return text(file).replace("  namespace: default\n", "  namespace: " + namespace + "\n");
    }

    private String text(String file) {
        try {
            return Files.readString(manifests.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + manifests.resolve(file), failed);
        }
    }
}
