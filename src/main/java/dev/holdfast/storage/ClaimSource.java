package dev.holdfast.storage;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpecBuilder;
import java.util.Map;
import java.util.Optional;

/** Where the volumes for a set's claims come from: what its claim template has to say so that they are bound. */
@FunctionalInterface
public interface ClaimSource {

    /**
     * Completes the claim of a template.
     *
     * @param tutorial the claim as the tutorial writes it
     * @return the claim to create
     */
    PersistentVolumeClaimSpec adapt(PersistentVolumeClaimSpec tutorial);

    /**
     * Volumes that were made by hand. The claim asks for no class, or a default class would answer it; and it asks for
     * labels, or it could be bound to a volume of another scenario that happens to be as large.
     *
     * @param labels the labels of the volumes that may be bound
     * @return the source
     */
    static ClaimSource handMade(Map<String, String> labels) {
        return tutorial -> new PersistentVolumeClaimSpecBuilder(tutorial)
                .withStorageClassName("")
                .editOrNewSelector()
                .addToMatchLabels(labels)
                .endSelector()
                .build();
    }

    /**
     * Volumes that a storage class makes when they are claimed. They need not be shared: few classes make volumes that
     * can be mounted on several nodes, as the tutorial's are.
     *
     * @param storageClass the class; nothing means the default class of the cluster
     * @return the source
     */
    static ClaimSource madeBy(Optional<String> storageClass) {
        return tutorial -> new PersistentVolumeClaimSpecBuilder(tutorial)
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass.orElse(null))
                .build();
    }
}
