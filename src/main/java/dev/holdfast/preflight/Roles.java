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

/** The least rights that a run needs, as they are written in the project's {@code manifests} folder. */
public final class Roles {

    private static final String OWN_NAMESPACES = "rbac.yaml";
    private static final String STATIC_VOLUMES = "rbac-static-volumes.yaml";
    private static final String ONE_NAMESPACE = "rbac-namespace.yaml";
    private static final String OBSERVING = "rbac-observe.yaml";
    private static final String OBSERVING_ONE_NAMESPACE = "rbac-observe-namespace.yaml";

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
        if (namespace.isEmpty()) {
            return yaml.unmarshal(text(OWN_NAMESPACES), ClusterRole.class);
        }
        Role role = yaml.unmarshal(text(ONE_NAMESPACE), Role.class);
        role.getMetadata().setNamespace(namespace.get());
        return role;
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
        if (namespace.isEmpty()) {
            return yaml.unmarshal(text(OBSERVING), ClusterRole.class);
        }
        Role role = yaml.unmarshal(text(OBSERVING_ONE_NAMESPACE), Role.class);
        role.getMetadata().setNamespace(namespace.get());
        return role;
    }

    /**
     * The same for a person, who may apply it.
     *
     * @param namespace the one namespace whose sets are observed, if it is one
     * @return YAML with comments
     */
    public String observingText(Optional<String> namespace) {
        return namespace.map(name -> of(OBSERVING_ONE_NAMESPACE, name)).orElseGet(() -> text(OBSERVING));
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
