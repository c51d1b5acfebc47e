package dev.holdfast.explanation.reading;

import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.NamespaceObjects;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a server has of a set now. It only gets and lists. */
public final class SnapshotReader {

    /** How many missing pods are asked for by their names: one of somebody else's is rare, and stops the first of them. */
    private static final int ASKED_BY_NAME = 3;

    private final KubernetesClient client;
    private final InstantSource clock;

    /**
     * Reads from a server.
     *
     * @param client leads there
     * @param clock tells what time it is
     */
    public SnapshotReader(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Reads one set and what belongs to it.
     *
     * @param namespace its namespace
     * @param name its name
     * @throws NoSuchSetException when there is none
     */
    public SetSnapshot set(String namespace, String name) throws NoSuchSetException {
        Listing listing = new Listing("in namespace " + namespace);
        StatefulSet set = listing.needed("statefulsets", () -> client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(name)
                .get());
        if (set == null) {
            throw new NoSuchSetException(namespace, name, names(listing, namespace));
        }
        List<Pod> pods = new ArrayList<>(listing.needed("pods", () -> client.pods()
                .inNamespace(namespace)
                .withLabelSelector(set.getSpec().getSelector())
                .list()
                .getItems()));
        pods.addAll(ofOthers(listing, new DesiredState(set), pods));
        return objects(listing, Optional.of(namespace), List.of(set), pods).of(set);
    }

    /**
     * Reads all sets of a namespace and what belongs to them.
     *
     * @param namespace the namespace; nothing means all
     * @return one for each set, as the server sorts them
     */
    public List<SetSnapshot> sets(Optional<String> namespace) {
        Listing listing =
                new Listing(namespace.map(name -> "in namespace " + name).orElse("in all namespaces"));
        Lists lists = new Lists(client, namespace);
        List<StatefulSet> sets = listing.needed("statefulsets", lists::sets);
        if (sets.isEmpty()) {
            return List.of();
        }
        List<Pod> pods = listing.needed("pods", lists::pods);
        NamespaceObjects objects = objects(listing, namespace, sets, pods);
        return sets.stream().map(objects::of).toList();
    }

    private List<String> names(Listing listing, String namespace) {
        return listing.ifPossible("statefulsets", new Lists(client, Optional.of(namespace))::sets).stream()
                .map(each -> each.getMetadata().getName())
                .toList();
    }

    /** Pods that the selector does not find, under the names of the set's own. */
    private List<Pod> ofOthers(Listing listing, DesiredState desired, List<Pod> found) {
        Set<String> names = new HashSet<>();
        found.forEach(pod -> names.add(pod.getMetadata().getName()));
        List<Pod> others = new ArrayList<>();
        int asked = 0;
        for (int ordinal = desired.start(); ordinal < desired.end() && asked < ASKED_BY_NAME; ordinal++) {
            String name = desired.pod(ordinal);
            if (!names.contains(name)) {
                asked++;
                listing.oneIfPossible("pods by name", () -> client.pods()
                                .inNamespace(desired.namespace())
                                .withName(name)
                                .get())
                        .ifPresent(others::add);
            }
        }
        return others;
    }

    private NamespaceObjects objects(
            Listing listing, Optional<String> namespace, List<StatefulSet> sets, List<Pod> pods) {
        Lists lists = new Lists(client, namespace);
        boolean haveClaims = sets.stream()
                .anyMatch(set -> !new DesiredState(set).claimTemplates().isEmpty());
        List<Pod> unwell = pods.stream().filter(pod -> !isReady(pod)).toList();
        return new NamespaceObjects(
                pods,
                haveClaims ? listing.ifPossible(SetSnapshot.CLAIMS, lists::claims) : List.of(),
                listing.ifPossible(SetSnapshot.REVISIONS, lists::revisions),
                listing.ifPossible(SetSnapshot.EVENTS, lists::events),
                nodes(listing, unwell),
                listing.ifPossible(SetSnapshot.BUDGETS, lists::budgets),
                listing.ifPossible(SetSnapshot.QUOTAS, lists::quotas),
                unwell.isEmpty() ? List.of() : services(listing, sets),
                clock.instant(),
                Map.copyOf(listing.unread()));
    }

    /** One by one: there are few nodes whose pods are not well, and there may be thousands in all. */
    private List<Node> nodes(Listing listing, List<Pod> pods) {
        return pods.stream()
                .map(pod -> pod.getSpec().getNodeName())
                .filter(name -> name != null && !name.isEmpty())
                .distinct()
                .flatMap(name -> listing.unread().containsKey(SetSnapshot.NODES)
                        ? Stream.empty()
                        : listing
                                .oneIfPossible(
                                        SetSnapshot.NODES,
                                        () -> client.nodes().withName(name).get())
                                .stream())
                .toList();
    }

    private List<Service> services(Listing listing, List<StatefulSet> sets) {
        return sets.stream()
                .filter(set -> set.getSpec().getServiceName() != null
                        && !set.getSpec().getServiceName().isEmpty())
                .flatMap(set -> listing.unread().containsKey(SetSnapshot.SERVICES)
                        ? Stream.empty()
                        : listing
                                .oneIfPossible(SetSnapshot.SERVICES, () -> client.services()
                                        .inNamespace(set.getMetadata().getNamespace())
                                        .withName(set.getSpec().getServiceName())
                                        .get())
                                .stream())
                .toList();
    }

    private static boolean isReady(Pod pod) {
        List<PodCondition> conditions =
                pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
        return pod.getMetadata().getDeletionTimestamp() == null
                && conditions.stream()
                        .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
    }
}
