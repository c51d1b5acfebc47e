package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Each pod has storage of its own: what one wrote is seen at no other, and no two share a claim, a volume or what backs it. */
final class StorageIsolation implements Guarantee {
    @Override
    public String id() {
        return "storage.isolation";
    }

    @Override
    public String statement() {
        return "Each Pod MUST receive PersistentVolumes of its own: what one Pod writes MUST NOT appear in the storage of another";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        Optional<Verdict> notPromised = Claims.notPromised(set, subject);
        if (notPromised.isPresent()) {
            return notPromised.get();
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.CLAIM, Kinds.VOLUME);
        Claims claims = Claims.of(history, subject);
        new SharedStorage(set, claims, findings).judge();
        int looks = looks(history, set, claims, findings);
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
        Place place = new Place(set, claims);
        List<Write> writes = Write.of(history, set, claims);
        Map<String, List<Write>> writers = writes.stream().collect(Collectors.groupingBy(Write::content));
        List<Reading> readings = new ArrayList<>(history.readings(Reading.FILE));
        readings.addAll(history.readings(Reading.PAGE));
        int looks = 0;
        for (Reading reading : readings) {
            OptionalInt at = place.of(reading);
            looks += writes.stream().anyMatch(write -> before(write, reading) && elsewhere(write, at)) ? 1 : 0;
            if (reading.answered() && !reading.text().isEmpty()) {
                leaked(reading, at, writers.getOrDefault(reading.text(), List.of()), findings);
            }
        }
        return looks;
    }

    private static void leaked(Reading reading, OptionalInt at, List<Write> writers, Findings findings) {
        List<Write> before =
                writers.stream().filter(write -> before(write, reading)).toList();
        if (!before.isEmpty() && before.stream().allMatch(write -> elsewhere(write, at))) {
            Write write = before.get(0);
            findings.broken(
                    Words.quote(write.content()) + ", which only " + Words.pod(write.pod())
                            + " had written, was found at " + reading.subject(),
                    write.action(),
                    reading);
        }
    }

    private static boolean before(Write write, Reading reading) {
        return write.index() < reading.index();
    }

    private static boolean elsewhere(Write write, OptionalInt at) {
        return at.isEmpty() || at.getAsInt() != write.ordinal();
    }
}
