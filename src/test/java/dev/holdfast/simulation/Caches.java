package dev.holdfast.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The caches of the StatefulSet controller, and what it wrote that they have to show before it acts again. */
final class Caches {
    final Informer<Pod> pods;
    final Informer<StatefulSet> sets;
    final Informer<Claim> claims;
    final Informer<ControllerRevision> revisions;
    private final KubernetesVersion version;
    private final Map<String, Map<String, Long>> written = new HashMap<>();

    Caches(ApiServer api, KubernetesVersion version) {
        this.version = version;
        pods = new Informer<>(api, Pod.class, Pod.KIND);
        sets = new Informer<>(api, StatefulSet.class, StatefulSet.KIND);
        claims = new Informer<>(api, Claim.class, Claim.KIND);
        revisions = new Informer<>(api, ControllerRevision.class, ControllerRevision.KIND);
    }

    List<Informer<? extends ApiObject>> all() {
        return List.of(sets, pods, claims, revisions);
    }

    /** The controller wrote this for a set. */
    void wrote(StatefulSet set, ApiObject object) {
        written.computeIfAbsent(set.name(), any -> new HashMap<>()).put(object.kind(), object.meta.resourceVersion);
    }

    /** All of them list what there is. */
    void startOver() {
        written.clear();
        all().forEach(Informer::startOver);
    }

    void forget(String set) {
        written.remove(set);
    }

    /** Whether the caches hold everything that the controller wrote for a set, as far as its release looks after that. */
    boolean holdOwnWrites(String set) {
        Map<String, Long> versions = written.getOrDefault(set, Map.of());
        return !version.waitsForOwnWrites()
                || List.of(pods, claims, sets).stream()
                        .allMatch(informer -> informer.revision() >= versions.getOrDefault(informer.kind(), 0L));
    }
}
