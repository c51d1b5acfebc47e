package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server has of the sets of one namespace at one moment, or of those of all namespaces.
 *
 * @param pods pods
 * @param claims claims
 * @param revisions revisions
 * @param events Events
 * @param nodes nodes
 * @param budgets budgets
 * @param quotas quotas
 * @param services Services
 * @param at when this was so
 * @param unread the kinds that could not be looked at, each with the reason
 */
public record NamespaceObjects(
        List<Pod> pods,
        List<PersistentVolumeClaim> claims,
        List<ControllerRevision> revisions,
        List<Event> events,
        List<Node> nodes,
        List<PodDisruptionBudget> budgets,
        List<ResourceQuota> quotas,
        List<Service> services,
        Instant at,
        Map<String, String> unread) {

    /**
     * What of it concerns one set.
     *
     * @param set the set, which is of this namespace
     */
    public SetSnapshot of(StatefulSet set) {
        DesiredState desired = new DesiredState(set);
        List<Pod> own = pods.stream()
                .filter(pod -> isIn(pod, desired) && desired.ordinal(pod).isPresent())
                .toList();
        List<PersistentVolumeClaim> itsClaims = claims.stream()
                .filter(claim -> isIn(claim, desired)
                        && desired.claimTemplates().stream().anyMatch(template -> claim.getMetadata()
                                .getName()
                                .startsWith(template.getMetadata().getName() + "-" + desired.name() + "-")))
                .toList();
        Set<String> concerned = new HashSet<>();
        Stream.concat(Stream.of(set), Stream.concat(own.stream(), itsClaims.stream()))
                .forEach(each -> concerned.add(each.getMetadata().getUid()));
        return new SetSnapshot(
                set,
                own,
                itsClaims,
                revisions.stream().filter(each -> isControlled(each, set)).toList(),
                events.stream()
                        .filter(event -> event.getInvolvedObject() != null
                                && concerned.contains(event.getInvolvedObject().getUid()))
                        .toList(),
                nodes,
                budgets.stream()
                        .filter(budget -> isIn(budget, desired)
                                && selects(budget.getSpec().getSelector(), set))
                        .toList(),
                quotas.stream().filter(each -> isIn(each, desired)).toList(),
                services.stream()
                        .filter(each -> isIn(each, desired)
                                && each.getMetadata()
                                        .getName()
                                        .equals(set.getSpec().getServiceName()))
                        .findFirst(),
                at,
                unread);
    }

    private static boolean isIn(HasMetadata object, DesiredState desired) {
        return Objects.equals(object.getMetadata().getNamespace(), desired.namespace());
    }

    private static boolean isControlled(HasMetadata object, StatefulSet set) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(set.getMetadata().getUid()));
    }

    /** By labels alone; what a budget says with expressions is not read, and taken as meant for others. */
    private static boolean selects(LabelSelector selector, StatefulSet set) {
        if (selector == null || !selector.getMatchExpressions().isEmpty()) {
            return false;
        }
        Map<String, String> labels = Optional.ofNullable(
                        set.getSpec().getTemplate().getMetadata())
                .map(each -> each.getLabels())
                .orElse(Map.of());
        return labels.entrySet()
                .containsAll(Optional.ofNullable(selector.getMatchLabels())
                        .orElse(Map.of())
                        .entrySet());
    }
}
