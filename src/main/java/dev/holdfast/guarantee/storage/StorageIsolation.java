package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Each pod has storage of its own: what one wrote is seen at no other, and no two share a claim, a volume or what backs it. */
public final class StorageIsolation extends StorageGuarantee {
    public StorageIsolation() {
        super(Promise.of(
                        "storage.isolation",
                        "Each Pod MUST receive PersistentVolumes of its own: what one Pod writes MUST NOT appear in the storage of another")
                .otherwise(Harm.DATA, "Members overwrite the data of each other")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM, Kinds.VOLUME));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Claims claims = Claims.of(set);
        new SharedStorage(set, claims, findings).judge();
        int looks = looks(context.history(), set, claims, findings);
        if (looks > 0) {
            findings.judged();
        }
        return findings.verdict(
                "no two pods share storage, and " + looks
                        + " looks into other places found nothing that a pod had written" + " to its own",
                "nobody looked for what one pod of " + set.name() + " had written at another");
    }

    /** Judges each reading; returns how many looked where something that was written before did not belong. */
    private static int looks(History history, SetTimeline set, Claims claims, Findings findings) {
        StorageLocation place = StorageLocation.of(set, claims);
        List<WrittenFile> writes = WrittenFile.of(history, set, claims);
        Map<String, List<WrittenFile>> writers = writes.stream().collect(Collectors.groupingBy(WrittenFile::content));
        List<ExternalRead> readings = new ArrayList<>(history.readings(ExternalRead.FILE));
        readings.addAll(history.readings(ExternalRead.PAGE));
        int looks = 0;
        for (ExternalRead reading : readings) {
            OptionalInt at = place.of(reading);
            looks += writes.stream().anyMatch(write -> before(write, reading) && elsewhere(write, at)) ? 1 : 0;
            if (reading.answered() && !reading.text().isEmpty()) {
                leaked(reading, at, writers.getOrDefault(reading.text(), List.of()), findings);
            }
        }
        return looks;
    }

    private static void leaked(ExternalRead reading, OptionalInt at, List<WrittenFile> writers, Findings findings) {
        List<WrittenFile> before =
                writers.stream().filter(write -> before(write, reading)).toList();
        if (!before.isEmpty() && before.stream().allMatch(write -> elsewhere(write, at))) {
            WrittenFile write = before.get(0);
            findings.broken(
                    Phrases.quote(write.content()) + ", which only " + Phrases.pod(write.pod())
                            + " had written, was found at " + reading.subject(),
                    write.action(),
                    reading);
        }
    }

    private static boolean before(WrittenFile write, ExternalRead reading) {
        return write.index() < reading.index();
    }

    private static boolean elsewhere(WrittenFile write, OptionalInt at) {
        return at.isEmpty() || at.getAsInt() != write.ordinal();
    }
}
