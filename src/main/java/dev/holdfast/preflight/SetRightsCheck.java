package dev.holdfast.preflight;

import dev.holdfast.manifest.SetManifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether whoever runs it may make what the manifests of a set of the user's own have beside it. */
record SetRightsCheck(Rights rights, SetManifests set) implements Check {

    private static final String WHAT = "your set";

    private static final Map<String, Right> MAKING = Map.of(
            "ServiceAccount", new Right("create", "", "serviceaccounts"),
            "Role", new Right("create", "rbac.authorization.k8s.io", "roles"),
            "RoleBinding", new Right("create", "rbac.authorization.k8s.io", "rolebindings"),
            "ConfigMap", new Right("create", "", "configmaps"),
            "Secret", new Right("create", "", "secrets"),
            "NetworkPolicy", new Right("create", "networking.k8s.io", "networkpolicies"),
            "PodDisruptionBudget", new Right("create", "policy", "poddisruptionbudgets"),
            "PersistentVolumeClaim", new Right("create", "", "persistentvolumeclaims"),
            "Service", new Right("create", "", "services"));

    @Override
    public List<Finding> look() {
        List<Right> needed = set.kinds().stream().map(MAKING::get).toList();
        List<Right> missing = rights.missing(needed, "");
        return List.of(
                missing.isEmpty()
                        ? Finding.fit(WHAT, "what is beside it may be made")
                        : Finding.unfit(
                                WHAT,
                                "these permissions are missing: "
                                        + missing.stream().map(Right::toString).collect(Collectors.joining(", ")),
                                "have somebody grant them, or leave those objects out of the manifests"));
    }
}
