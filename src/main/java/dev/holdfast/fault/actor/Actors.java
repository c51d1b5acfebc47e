package dev.holdfast.fault.actor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everybody who acts in faults, by the names that faults call them by. */
public final class Actors {

    /** Those who look into the folders of volumes. */
    private static final Map<String, Actor> IN_FOLDERS = Map.of(
            "empty-folder-of-ended-pod", scene -> scene.watchPods(new FolderWiper(new Folders(scene))),
            "swap-folders-of-ended-pods", scene -> scene.watchPods(new FolderSwapper(new Folders(scene))),
            "hand-down-folders-of-ended-pods", scene -> scene.watchPods(new FolderHeir(new Folders(scene))));

    /** Those who lay hands on nodes, or wait for somebody who does. */
    private static final Map<String, Actor> ON_NODES = Map.of(
            "freeze-kubelets-and-fence",
            KubeletFreezer::begin,
            "force-deletions-on-unreachable-nodes",
            scene -> scene.watchPods(new UnreachableForcer(scene)),
            "delete-pods-of-closed-nodes",
            scene -> scene.watchNodes(new Drainer(scene)),
            "delete-pods-when-kubelets-start",
            RestartEvictor::begin,
            "force-deletions-when-nodes-are-back",
            scene -> scene.watchNodes(new ReturnForcer(scene)));

    /** Those who need nothing but rights on the API. */
    private static final Map<String, Actor> WITH_RIGHTS = Map.ofEntries(
            Map.entry("reap-claims-after-scaling-down", ClaimReaper::afterScalingDown),
            Map.entry("reap-claims-after-deletion", ClaimReaper::afterDeletion),
            Map.entry("replace-claims-of-ending-pods", scene -> scene.watchPods(new ClaimSwapper(scene))),
            Map.entry("give-claims-to-ending-pods", scene -> scene.watchPods(new ClaimGiver(scene))),
            Map.entry("reap-service-after-deletion", scene -> scene.watchSets(new ServiceReaper(scene))),
            Map.entry("force-deletions", scene -> scene.watchPods(new ForceDeleter(scene))),
            Map.entry("forge-status-of-ending-pods", scene -> scene.watchPods(new StatusForger(scene))),
            Map.entry("delete-orphans", scene -> scene.watchPods(new OrphanKiller(scene))),
            Map.entry("delete-orphans-on-adoption", OrphanKiller::onAdoption),
            Map.entry("relabel-instead-of-update", scene -> scene.watchSets(new Relabeller(scene))),
            Map.entry("restart-first-pod-on-scaling", scene -> scene.watchSets(new Toucher(scene))),
            Map.entry("delete-revision-before", scene -> scene.watchSets(new RevisionDeleter(scene))),
            Map.entry("revive-pods-of-deployments", scene -> scene.watchPods(new Reviver(scene))));

    private Actors() {}

    /**
     * Who is called by a name.
     *
     * @param name the name
     * @return the actor, or nothing when nobody is
     */
    public static Optional<Actor> named(String name) {
        return Optional.ofNullable(WITH_RIGHTS.getOrDefault(name, IN_FOLDERS.getOrDefault(name, ON_NODES.get(name))));
    }

    /** {@return the names of those who look into the folders of volumes} */
    public static Set<String> inFolders() {
        return new TreeSet<>(IN_FOLDERS.keySet());
    }

    /** {@return the names of those who lay hands on nodes} */
    public static Set<String> onNodes() {
        return new TreeSet<>(ON_NODES.keySet());
    }
}
