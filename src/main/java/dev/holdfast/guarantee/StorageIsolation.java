package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
        Claims claims = new Claims(history, subject);
        new SharedStorage(set, claims, findings).judge();
        List<Write> writes = Write.of(history, set, claims);
        List<Reading> readings = new ArrayList<>(history.readings(Reading.FILE));
        readings.addAll(history.readings(Reading.PAGE));
        int looks = 0;
        for (Reading reading : readings) {
            boolean elsewhere = false;
            for (Write write : writes) {
                if (write.index() < reading.index() && !at(write, reading, set, claims)) {
                    elsewhere = true;
                    leaked(write, reading, set, writes, claims, findings);
                }
            }
            looks += elsewhere ? 1 : 0;
        }
        if (looks > 0) {
            findings.judged();
        }
        return findings.verdict(
                "no two pods share storage, and " + looks
                        + " looks into other places found nothing that a pod had written" + " to its own",
                "nobody looked for what one pod of " + set.name() + " had written at another");
    }

    private static void leaked(
            Write write, Reading reading, SetTimeline set, List<Write> writes, Claims claims, Findings findings) {
        boolean own = writes.stream()
                .anyMatch(other -> other.content().equals(write.content()) && at(other, reading, set, claims));
        if (reading.answered() && !write.content().isEmpty() && reading.text().equals(write.content()) && !own) {
            findings.broken(
                    Words.quote(write.content()) + ", which only " + Words.pod(write.pod())
                            + " had written, was found at " + reading.subject(),
                    write.action(),
                    reading);
        }
    }

    /** Whether a reading was made where that write went: in the folder of its volume, or at the page of its ordinal. */
    private static boolean at(Write write, Reading reading, SetTimeline set, Claims claims) {
        if (reading.what().equals(Reading.PAGE)) {
            OptionalInt ordinal = Place.ofPage(reading, set);
            return ordinal.isPresent() && ordinal.getAsInt() == write.ordinal();
        }
        return write.claim()
                .flatMap(claims::folder)
                .map(folder -> reading.subject().startsWith(folder + "/"))
                .orElse(false);
    }
}
