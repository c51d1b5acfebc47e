package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Phrases;
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
        Set<String> rebound = new TreeSet<>();
        ReturnedPods.judge(context, (before, pod) -> true).forEach(each -> rebound.add(Phrases.pod(each.pod())));
        return context.findings()
                .verdict(
                        "the same claim, the same volume and the page written before were found by "
                                + Phrases.list(rebound),
                        "no pod of " + context.name()
                                + " was remade and then asked for a page that had been written before");
    }
}
