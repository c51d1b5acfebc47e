package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.VolumeView;
import java.util.List;
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
        Claims claims = new Claims(history, subject);
        List<Write> writes = Write.of(history, set, claims);
        Optional<Verdict> elsewhere = elsewhere(writes, claims);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Set<String> seen = new TreeSet<>();
        for (Write write : writes) {
            Optional<String> folder = write.claim().flatMap(claims::folder);
            if (folder.isEmpty()) {
                findings.open(
                        "the volume into which " + Words.pod(write.pod()) + " wrote was not recorded", write.action());
                continue;
            }
            String path = folder.get() + "/" + write.file();
            lastReading(history, path, write, writes).ifPresent(reading -> {
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
    private static Optional<Reading> lastReading(History history, String path, Write write, List<Write> writes) {
        long end = writes.stream()
                .filter(other -> other.ordinal() == write.ordinal()
                        && other.file().equals(write.file())
                        && other.index() > write.index())
                .mapToLong(Write::index)
                .min()
                .orElse(Long.MAX_VALUE);
        return history.readings(Reading.FILE).stream()
                .filter(reading -> reading.subject().equals(path))
                .filter(reading -> reading.index() > write.index() && reading.index() < end)
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
