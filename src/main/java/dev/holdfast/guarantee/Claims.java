package dev.holdfast.guarantee;

import dev.holdfast.history.ClaimView;
import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.PodView;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.StatefulSetView;
import dev.holdfast.history.VolumeView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The claims that a set's templates give to its pods, and the volumes behind them. */
final class Claims {
    private final List<String> templates;
    private final Map<String, List<Lifetime>> claims;
    private final Map<String, List<Lifetime>> volumes;

    /** Those of a set, worked out once for all who ask. */
    static Claims of(History history, Subject subject) {
        return history.derived(
                Claims.class, subject.namespace() + "/" + subject.statefulSet(), () -> new Claims(history, subject));
    }

    private Claims(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        this.templates = set.last().map(StatefulSetView::claimTemplates).orElse(List.of());
        this.claims = history.lifetimesByName(Kinds.CLAIM, subject.namespace());
        this.volumes = history.lifetimesByName(Kinds.VOLUME, "");
    }

    /** The verdict when the set was not seen, or has no claim templates and so promises no storage. */
    static Optional<Verdict> notPromised(SetTimeline set, Subject subject) {
        Optional<StatefulSetView> view = set.last();
        if (view.isEmpty()) {
            return Optional.of(Order.notSeen(subject));
        }
        return view.get().claimTemplates().isEmpty()
                ? Optional.of(Verdict.notApplicable(
                        "StatefulSet " + set.name() + " has no volumeClaimTemplates, so it promises no storage"))
                : Optional.empty();
    }

    /** The names of the set's claim templates, which are also the names of the pods' volumes. */
    List<String> templates() {
        return templates;
    }

    /** Template → name of the claim that the pod mounts for it; without those that it does not mount. */
    Map<String, String> of(Incarnation pod) {
        Map<String, String> all = PodView.of(pod.lifetime().first()).claims();
        if (all.size() == 1 && templates.containsAll(all.keySet())) {
            return all;
        }
        Map<String, String> mounted = new TreeMap<>(all);
        mounted.keySet().retainAll(templates);
        return mounted;
    }

    /** The claims that had that name, one after the other. */
    List<Lifetime> named(String claim) {
        return claims.getOrDefault(claim, List.of());
    }

    /** The claim of that name that existed as of that revision. */
    Optional<Lifetime> existing(String claim, long resourceVersion) {
        return named(claim).stream()
                .filter(lifetime -> lifetime.existsAt(resourceVersion))
                .findFirst();
    }

    /** The claim of that name that a pod used last: the one that existed at the pod's last state. */
    Optional<Lifetime> usedBy(Incarnation pod, String claim) {
        return existing(claim, pod.lifetime().last().resourceVersion());
    }

    /** The name of the volume that a claim was bound to in the end. */
    static Optional<String> volumeName(Lifetime claim) {
        return ClaimView.of(claim.last()).volumeName();
    }

    /** The volume that a claim was bound to, as last seen. */
    Optional<Observation> volume(Lifetime claim) {
        return volumeName(claim)
                .map(name -> volumes.getOrDefault(name, List.of()))
                .filter(lifetimes -> !lifetimes.isEmpty())
                .map(lifetimes -> lifetimes.get(lifetimes.size() - 1).last());
    }

    /** The folder of the claim's volume on its NFS server, as a client names it; empty for other volumes. */
    Optional<String> folder(Lifetime claim) {
        return volume(claim).flatMap(volume -> VolumeView.of(volume).nfsPath());
    }
}
