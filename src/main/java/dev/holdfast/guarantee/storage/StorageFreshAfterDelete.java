package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A claim that is made again under its name begins empty: nothing is in it that was written into the one before. */
public final class StorageFreshAfterDelete extends StorageGuarantee {
    public StorageFreshAfterDelete() {
        super(Promise.of(
                        "storage.fresh-after-delete",
                        "A PersistentVolumeClaim that is created in place of one that was deleted MUST start empty, where the reclaim"
                                + " policy of its volumes is Delete")
                .otherwise(Harm.DATA, "A new member begins with the data of one that was given up")
                .documentedAt("https://kubernetes.io/docs/concepts/storage/persistent-volumes/#delete")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        List<WrittenFile> writes = WrittenFile.of(context.history(), context.set(), claims);
        StorageLocation place = StorageLocation.of(context.set(), claims);
        Set<Integer> fresh = new TreeSet<>();
        for (ExternalRead page : context.history().readings(ExternalRead.PAGE)) {
            place.of(page).ifPresent(ordinal -> holder(context, ordinal, page)
                    .filter(pod -> page.answered() && judge(pod, page, writes, claims, context))
                    .ifPresent(pod -> fresh.add(ordinal)));
        }
        return context.findings()
                .verdict(
                        "nothing of what had been written before was found by the pods " + Phrases.list(fresh),
                        "no pod of " + context.name()
                                + " was asked for a page whose claim had taken the place of one into which a page had been"
                                + " written");
    }

    /** The pod that answered: the last that was Ready by then. */
    private static Optional<Incarnation> holder(JudgingContext context, int ordinal, ExternalRead page) {
        return context.set().incarnations(ordinal).stream()
                .filter(pod -> pod.firstReady()
                        .filter(ready -> ready.index() < page.index())
                        .isPresent())
                .reduce((one, other) -> other);
    }

    /** Judges a page; tells whether there was anything that must not be in it. */
    private static boolean judge(
            Incarnation pod, ExternalRead page, List<WrittenFile> writes, Claims claims, JudgingContext context) {
        List<Lifetime> own = claims.of(pod).values().stream()
                .flatMap(name -> claims.usedBy(pod, name).stream())
                .toList();
        List<WrittenFile> former = writes.stream()
                .filter(write -> write.claim()
                        .filter(claim -> own.stream().anyMatch(now -> succeeds(now, claim)))
                        .isPresent())
                .toList();
        boolean written = writes.stream().anyMatch(write -> write.index() < page.index() && write.pod() == pod);
        if (former.isEmpty() || written) {
            return false;
        }
        context.findings().judged();
        former.stream()
                .filter(write -> page.served() && page.text().equals(write.content()))
                .findFirst()
                .ifPresent(write -> found(pod, page, write, own, context));
        return true;
    }

    private static boolean succeeds(Lifetime now, Lifetime before) {
        return now.name().equals(before.name())
                && before.deleted()
                        .filter(gone -> gone.resourceVersion() < now.first().resourceVersion())
                        .isPresent();
    }

    private static void found(
            Incarnation pod, ExternalRead page, WrittenFile write, List<Lifetime> own, JudgingContext context) {
        Lifetime before = write.claim().orElseThrow();
        Observation made = own.stream()
                .filter(now -> succeeds(now, before))
                .findFirst()
                .orElseThrow()
                .first();
        context.findings()
                .broken(
                        Phrases.pod(pod) + " answered " + Phrases.quote(page.text()) + " at " + page.subject()
                                + " from claim " + before.name() + " (uid "
                                + made.object().uid() + "), created "
                                + Phrases.at(made) + ", but that had been written into the one before (uid "
                                + before.uid() + ")",
                        write.action(),
                        made,
                        page);
    }
}
