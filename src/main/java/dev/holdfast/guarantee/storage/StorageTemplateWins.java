package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Where the pod template has a volume of the name of a claim template, the pods get the claim and not that volume. */
public final class StorageTemplateWins extends Guarantee {
    public StorageTemplateWins() {
        super(
                Promise.of(
                                "storage.template-wins",
                                "A claim of volumeClaimTemplates MUST take precedence over any volume of the same name in the Pod template")
                        .otherwise(Harm.DATA, "What a member writes lies in a volume that goes with its Pod")
                        .documentedAt(
                                "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised()
                .or(() -> context.set().specs().stream()
                                .allMatch(spec -> doubled(spec).isEmpty())
                        ? Optional.of(Verdict.notApplicable("StatefulSet " + context.name()
                                + " has no volume of the name of a claim template in its pod template, and never had"))
                        : Optional.empty());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        Set<String> used = new TreeSet<>();
        List<Observation> specs = context.set().specs();
        for (Incarnation pod : context.set().incarnations()) {
            if (pod.createdBySet().isEmpty()) {
                continue;
            }
            Observation added = pod.added().orElseThrow();
            Set<String> volumes = new LinkedHashSet<>();
            specs.stream()
                    .filter(spec -> spec.resourceVersion() < added.resourceVersion())
                    .forEach(spec -> volumes.addAll(doubled(spec)));
            volumes.retainAll(claims.templates(pod));
            for (String volume : volumes) {
                String claim = claims.of(pod).getOrDefault(volume, "");
                context.findings().judged();
                if (claim.isEmpty()) {
                    context.findings()
                            .brokenAlone(
                                    Phrases.pod(pod) + " was created " + Phrases.at(added) + " with "
                                            + kind(added, volume) + " as its volume " + volume + " instead of claim "
                                            + volume + "-" + pod.name(),
                                    added);
                }
                used.add(claim);
            }
        }
        return context.findings()
                .verdict(
                        "the pods have the claims and not the volumes of the pod template: " + Phrases.list(used),
                        "no pod of " + context.name() + " was created from a template with such a volume");
    }

    /** The names that a claim template and a volume of the pod template have in common. */
    private static Set<String> doubled(Observation spec) {
        List<String> templates = StatefulSetView.of(spec).claimTemplates();
        Set<String> names = new LinkedHashSet<>();
        if (!templates.isEmpty()) {
            volumes(spec.object().json().path("spec").path("template").path("spec"))
                    .forEach(volume -> names.add(volume.path("name").asString("")));
            names.retainAll(templates);
        }
        return names;
    }

    private static String kind(Observation pod, String name) {
        for (JsonNode volume : volumes(pod.object().json().path("spec"))) {
            if (volume.path("name").asString("").equals(name)) {
                return volume.propertyNames().stream()
                        .filter(field -> !field.equals("name"))
                        .findFirst()
                        .orElse("nothing");
            }
        }
        return "nothing";
    }

    private static JsonNode volumes(JsonNode spec) {
        return spec.path("volumes");
    }
}
