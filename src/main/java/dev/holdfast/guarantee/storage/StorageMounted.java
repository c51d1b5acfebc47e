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
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.ControllerActivity.InVain;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.VolumeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a pod writes under its mount is in the folder of its claim's volume on the storage server. */
public final class StorageMounted extends StorageGuarantee {
    public StorageMounted() {
        super(Promise.of(
                        "storage.mounted",
                        "A Pod's volumeMounts MUST mount the PersistentVolumes associated with its PersistentVolumeClaims")
                .otherwise(Harm.DATA, "What the pod writes stays in its container and is lost with it")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM, Kinds.VOLUME)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Claims claims = Claims.of(set);
        List<WrittenFile> writes = WrittenFile.of(context.history(), set, claims);
        Optional<Verdict> elsewhere = elsewhere(writes, claims);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Set<String> seen = new TreeSet<>();
        Map<String, Long> overwritten = new HashMap<>();
        // From the last to the first, so that it is known when each file was written again.
        for (int i = writes.size() - 1; i >= 0; i--) {
            WrittenFile write = writes.get(i);
            Optional<String> folder = write.claim().flatMap(claims::folder);
            if (folder.isEmpty()) {
                findings.open(
                        "the volume into which " + Phrases.pod(write.pod()) + " wrote was not recorded",
                        write.action());
                continue;
            }
            String path = folder.get() + "/" + write.file();
            Long end = Optional.ofNullable(overwritten.put(path, write.index())).orElse(Long.MAX_VALUE);
            lastReading(context.history(), path, write.index(), end).ifPresent(reading -> {
                judge(write, path, reading, ControllerActivity.of(set), findings);
                seen.add(path);
            });
        }
        return findings.verdict(
                "what the pods wrote was in the folders of their volumes: " + Phrases.list(seen),
                "no file that a pod of " + set.name() + " had written was looked for on the storage server");
    }

    private static void judge(
            WrittenFile write, String path, ExternalRead reading, ControllerActivity activity, Findings findings) {
        findings.judged();
        if (!reading.answered() || !reading.text().equals(write.content())) {
            String sentence = Phrases.pod(write.pod()) + " wrote " + Phrases.quote(write.content()) + " to "
                    + write.file() + " in its volume, but " + path + " on the storage server "
                    + (reading.answered() ? "held " + Phrases.quote(reading.text()) : "did not exist");
            Optional<InVain> inVain = activity.inVainAfter(reading);
            if (inVain.flatMap(InVain::control).isPresent()) {
                findings.broken(sentence, write.action(), reading);
            } else if (inVain.isPresent()) {
                findings.open(sentence + inVain.get().clause(), write.action(), reading);
            } else {
                findings.overdue(sentence, write.action(), reading);
            }
        }
    }

    /** The last look at the file before something else was written to it. */
    private static Optional<ExternalRead> lastReading(History history, String path, long from, long to) {
        return history.readings(ExternalRead.FILE, path).stream()
                .filter(reading -> reading.index() > from && reading.index() < to)
                .reduce((earlier, later) -> later);
    }

    /** The verdict when what was written lies on volumes that are recorded and of another kind than NFS. */
    private static Optional<Verdict> elsewhere(List<WrittenFile> writes, Claims claims) {
        for (WrittenFile write : writes) {
            Optional<Observation> volume = write.claim().flatMap(claims::volume);
            if (volume.isPresent() && VolumeView.of(volume.get()).nfsPath().isEmpty()) {
                return Optional.of(Verdict.notApplicable("volume "
                        + volume.get().object().name() + " is no NFS volume, so its folder cannot be looked into"));
            }
        }
        return Optional.empty();
    }
}
