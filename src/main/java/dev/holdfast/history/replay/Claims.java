package dev.holdfast.history.replay;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.history.view.VolumeView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The claims that a set's templates give to its pods, and the volumes behind them. */
public final class Claims {
    private final SetTimeline set;
    private final Map<String, List<Lifetime>> claims;
    private final Map<String, List<Lifetime>> volumes;

    /** Those of a set, worked out once for all who ask. */
    public static Claims of(SetTimeline set) {
        return set.history().derived(Claims.class, set.namespace() + "/" + set.name(), () -> new Claims(set));
    }

    private Claims(SetTimeline set) {
        History history = set.history();
        this.set = set;
        this.claims = history.lifetimesByName(Kinds.CLAIM, set.namespace());
        this.volumes = history.lifetimesByName(Kinds.VOLUME, "");
    }

    /** The names of the claim templates of the pod's set, which are also the names of the pod's volumes. */
    public List<String> templates(Incarnation pod) {
        return set.setOf(pod).map(StatefulSetView::claimTemplates).orElse(List.of());
    }

    /** Template → name of the claim that the pod mounts for it; without those that it does not mount. */
    public Map<String, String> of(Incarnation pod) {
        List<String> templates = templates(pod);
        Map<String, String> all = PodView.of(pod.lifetime().first()).claims();
        if (all.size() == 1 && templates.containsAll(all.keySet())) {
            return all;
        }
        Map<String, String> mounted = new TreeMap<>(all);
        mounted.keySet().retainAll(templates);
        return mounted;
    }

    /**
     * Whether a pod mounts what its set gave it, as far as is known: one that was found with other claims than the set gives, or that
     * somebody replaced by hand, was made by somebody else.
     */
    public boolean givenBySet(Incarnation pod) {
        return pod.ofSet()
                && (pod.createdBySet().isPresent()
                        || of(pod).entrySet().stream()
                                .allMatch(mount -> mount.getValue().equals(mount.getKey() + "-" + pod.name())));
    }

    /** Every claim that had the name of one that a pod of the set mounts, one after the other. */
    public List<Lifetime> ofSet() {
        return set.incarnations().stream()
                .flatMap(pod -> of(pod).values().stream())
                .distinct()
                .flatMap(name -> named(name).stream())
                .toList();
    }

    /** The claims that had that name, one after the other. */
    public List<Lifetime> named(String claim) {
        return claims.getOrDefault(claim, List.of());
    }

    /** The claim of that name that existed as of that revision. */
    public Optional<Lifetime> existing(String claim, long resourceVersion) {
        return named(claim).stream()
                .filter(lifetime -> lifetime.existsAt(resourceVersion))
                .findFirst();
    }

    /** The claim of that name that a pod used last: the one that existed at the pod's last state. */
    public Optional<Lifetime> usedBy(Incarnation pod, String claim) {
        return existing(claim, pod.lifetime().last().resourceVersion());
    }

    /** The name of the volume that a claim was bound to in the end. */
    public static Optional<String> volumeName(Lifetime claim) {
        return ClaimView.of(claim.last()).volumeName();
    }

    /** The volume that a claim was bound to, as last seen. */
    public Optional<Observation> volume(Lifetime claim) {
        return volumeOf(claim).map(Lifetime::last);
    }

    /** The volume that a claim was bound to. */
    public Optional<Lifetime> volumeOf(Lifetime claim) {
        return volumeName(claim)
                .map(name -> volumes.getOrDefault(name, List.of()))
                .filter(lifetimes -> !lifetimes.isEmpty())
                .map(lifetimes -> lifetimes.get(lifetimes.size() - 1));
    }

    /** The folder of the claim's volume on its NFS server, as a client names it; empty for other volumes. */
    public Optional<String> folder(Lifetime claim) {
        return volume(claim).flatMap(volume -> VolumeView.of(volume).nfsPath());
    }
}
