package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether quotas leave room for a scenario. */
record QuotaCheck(TrialNamespace ground) implements Check {

    private static final String WHAT = "quota";

    /** What the largest scenario has at once. */
    private static final Map<String, Integer> ROOM = Map.of(
            "pods", 8,
            "count/pods", 8,
            "persistentvolumeclaims", 6,
            "count/persistentvolumeclaims", 6,
            "services", 2,
            "count/services", 2,
            "count/statefulsets.apps", 3,
            "count/deployments.apps", 1);

    @Override
    public List<Finding> look() {
        List<ResourceQuota> quotas = quotas();
        List<Finding> tight = new ArrayList<>();
        for (ResourceQuota quota : quotas) {
            ROOM.forEach((resource, needed) -> {
                BigDecimal left = left(quota, resource);
                if (left != null && left.compareTo(BigDecimal.valueOf(needed)) < 0) {
                    tight.add(Finding.unfit(
                            WHAT,
                            "quota " + quota.getMetadata().getName() + " leaves room for " + left.toPlainString() + " "
                                    + resource + ", and a scenario has up to " + needed,
                            "raise the quota, or remove what uses it up"));
                }
            });
        }
        return tight.isEmpty()
                ? List.of(Finding.fit(WHAT, quotas.isEmpty() ? "none" : "leaves room for a scenario"))
                : tight;
    }

    private List<ResourceQuota> quotas() {
        try {
            return ground.client()
                    .resourceQuotas()
                    .inNamespace(ground.namespace())
                    .list()
                    .getItems();
        } catch (KubernetesClientException hidden) {
            return List.of();
        }
    }

    private static BigDecimal left(ResourceQuota quota, String resource) {
        if (quota.getStatus() == null || quota.getStatus().getHard() == null) {
            return null;
        }
        Quantity hard = quota.getStatus().getHard().get(resource);
        if (hard == null) {
            return null;
        }
        Quantity used = quota.getStatus().getUsed() == null
                ? null
                : quota.getStatus().getUsed().get(resource);
        return hard.getNumericalAmount().subtract(used == null ? BigDecimal.ZERO : used.getNumericalAmount());
    }
}
