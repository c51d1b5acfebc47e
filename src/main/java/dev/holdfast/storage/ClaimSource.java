package dev.holdfast.storage;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpecBuilder;
import java.util.Map;

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
     * Volumes that a storage class makes when they are claimed.
     *
     * @param storageClass the class
     * @return the source
     */
    static ClaimSource madeBy(String storageClass) {
        return tutorial -> new PersistentVolumeClaimSpecBuilder(tutorial)
                .withStorageClassName(storageClass)
                .build();
    }
}
