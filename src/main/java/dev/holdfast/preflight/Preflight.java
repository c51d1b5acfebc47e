package dev.holdfast.preflight;

import dev.holdfast.cluster.Capabilities;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Need;
import dev.holdfast.cluster.Progress;
import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.cluster.chosen.Examination;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.ownership.Sweep;
import dev.holdfast.scenario.Timeouts;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Looks at a cluster before the first scenario: first at what can be asked, then, when nothing is in the way, at what has
 * to be tried out. Everything that is found is told, not only the first thing.
 *
 * @param manifests the project's manifests
 * @param timeouts how patient to be
 * @param set the set of the user's own that the run is about, if it is about one
 */
public record Preflight(Path manifests, Timeouts timeouts, Optional<SetManifests> set) implements Examination {

    @Override
    public void examine(ChosenCluster cluster, Progress progress) {
        progress.say("Looking at " + cluster.told() + " (" + cluster.client().getMasterUrl() + ")");
        try (ConcurrentTasks crew = new ConcurrentTasks()) {
            Rights rights = new Rights(cluster.client(), crew);
            NodesCheck nodes = new NodesCheck(cluster.client(), rights);
            Log log = new Log(progress);
            log.add(crew.all(List.of(
                    new VersionCheck(cluster.kubernetesVersion())::look,
                    new RightsCheck(rights, new Roles(manifests), cluster.namespace())::look,
                    nodes::look)));
            set.ifPresent(own -> log.add(List.of(new SetRightsCheck(rights, own).look())));
            if (log.unfit() == 0) {
                tryOut(cluster, crew, log);
            } else {
                progress.say("  storage, images, DNS and quotas can only be tried out when this is mended");
            }
            log.end();
            cluster.namespace().ifPresent(shared -> log.missing.put(Need.OWN_NAMESPACE, Capabilities.shared(shared)));
            Capabilities.fewNodes(nodes.schedulable().size()).ifPresent(why -> log.missing.put(Need.THREE_NODES, why));
            cluster.found(Capabilities.found(log.missing), nodes.schedulable(), hidden(rights));
        }
    }

    private void tryOut(ChosenCluster cluster, ConcurrentTasks crew, Log log) {
        TrialNamespace ground = new TrialNamespace(cluster, timeouts);
        Sweep sweep = new Sweep(cluster.client(), cluster.namespace());
        cluster.beforeClose(() -> sweep.run(ground.mark().run(), timeouts.runGone()));
        try (ShutdownHook interrupted =
                new ShutdownHook(() -> sweep.run(ground.mark().run(), Sweep.INTERRUPTED))) {
            sweep.beginForgotten()
                    .forEach(left -> log.add(
                            List.of(List.of(Finding.fit("cleanup", "removed what an earlier run left: " + left)))));
            ground.prepare();
            TrialObjects workload = new TrialObjects(manifests, cluster.images());
            log.add(crew.all(List.of(
                    safely("admission", new AdmissionCheck(ground, workload)),
                    safely("quota", new QuotaCheck(ground)),
                    safely("strategy", new StrategyCheck(ground)))));
            if (log.unfit() > 0) {
                return;
            }
            ImageCheck web = new ImageCheck(ground, workload, "web");
            ImageCheck tools = new ImageCheck(ground, workload, "tools");
            List<Callable<List<Finding>>> trials = new ArrayList<>(List.of(
                    safely("image", web),
                    safely("image", new ImageCheck(ground, workload, "web-next")),
                    safely("image", tools)));
            // A set without claims needs no volumes, wherever they might come from.
            if (set.map(SetManifests::claims).orElse(true)) {
                trials.add(safely("storage", new StorageCheck(ground, workload)));
            }
            if (cluster.nfs().isEmpty()) {
                trials.add(() -> List.of(NfsCheck.notNamed()));
            } else if (!log.missing.containsKey(Need.NFS)) {
                trials.add(safely(
                        "nfs", new NfsCheck(ground, workload, cluster.nfs().get())));
            }
            set.ifPresent(own -> trials.add(safely("your set", new SetImagesCheck(ground, workload, own))));
            log.add(crew.all(trials));
            tools.running().ifPresent(pod -> log.add(List.of(new NetworkCheck(ground, pod, web.running()).look())));
        } catch (KubernetesClientException refused) {
            throw new ClusterRefusedException("the cluster refused to try something out: " + Refusal.of(refused));
        } finally {
            sweep.begin(ground.mark().run());
        }
    }

    /** What cannot be looked at is no reason not to look at the rest. */
    private static Callable<List<Finding>> safely(String what, Check check) {
        return () -> {
            try {
                return check.look();
            } catch (KubernetesClientException refused) {
                return List.of(Finding.unfit(
                        what, "cannot be tried out: " + Refusal.of(refused), "see what the cluster says"));
            }
        };
    }

    private static Set<String> hidden(Rights rights) {
        Set<String> hidden = new HashSet<>();
        Map.of("nodes", "Node", "persistentvolumes", "PersistentVolume").forEach((resource, kind) -> {
            if (!rights.visible(resource)) {
                hidden.add(kind);
            }
        });
        return hidden;
    }

    /** What was found up to now. */
    private static final class Log {

        private final Progress progress;
        private final Map<Need, String> missing = new EnumMap<>(Need.class);
        private int unfit;

        Log(Progress progress) {
            this.progress = progress;
        }

        void add(List<List<Finding>> all) {
            for (List<Finding> findings : all) {
                for (Finding each : findings) {
                    progress.say(each.lines());
                    each.missing().forEach(missing::putIfAbsent);
                    unfit += each.level() == Finding.Level.UNFIT ? 1 : 0;
                }
            }
        }

        int unfit() {
            return unfit;
        }

        void end() {
            if (unfit > 0) {
                throw new ClusterRefusedException("the cluster is not fit for a run: see "
                        + (unfit == 1 ? "the line" : "the " + unfit + " lines") + " with ✗ above");
            }
        }
    }
}
