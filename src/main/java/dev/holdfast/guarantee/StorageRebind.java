package dev.holdfast.guarantee;

import dev.holdfast.history.ClaimView;
import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.SetTimeline;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A pod that was remade mounts the same claim on the same volume, and the data of its predecessor is there. */
final class StorageRebind implements Guarantee {
    @Override
    public String id() {
        return "storage.rebind";
    }

    @Override
    public String statement() {
        return "When a Pod is rescheduled or recreated, its volumeMounts MUST mount the PersistentVolumes of the same"
                + " PersistentVolumeClaims, with the data written before";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#writing-to-stable-storage";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        Optional<Verdict> notPromised = Claims.notPromised(set, subject);
        if (notPromised.isPresent()) {
            return notPromised.get();
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.CLAIM);
        Claims claims = Claims.of(history, subject);
        OwnDeletions deletions = OwnDeletions.of(history, subject);
        KeptPages pages = new KeptPages(history, set, claims, deletions, findings);
        Set<String> rebound = new TreeSet<>();
        for (int ordinal : set.ordinals()) {
            Incarnation before = null;
            for (Incarnation pod : set.incarnations(ordinal)) {
                if (before != null) {
                    sameClaims(before, pod, claims, deletions, findings);
                    if (pages.judge(pod)) {
                        rebound.add(Words.pod(pod));
                    }
                }
                before = pod;
            }
        }
        return findings.verdict(
                "the same claim, the same volume and the page written before were found by " + Words.list(rebound),
                "no pod of " + set.name() + " was remade and then asked for a page that had been written before");
    }

    private static void sameClaims(
            Incarnation before, Incarnation pod, Claims claims, OwnDeletions deletions, Findings findings) {
        Observation added = pod.lifetime().first();
        Map<String, String> old = claims.of(before);
        for (Map.Entry<String, String> mount : old.entrySet()) {
            String now = claims.of(pod).getOrDefault(mount.getKey(), "none");
            if (!now.equals(mount.getValue())) {
                findings.broken(
                        Words.pod(pod) + " was created " + Words.at(added) + " with claim " + now + " as its volume "
                                + mount.getKey() + ", but its predecessor (uid " + before.uid() + ") had "
                                + mount.getValue(),
                        before.lifetime().first(),
                        added);
                continue;
            }
            Optional<Lifetime> first =
                    claims.existing(now, before.lifetime().first().resourceVersion());
            Optional<Lifetime> second = claims.usedBy(pod, now);
            if (first.isPresent() && second.isPresent()) {
                sameClaim(pod, first.get(), second.get(), deletions, findings);
            }
        }
    }

    private static void sameClaim(
            Incarnation pod, Lifetime first, Lifetime second, OwnDeletions deletions, Findings findings) {
        Optional<String> volume = Claims.volumeName(first);
        boolean otherClaim = !first.uid().equals(second.uid());
        if (otherClaim && deletions.ofClaim(first).isEmpty()) {
            findings.broken(
                    Words.pod(pod) + " mounts claim " + second.name() + " of uid " + second.uid() + ", created "
                            + Words.at(second.first()) + ", but its predecessor mounted that of uid " + first.uid(),
                    first.last(),
                    second.first());
        } else if (!otherClaim && volumes(first) > 1) {
            findings.broken(
                    Words.pod(pod) + " mounts claim " + second.name() + ", which is bound to volume "
                            + volume.orElse("none") + " " + Words.at(second.last())
                            + ", but was bound to another before",
                    first.first(),
                    second.last());
        }
    }

    private static long volumes(Lifetime claim) {
        return claim.states().stream()
                .flatMap(state -> ClaimView.of(state).volumeName().stream())
                .distinct()
                .count();
    }
}
