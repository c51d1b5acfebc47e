package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.ClaimView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A pod that was remade mounts the same claim on the same volume, and the data of its predecessor is there. */
public final class StorageRebind extends StorageGuarantee {
    public StorageRebind() {
        super(Promise.of(
                        "storage.rebind",
                        "When a Pod is rescheduled or recreated, its volumeMounts MUST mount the PersistentVolumes of the same"
                                + " PersistentVolumeClaims, with the data written before")
                .otherwise(Harm.DATA, "A member that comes back has lost its data, or has the data of another")
                .documentedAt(
                        "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#writing-to-stable-storage")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Claims claims = Claims.of(set);
        KeptPages pages = new KeptPages(context.history(), set, claims, context.attribution(), context.findings());
        Set<String> rebound = new TreeSet<>();
        for (int ordinal : set.ordinals()) {
            Incarnation before = null;
            for (Incarnation pod : set.incarnations(ordinal)) {
                if (!pod.ofSet()) {
                    continue;
                }
                if (before != null) {
                    sameClaims(before, pod, claims, context);
                    if (pages.judge(pod)) {
                        rebound.add(Phrases.pod(pod));
                    }
                }
                before = pod;
            }
        }
        return context.findings()
                .verdict(
                        "the same claim, the same volume and the page written before were found by "
                                + Phrases.list(rebound),
                        "no pod of " + set.name()
                                + " was remade and then asked for a page that had been written before");
    }

    private static void sameClaims(Incarnation before, Incarnation pod, Claims claims, JudgingContext context) {
        Observation added = pod.lifetime().first();
        Map<String, String> old = claims.of(before);
        for (Map.Entry<String, String> mount : old.entrySet()) {
            if (!claims.templates(pod).contains(mount.getKey())) {
                // Another set of that name has other claim templates.
                continue;
            }
            String now = claims.of(pod).getOrDefault(mount.getKey(), "none");
            if (!now.equals(mount.getValue())) {
                context.findings()
                        .broken(
                                Phrases.pod(pod) + " was created " + Phrases.at(added) + " with claim " + now
                                        + " as its volume "
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
                sameClaim(pod, first.get(), second.get(), context);
            }
        }
    }

    private static void sameClaim(Incarnation pod, Lifetime first, Lifetime second, JudgingContext context) {
        Optional<String> volume = Claims.volumeName(first);
        if (!first.uid().equals(second.uid())) {
            context.replaced(
                    first,
                    second,
                    Phrases.pod(pod) + " mounts claim " + second.name() + " of uid " + second.uid() + ", created "
                            + Phrases.at(second.first()) + ", but its predecessor mounted that of uid " + first.uid(),
                    first.last(),
                    second.first());
        } else if (volumes(first) > 1) {
            context.findings()
                    .broken(
                            Phrases.pod(pod) + " mounts claim " + second.name() + ", which is bound to volume "
                                    + volume.orElse("none") + " " + Phrases.at(second.last())
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
