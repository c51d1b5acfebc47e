package dev.holdfast.preflight;

import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the cluster lets the pods and claims of scenarios in: Pod Security, quotas, limit ranges and policies decide. */
record AdmissionCheck(TrialNamespace ground, TrialObjects workload) implements Check {

    private static final String WHAT = "admission";

    @Override
    public List<Finding> look() {
        Map<String, HasMetadata> wanted = new TreeMap<>();
        wanted.put("a pod with the image web", workload.pod("web"));
        wanted.put("a pod with the image tools", workload.pod("tools"));
        wanted.put("a claim", workload.claim(ClaimSource.madeBy(ground.cluster().storageClass())));
        List<Finding> refused = new ArrayList<>();
        wanted.forEach((what, object) -> refusal(object)
                .ifPresent(reason -> refused.add(Finding.unfit(
                        WHAT,
                        what + " is refused: " + reason,
                        "pods of Holdfast keep to Pod Security \"restricted\" and name no resources: have them let in"
                                + ground.cluster()
                                        .namespace()
                                        .map(name -> " to namespace " + name)
                                        .orElse("")))));
        return refused.isEmpty()
                ? List.of(Finding.fit(WHAT, "pods are let in, restricted as Pod Security asks for, and claims too"))
                : refused;
    }

    private Optional<String> refusal(HasMetadata object) {
        object.getMetadata().setName(ground.name("admission"));
        try {
            ground.resource(ground.mark().put(object, ground.part())).dryRun().create();
            return Optional.empty();
        } catch (KubernetesClientException no) {
            return Optional.of(Refusal.of(no));
        }
    }
}
