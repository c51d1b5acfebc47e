package dev.holdfast.observer;

import dev.holdfast.explanation.snapshot.NamespaceObjects;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is watched of a set, as an explanation takes it: the same as if it had been listed just now. */
final class WatchedObjects {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String NODE = "Node";
    private static final Map<String, String> PLURALS = Map.of(
            NODE,
            SetSnapshot.NODES,
            Kinds.EVENT,
            SetSnapshot.EVENTS,
            Kinds.CLAIM,
            SetSnapshot.CLAIMS,
            Kinds.REVISION,
            SetSnapshot.REVISIONS,
            Kinds.SERVICE,
            SetSnapshot.SERVICES);

    private final ClusterState state;
    private final Map<String, String> unread = new HashMap<>();

    /**
     * What is watched.
     *
     * @param hidden each kind that cannot be watched, with the reason
     */
    WatchedObjects(ClusterState state, Map<String, String> hidden) {
        this.state = state;
        hidden.forEach((kind, reason) -> {
            if (PLURALS.containsKey(kind)) {
                unread.put(PLURALS.get(kind), reason);
            }
        });
        unread.put(SetSnapshot.BUDGETS, "they are not watched");
        unread.put(SetSnapshot.QUOTAS, "they are not watched");
    }

    /**
     * What there is of a set.
     *
     * @param set its last state
     * @param members what concerns it
     */
    SetSnapshot of(Observation set, SetMembership members, Instant now) {
        String namespace = members.namespace();
        List<Observation> pods = concerned(Kinds.POD, namespace, members);
        Set<String> nodes = pods.stream().map(pod -> PodView.of(pod).nodeName()).collect(Collectors.toSet());
        return new NamespaceObjects(
                        read(pods, Pod.class),
                        read(concerned(Kinds.CLAIM, namespace, members), PersistentVolumeClaim.class),
                        revisions(namespace, members),
                        read(concerned(Kinds.EVENT, namespace, members), Event.class),
                        read(
                                state.of(NODE, "").stream()
                                        .filter(node ->
                                                nodes.contains(node.object().name()))
                                        .toList(),
                                Node.class),
                        List.of(),
                        List.of(),
                        read(concerned(Kinds.SERVICE, namespace, members), Service.class),
                        now,
                        unread)
                .of(timed(read(set, StatefulSet.class), set.at()));
    }

    /** What was written without a time was written by then. */
    private static StatefulSet timed(StatefulSet set, Instant heard) {
        set.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getTime() == null)
                .forEach(entry -> entry.setTime(heard.toString()));
        return set;
    }

    private List<ControllerRevision> revisions(String namespace, SetMembership members) {
        return read(concerned(Kinds.REVISION, namespace, members), ControllerRevision.class);
    }

    private List<Observation> concerned(String kind, String namespace, SetMembership members) {
        return state.of(kind, namespace).stream()
                .filter(seen -> members.concerns(seen.object()))
                .toList();
    }

    private static <T> List<T> read(List<Observation> seen, Class<T> type) {
        return seen.stream().map(each -> read(each, type)).toList();
    }

    private static <T> T read(Observation seen, Class<T> type) {
        return JSON.unmarshal(seen.object().text(), type);
    }
}
