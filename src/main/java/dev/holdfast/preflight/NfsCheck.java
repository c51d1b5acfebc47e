package dev.holdfast.preflight;

import dev.holdfast.cluster.Need;
import dev.holdfast.cluster.NfsExport;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.PodExec;
import dev.holdfast.storage.ClaimSource;
import dev.holdfast.storage.ExportedFolder;
import dev.holdfast.storage.StaticVolumes;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether nodes mount the NFS folder that was named, and this machine sees what a pod writes there. */
record NfsCheck(TrialNamespace ground, TrialObjects workload, NfsExport export) implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(NfsCheck.class);
    private static final String WHAT = "nfs";
    private static final String FILE = "written-by-preflight";

    /** What is found when no folder was named. */
    static Finding notNamed() {
        return Finding.limited(
                WHAT,
                Need.NFS,
                "no NFS server was named",
                "scenarios with @" + Need.NFS.tag() + " do not apply; name one with --nfs-server and --nfs-directory");
    }

    @Override
    public List<Finding> look() {
        String where = export.server() + ":" + export.path();
        Map<String, String> labels = ground.mark().labels(ground.part());
        StaticVolumes volumes = new StaticVolumes(export, ground.part(), labels);
        try {
            PersistentVolume volume = volumes.adapt(workload.volume());
            volume.getSpec().setPersistentVolumeReclaimPolicy("Retain");
            volumes.makeFolder(workload.volume());
            ground.client().resource(ground.mark().put(volume, ground.part())).create();
            ClaimSource source = ClaimSource.handMade(Map.of(Mark.PART, ground.part()));
            PersistentVolumeClaim claim = ground.create(workload.claim(source), "static");
            Pod pod = ground.create(workload.mounting(claim), "nfs");
            Optional<String> obstacle =
                    new PodWait(ground).obstacle(pod, ground.timeouts().podReady());
            if (obstacle.isPresent()) {
                return List.of(Finding.unfit(
                        WHAT,
                        "a pod cannot mount " + where + ": " + obstacle.get(),
                        "see that every node can mount it, and may write to it"));
            }
            return List.of(written(pod, volume, where));
        } catch (UncheckedIOException e) {
            return List.of(
                    Finding.unfit(WHAT, e.getMessage(), "name a folder that can be written to with --nfs-directory"));
        } finally {
            ground.cluster().beforeClose(() -> remove(volumes));
        }
    }

    private Finding written(Pod pod, PersistentVolume volume, String where) {
        new PodExec(ground.client(), ground.namespace(), ground.timeouts().command())
                .run(pod.getMetadata().getName(), List.of("sh", "-c", "echo seen > /data/" + FILE))
                .outputOf("writing to " + where);
        Optional<String> seen =
                new ExportedFolder(export).read(volume.getSpec().getNfs().getPath(), FILE);
        return seen.isPresent()
                ? Finding.fit(WHAT, "pods mount " + where + ", and what they write is seen in " + export.directory())
                : Finding.unfit(
                        WHAT,
                        "what a pod writes to " + where + " is not seen in " + export.directory(),
                        "name the same folder with --nfs-server and --nfs-directory");
    }

    private static void remove(StaticVolumes volumes) {
        try {
            volumes.removeFolders();
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
