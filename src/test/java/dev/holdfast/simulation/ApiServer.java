package dev.holdfast.simulation;

import dev.holdfast.history.Change;
import dev.holdfast.history.Resource;
import dev.holdfast.simulation.ApiException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The store and the rules of an API server: one revision counter for everything but Events, which have their own; preconditions;
 * graceful deletion and finalizers; no write where nothing changes.
 */
final class ApiServer {
    /** What must be true of an object for a request to be granted. */
    record Precondition(Optional<String> uid, Optional<Long> resourceVersion) {
        static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

        static Precondition uid(String uid) {
            return new Precondition(Optional.of(uid), Optional.empty());
        }

        static Precondition version(ApiObject known) {
            return new Precondition(Optional.of(known.uid()), Optional.of(known.meta.resourceVersion));
        }
    }

    private record Key(String kind, String name) {}

    private final SimulatedClock clock;
    private final String namespace;
    private final Map<Key, ApiObject> store = new HashMap<>();
    private final Map<Key, ObjectNode> bodies = new HashMap<>();
    private final Map<String, List<Write>> writes = new TreeMap<>();
    private long revision = 100;
    private long eventRevision = 40;
    private int uids;
    private boolean namespaceTerminating;

    ApiServer(SimulatedClock clock, String namespace) {
        this.clock = clock;
        this.namespace = namespace;
    }

    /** Everything that was written of a kind, in order. */
    List<Write> writes(String kind) {
        return writes.computeIfAbsent(kind, any -> new ArrayList<>());
    }

    Map<String, List<Write>> writes() {
        return writes;
    }

    long revision() {
        return revision;
    }

    /** From here on nothing is created in the namespace. */
    void terminateNamespace() {
        namespaceTerminating = true;
    }

    boolean namespaceTerminating() {
        return namespaceTerminating;
    }

    <T extends ApiObject> Optional<T> get(Class<T> type, String kind, String name) {
        return Optional.ofNullable(type.cast(store.get(new Key(kind, name))));
    }

    Optional<Pod> pod(String name) {
        return get(Pod.class, Pod.KIND, name);
    }

    Optional<StatefulSet> set(String name) {
        return get(StatefulSet.class, StatefulSet.KIND, name);
    }

    Optional<Claim> claim(String name) {
        return get(Claim.class, Claim.KIND, name);
    }

    /** All objects of a kind, by name. */
    <T extends ApiObject> List<T> list(Class<T> type, String kind) {
        return all().filter(object -> object.kind().equals(kind))
                .map(type::cast)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    List<Pod> pods() {
        return list(Pod.class, Pod.KIND);
    }

    Stream<ApiObject> all() {
        return store.values().stream();
    }

    /** Whether an object of this uid exists. */
    boolean exists(String uid) {
        return all().anyMatch(object -> object.uid().equals(uid));
    }

    /** Creates an object, and returns it as it is stored. */
    <T extends ApiObject> T create(T object, String manager) {
        Key key = new Key(object.kind(), object.name());
        if (store.containsKey(key)) {
            throw new ApiException(Reason.ALREADY_EXISTS, object.kind() + " " + object.name());
        }
        if (namespaceTerminating) {
            throw new ApiException(Reason.FORBIDDEN, "the namespace is being terminated");
        }
        object.meta.namespace = object.kind().equals(Volume.KIND) ? "" : namespace;
        object.meta.uid = object.name() + "#" + ++uids;
        object.meta.created = clock.second();
        object.meta.generation = generations(object) ? 1 : 0;
        object.meta.writtenBy(manager, "", clock.second());
        store(key, Change.ADDED, object);
        return object;
    }

    /** Changes an object's spec or metadata. */
    <T extends ApiObject> T update(T known, Precondition precondition, String manager, Consumer<T> change) {
        return write(known, precondition, manager, "", change);
    }

    /** Changes an object's status. */
    <T extends ApiObject> T updateStatus(T known, Precondition precondition, String manager, Consumer<T> change) {
        return write(known, precondition, manager, "status", change);
    }

    /** Asks for an object's deletion. */
    void delete(ApiObject known, Precondition precondition, OptionalInt gracePeriod) {
        ApiObject object = live(known, precondition).copy();
        if (object instanceof Pod pod) {
            deleteGracefully(pod, gracePeriod);
        } else if (object.meta.finalizers.isEmpty()) {
            remove(object);
        } else if (!object.meta.terminating()) {
            object.meta.deletion = Optional.of(clock.second());
            object.meta.gracePeriod = Optional.of(0);
            object.meta.generation += generations(object) ? 1 : 0;
            store(key(object), Change.MODIFIED, object);
        }
    }

    /** Deletes a set, leaving a finalizer by which the garbage collector knows what to do with its dependents. */
    void deleteWith(String finalizer, StatefulSet known) {
        StatefulSet object = (StatefulSet) live(known, Precondition.NONE).copy();
        if (!object.meta.terminating()) {
            object.meta.finalizers.add(finalizer);
            object.meta.deletion = Optional.of(clock.second());
            object.meta.gracePeriod = Optional.of(0);
            object.meta.generation++;
            store(key(object), Change.MODIFIED, object);
        }
    }

    private void deleteGracefully(Pod pod, OptionalInt asked) {
        int seconds = pod.node.isEmpty() || pod.terminal() ? 0 : asked.orElse(Template.GRACE);
        boolean sooner = pod.meta.gracePeriod.map(present -> seconds < present).orElse(true);
        if (!sooner) {
            return;
        }
        if (!pod.meta.terminating()) {
            pod.meta.generation++;
        }
        pod.meta.deletion = Optional.of(clock.second() + seconds);
        pod.meta.gracePeriod = Optional.of(seconds);
        store(key(pod), Change.MODIFIED, pod);
        if (seconds == 0) {
            remove(pod);
        }
    }

    private <T extends ApiObject> T write(
            T known, Precondition precondition, String manager, String subresource, Consumer<T> change) {
        @SuppressWarnings("unchecked") // an object of the same kind and name
        T object = (T) live(known, precondition).copy();
        ObjectNode before = bodies.get(key(object));
        change.accept(object);
        ObjectNode after = object.json();
        if (after.equals(before)) {
            return object;
        }
        boolean changesSpec = subresource.isEmpty()
                && generations(object)
                && !after.path("spec").equals(before.path("spec"));
        object.meta.generation += changesSpec ? 1 : 0;
        if (!manager.isEmpty()) {
            object.meta.writtenBy(manager, subresource, clock.second());
        }
        if (object.meta.terminating() && object.meta.finalizers.isEmpty() && !(object instanceof Pod)) {
            remove(object);
        } else {
            store(key(object), Change.MODIFIED, object);
        }
        return object;
    }

    private ApiObject live(ApiObject known, Precondition precondition) {
        ApiObject object = store.get(key(known));
        if (object == null) {
            throw new ApiException(Reason.NOT_FOUND, known.kind() + " " + known.name());
        }
        if (precondition.uid().filter(uid -> !uid.equals(object.uid())).isPresent()
                || precondition
                        .resourceVersion()
                        .filter(version -> version != object.meta.resourceVersion)
                        .isPresent()) {
            throw new ApiException(Reason.CONFLICT, known.kind() + " " + known.name());
        }
        return object;
    }

    private void store(Key key, Change change, ApiObject object) {
        object.meta.resourceVersion = object instanceof Event ? ++eventRevision : ++revision;
        ApiObject stored = object.copy();
        ObjectNode json = stored.json();
        store.put(key, stored);
        bodies.put(key, json);
        writes(object.kind()).add(new Write(change, stored, clock.now(), Resource.of(json)));
        clock.advance(2);
    }

    private void remove(ApiObject object) {
        store(key(object), Change.DELETED, object);
        store.remove(key(object));
        bodies.remove(key(object));
    }

    private static Key key(ApiObject object) {
        return new Key(object.kind(), object.name());
    }

    private static boolean generations(ApiObject object) {
        return object instanceof StatefulSet || object instanceof Pod;
    }
}
