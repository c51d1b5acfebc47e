package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The StatefulSet controller: a work queue that its caches fill, and one pass over one set at a time. What a pass does is in {@link
 * SyncPass}; both follow {@code pkg/controller/statefulset} of Kubernetes.
 */
final class StatefulSetController {
    static final String MANAGER = "kube-controller-manager";

    final ApiServer api;
    final SimulatedClock clock;
    final KubernetesVersion version;
    final Faults faults;
    final Caches caches;
    final EventRecorder events;
    /** The pods that have waited for a claim to go. */
    final Set<String> waited = new HashSet<>();

    private final Set<String> queue = new LinkedHashSet<>();
    private final PriorityQueue<Later> delayed = new PriorityQueue<>(Comparator.comparingLong(Later::millis));
    private final Map<String, Integer> failures = new HashMap<>();

    /** Whether it was ended, and not started again. */
    private boolean away;

    private record Later(long millis, String set) {}

    StatefulSetController(ApiServer api, SimulatedClock clock, KubernetesVersion version, Faults faults) {
        this.api = api;
        this.clock = clock;
        this.version = version;
        this.faults = faults;
        this.caches = new Caches(api, version);
        this.events = new EventRecorder(api, clock);
    }

    /** A cache takes its next event, and the sets that it concerns are queued. */
    void takeNext(Informer<? extends ApiObject> informer) {
        Optional<ObjectMeta.Owner> before = Optional.empty();
        Write write = informer.next();
        if (write.object() instanceof StatefulSet set) {
            queue.add(set.name());
        } else if (write.object() instanceof Pod pod) {
            before = pod.meta.controller();
            before.ifPresentOrElse(this::enqueue, () -> enqueueMatching(pod));
            minReady(pod);
        }
    }

    private void enqueue(ObjectMeta.Owner owner) {
        caches.sets
                .get(owner.name())
                .filter(set ->
                        owner.kind().equals(StatefulSet.KIND) && set.uid().equals(owner.uid()))
                .ifPresent(set -> queue.add(set.name()));
    }

    private void enqueueMatching(Pod orphan) {
        caches.sets.list().stream()
                .filter(set -> orphan.meta.matches(set.selector()))
                .forEach(set -> queue.add(set.name()));
    }

    private void minReady(Pod pod) {
        caches.sets
                .get(pod.parent())
                .filter(set -> set.spec.minReadySeconds > 0 && pod.ready)
                .ifPresent(set -> later(set.name(), set.spec.minReadySeconds * 1000L));
    }

    /** Whether it takes a pod for one that has been Ready for long enough. */
    boolean takesForAvailable(Pod pod, StatefulSet set, long now) {
        return pod.available(set.spec.minReadySeconds, now) || (pod.ready && faults.strike(Fault.IGNORES_MIN_READY));
    }

    private void later(String set, long millis) {
        delayed.add(new Later(clock.millis() + millis, set));
    }

    /** The periodic look at everything, which comes every some hours. */
    void resync() {
        caches.sets.list().forEach(set -> queue.add(set.name()));
    }

    boolean hasWork() {
        return !away && (!queue.isEmpty() || due());
    }

    private boolean due() {
        return !delayed.isEmpty() && delayed.peek().millis() <= clock.millis();
    }

    /** It ends, and with it all that it keeps in mind. */
    void end() {
        away = true;
        queue.clear();
        delayed.clear();
        failures.clear();
        waited.clear();
        events.forget();
    }

    /** It is started, unless it runs: it lists what there is, and looks at all of it. */
    void start() {
        if (away) {
            away = false;
            caches.startOver();
            resync();
        }
    }

    boolean isAway() {
        return away;
    }

    /** When it will have something to do by itself. */
    Optional<Long> nextDue() {
        return Optional.ofNullable(delayed.peek()).map(Later::millis);
    }

    /** One pass over the set that waits longest. */
    void sync() {
        if (away) {
            return;
        }
        while (due()) {
            queue.add(delayed.remove().set());
        }
        if (queue.isEmpty()) {
            return;
        }
        String name = queue.iterator().next();
        queue.remove(name);
        try {
            if (!caches.holdOwnWrites(name)) {
                throw new ApiException(Reason.CONFLICT, "the caches are not consistent yet");
            }
            sync(name);
            failures.remove(name);
        } catch (ApiException failed) {
            int count = failures.merge(name, 1, Integer::sum);
            later(name, 5L << Math.min(count, 12));
        }
    }

    private void sync(String name) {
        Optional<StatefulSet> cached = caches.sets.get(name);
        if (cached.isEmpty()) {
            caches.forget(name);
            return;
        }
        StatefulSet set = asSeen(cached.get());
        RevisionControl revisions = new RevisionControl(this, set);
        revisions.adoptOrphans();
        SyncPass pass = new SyncPass(this, set, claimPods(set), revisions);
        pass.run();
        if (set.spec.minReadySeconds > 0 && pass.waitsForAvailability()) {
            later(name, set.spec.minReadySeconds * 1000L);
        }
    }

    private StatefulSet asSeen(StatefulSet cached) {
        StatefulSet seen = cached;
        if (cached.spec.start > 0 && faults.strike(Fault.IGNORES_START)) {
            seen = cached.copy();
            seen.spec = seen.spec.with(spec -> spec.start = 0);
        }
        return seen;
    }

    /** The pods that the set owns; adopts those that have no owner, and releases those that ought not to be its own. */
    private List<Pod> claimPods(StatefulSet set) {
        List<Pod> claimed = new ArrayList<>();
        for (Pod pod : caches.pods.list()) {
            boolean fits = pod.meta.matches(set.selector()) && pod.parent().equals(set.name());
            Optional<ObjectMeta.Owner> owner = pod.meta.controller();
            if (owner.isPresent()) {
                if (owner.get().uid().equals(set.uid())) {
                    if (fits) {
                        claimed.add(pod);
                    } else if (!set.meta.terminating()) {
                        release(pod);
                    }
                }
            } else if (fits && !set.meta.terminating() && !pod.meta.terminating() && adopt(set, pod)) {
                claimed.add(pod);
                if (faults.strike(Fault.DELETES_ADOPTED)) {
                    new PodControl(this, set).delete(pod);
                }
            }
        }
        return claimed;
    }

    private boolean adopt(StatefulSet set, Pod pod) {
        checkAdoption(set);
        try {
            Pod adopted = api.update(
                    pod, Precondition.uid(pod.uid()), MANAGER, changed -> changed.meta.owners.add(set.asOwner()));
            caches.wrote(set, adopted);
            return true;
        } catch (ApiException refused) {
            if (refused.is(Reason.NOT_FOUND)) {
                return false;
            }
            throw refused;
        }
    }

    /** Nothing is adopted for a set that is going, by the API server's word and not the cache's. */
    void checkAdoption(StatefulSet set) {
        StatefulSet fresh = api.set(set.name())
                .filter(live -> live.uid().equals(set.uid()))
                .orElseThrow(() -> new ApiException(Reason.NOT_FOUND, "the set is gone"));
        if (fresh.meta.terminating()) {
            throw new ApiException(Reason.FORBIDDEN, "the set is being deleted");
        }
    }

    private void release(Pod pod) {
        try {
            api.update(pod, Precondition.uid(pod.uid()), MANAGER, released -> released.meta.owners.clear());
        } catch (ApiException gone) {
            if (!gone.is(Reason.NOT_FOUND)) {
                throw gone;
            }
        }
    }
}
