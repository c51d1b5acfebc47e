package dev.holdfast.preflight;

import dev.holdfast.cluster.Need;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Whether a storage class makes volumes: a pod claims one. */
record StorageCheck(TrialNamespace ground, TrialObjects workload) implements Check {

    private static final String WHAT = "storage";

    @Override
    public List<Finding> look() {
        Optional<String> named = ground.cluster().storageClass();
        Optional<List<String>> classes = classes();
        if (named.isPresent() && classes.isPresent() && !classes.get().contains(named.get())) {
            return List.of(Finding.unfit(
                    WHAT,
                    "there is no storage class " + named.get(),
                    classes.get().isEmpty()
                            ? "install one, or leave --storage-class out: then scenarios that need one do not apply"
                            : "name one of these with --storage-class: " + String.join(", ", classes.get())));
        }
        PersistentVolumeClaim claim = ground.create(workload.claim(ClaimSource.madeBy(named)), "claim");
        // Admission has filled in the default class, where there is one.
        String given = claim.getSpec().getStorageClassName();
        if (given == null || given.isEmpty()) {
            return List.of(Finding.limited(
                    WHAT,
                    Need.STORAGE_CLASS,
                    "the cluster has no default storage class",
                    "scenarios with @" + Need.STORAGE_CLASS.tag() + " do not apply; name a class with --storage-class"
                            + classes.map(all -> ": " + String.join(", ", all)).orElse("")));
        }
        Pod pod = ground.create(workload.mounting(claim), "storage");
        return new PodWait(ground)
                .obstacle(pod, ground.timeouts().podReady())
                .map(obstacle -> Finding.unfit(
                        WHAT,
                        "class " + given + " does not bring a volume to a pod: " + obstacle,
                        "mend the class, or name another with --storage-class"))
                .map(List::of)
                .orElseGet(() -> List.of(Finding.fit(WHAT, "class " + given + " brings volumes to pods")));
    }

    /** {@return the names of all classes, when they may be looked at} */
    private Optional<List<String>> classes() {
        try {
            return Optional.of(ground.client().storage().v1().storageClasses().list().getItems().stream()
                    .map((StorageClass each) -> each.getMetadata().getName())
                    .toList());
        } catch (KubernetesClientException hidden) {
            return Optional.empty();
        }
    }
}
