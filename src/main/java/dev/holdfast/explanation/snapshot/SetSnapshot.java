package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server has of one set at one moment. It is the same whether it was listed just now or is what an observer has seen.
 *
 * @param set the set
 * @param pods the pods that the set controls, and those that have the name of one of its pods
 * @param claims the claims of the set's claim templates
 * @param revisions the revisions that the set controls
 * @param events the Events about the set, its pods and its claims
 * @param nodes the nodes of its pods, as far as they were looked at
 * @param budgets the budgets that select its pods
 * @param quotas the quotas of its namespace
 * @param service the governing Service, if it was found
 * @param at when this was so
 * @param unread the kinds that could not be looked at, as {@code nodes}, each with the reason
 */
public record SetSnapshot(
        StatefulSet set,
        List<Pod> pods,
        List<PersistentVolumeClaim> claims,
        List<ControllerRevision> revisions,
        List<Event> events,
        List<Node> nodes,
        List<PodDisruptionBudget> budgets,
        List<ResourceQuota> quotas,
        Optional<Service> service,
        Instant at,
        Map<String, String> unread) {

    /** The kinds that {@link #unread} can name. */
    public static final String NODES = "nodes";

    public static final String EVENTS = "events";
    public static final String CLAIMS = "persistentvolumeclaims";
    public static final String REVISIONS = "controllerrevisions";
    public static final String BUDGETS = "poddisruptionbudgets";
    public static final String QUOTAS = "resourcequotas";
    public static final String SERVICES = "services";

    public SetSnapshot {
        pods = List.copyOf(pods);
        claims = List.copyOf(claims);
        revisions = List.copyOf(revisions);
        events = List.copyOf(events);
        nodes = List.copyOf(nodes);
        budgets = List.copyOf(budgets);
        quotas = List.copyOf(quotas);
        unread = Map.copyOf(unread);
    }

    /** {@return what the spec of the set asks for} */
    public DesiredState desired() {
        return new DesiredState(set);
    }

    /** {@return the pods of the set by ordinal} */
    public Replicas replicas() {
        return Replicas.of(this);
    }

    /** {@return the Events, to be asked} */
    public SaidEvents said() {
        return new SaidEvents(events);
    }

    /** {@return the claim of this name, if there is one} */
    public Optional<PersistentVolumeClaim> claim(String name) {
        return claims.stream()
                .filter(claim -> claim.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** {@return the node of this name, if it was found} */
    public Optional<Node> node(String name) {
        return nodes.stream()
                .filter(node -> node.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** {@return whether this kind could be looked at} */
    public boolean wasRead(String kind) {
        return !unread.containsKey(kind);
    }
}
