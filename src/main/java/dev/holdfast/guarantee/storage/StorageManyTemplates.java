package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.storage.TemplateMounts.Mount;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A set with several claim templates gives each pod a claim for each of them, labelled as that template and the selector say, and has
 * its containers mount each where the template of the pod says.
 */
public final class StorageManyTemplates extends Guarantee {
    public StorageManyTemplates() {
        super(Promise.of(
                        "storage.many-templates",
                        "Each Pod MUST receive one PersistentVolumeClaim for each of several volumeClaimTemplates, with the labels of"
                                + " that template and of the selector, mounted where its volumeMounts say")
                .otherwise(Harm.DATA, "Of what a member writes, a part is not kept, or lies where nobody looks for it")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised()
                .or(() -> context.never(
                        "has one claim template, and never had more",
                        spec -> spec.claimTemplates().size() > 1));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        Map<String, String> labelled = new TreeMap<>();
        Set<Integer> judged = new TreeSet<>();
        for (Incarnation pod : context.set().incarnations()) {
            List<String> templates = claims.templates(pod);
            if (pod.createdBySet().isPresent() && templates.size() > 1) {
                given(pod, templates, claims, context);
                mounted(pod, templates, context);
                templates.forEach(template -> labelled.put(template + "-" + pod.name(), template));
                context.findings().judged();
                judged.add(pod.ordinal());
            }
        }
        labelled.forEach((claim, template) -> claims.named(claim).stream()
                .map(Lifetime::created)
                .flatMap(Optional::stream)
                .forEach(created -> labels(template).judge(context.set(), created, context.findings())));
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(judged) + " have a claim for each template",
                        "no pod of " + context.name() + " was created");
    }

    private static void given(Incarnation pod, List<String> templates, Claims claims, JudgingContext context) {
        Observation added = pod.added().orElseThrow();
        for (String template : templates) {
            String claim = template + "-" + pod.name();
            String found = claims.of(pod).getOrDefault(template, "");
            String created = Phrases.pod(pod) + " was created " + Phrases.at(added);
            String all = " for the claim template " + template + ", one of " + templates.size();
            if (!found.equals(claim)) {
                context.findings()
                        .brokenAlone(
                                created + " with " + (found.isEmpty() ? "no claim" : "claim " + found) + all, added);
            } else if (claims.named(claim).isEmpty()) {
                context.findings().missing(created + ", but there was never a claim " + claim + all, added);
            }
        }
    }

    /** Which of its templates the pod was made from is not asked: one of them has to fit. */
    private static void mounted(Incarnation pod, List<String> templates, JudgingContext context) {
        Observation added = pod.added().orElseThrow();
        Set<Mount> found = TemplateMounts.ofPod(added, templates);
        List<Observation> specs = context.set().specs().stream()
                .filter(spec -> spec.resourceVersion() < added.resourceVersion())
                .toList();
        List<Set<Mount>> expected = specs.stream()
                .map(spec -> TemplateMounts.ofTemplate(spec, templates))
                .toList();
        if (expected.isEmpty() || expected.stream().anyMatch(found::containsAll)) {
            return;
        }
        Observation last = specs.get(specs.size() - 1);
        Mount missing = expected.get(expected.size() - 1).stream()
                .filter(mount -> !found.contains(mount))
                .findFirst()
                .orElseThrow();
        String sentence = Phrases.pod(pod) + " was created " + Phrases.at(added) + " without volume " + missing
                + ", where the template of the set mounts it";
        if (specs.get(0).change() == Change.LISTED) {
            context.findings()
                    .open(sentence + "; it may be of a template that the set had before the recording began", added);
        } else {
            context.findings().broken(sentence, last, added);
        }
    }

    private static ClaimLabels labels(String template) {
        return new ClaimLabels("its template and of the set's selector", spec -> {
            Map<String, String> labels = new TreeMap<>();
            for (JsonNode each : spec.object().json().path("spec").path("volumeClaimTemplates")) {
                JsonNode metadata = each.path("metadata");
                if (metadata.path("name").asString("").equals(template)) {
                    metadata.path("labels")
                            .properties()
                            .forEach(label ->
                                    labels.put(label.getKey(), label.getValue().asString("")));
                }
            }
            labels.putAll(StatefulSetView.of(spec).matchLabels());
            return labels;
        });
    }
}
