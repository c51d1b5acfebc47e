package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.VolumeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a pod writes under its mount is in the folder of its claim's volume on the storage server. */
final class StorageMounted implements Guarantee {
    @Override
    public String id() {
        return "storage.mounted";
    }

    @Override
    public String statement() {
        return "A Pod's volumeMounts MUST mount the PersistentVolumes associated with its PersistentVolumeClaims";
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
        List<Write> writes = Write.of(history, set, claims);
        Optional<Verdict> elsewhere = elsewhere(writes, claims);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Set<String> seen = new TreeSet<>();
        Map<String, Long> overwritten = new HashMap<>();
        // From the last to the first, so that it is known when each file was written again.
        for (int i = writes.size() - 1; i >= 0; i--) {
            Write write = writes.get(i);
            Optional<String> folder = write.claim().flatMap(claims::folder);
            if (folder.isEmpty()) {
                findings.open(
                        "the volume into which " + Words.pod(write.pod()) + " wrote was not recorded", write.action());
                continue;
            }
            String path = folder.get() + "/" + write.file();
            Long end = Optional.ofNullable(overwritten.put(path, write.index())).orElse(Long.MAX_VALUE);
            lastReading(history, path, write.index(), end).ifPresent(reading -> {
                judge(write, path, reading, findings);
                seen.add(path);
            });
        }
        return findings.verdict(
                "what the pods wrote was in the folders of their volumes: " + Words.list(seen),
                "no file that a pod of " + set.name() + " had written was looked for on the storage server");
    }

    private static void judge(Write write, String path, Reading reading, Findings findings) {
        findings.judged();
        if (!reading.answered() || !reading.text().equals(write.content())) {
            findings.broken(
                    Words.pod(write.pod()) + " wrote " + Words.quote(write.content()) + " to " + write.file()
                            + " in its volume, but " + path + " on the storage server "
                            + (reading.answered() ? "held " + Words.quote(reading.text()) : "did not exist"),
                    write.action(),
                    reading);
        }
    }

    /** The last look at the file before something else was written to it. */
    private static Optional<Reading> lastReading(History history, String path, long from, long to) {
        return history.readings(Reading.FILE, path).stream()
                .filter(reading -> reading.index() > from && reading.index() < to)
                .reduce((earlier, later) -> later);
    }

    /** The verdict when what was written lies on volumes that are recorded and of another kind than NFS. */
    private static Optional<Verdict> elsewhere(List<Write> writes, Claims claims) {
        for (Write write : writes) {
            Optional<Observation> volume = write.claim().flatMap(claims::volume);
            if (volume.isPresent() && VolumeView.of(volume.get()).nfsPath().isEmpty()) {
                return Optional.of(Verdict.notApplicable("volume "
                        + volume.get().object().name() + " is no NFS volume, so its folder cannot be looked into"));
            }
        }
        return Optional.empty();
    }
}
