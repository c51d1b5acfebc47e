package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Deletes pods that belonged to a set and belong to nobody any more. */
record OrphanKiller(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (orphaned(before, now)) {
            delete(scene, now.getMetadata().getName());
        }
    }

    private static boolean orphaned(Pod before, Pod now) {
        return PodFacts.ofKind(before, "StatefulSet")
                && PodFacts.controller(now).isEmpty();
    }

    private static void delete(Scene scene, String pod) {
        scene.client().pods().inNamespace(scene.namespace()).withName(pod).delete();
    }

    /** Does so only when a set has taken them in again, so that it has to make others. */
    static FaultInjection.Course onAdoption(Scene scene) {
        Set<String> orphans = ConcurrentHashMap.newKeySet();
        Onlooker<Pod> pods = new Onlooker<>() {
            @Override
            public void changed(Pod before, Pod now) {
                if (orphaned(before, now)) {
                    orphans.add(now.getMetadata().getName());
                }
            }
        };
        Onlooker<StatefulSet> sets = new Onlooker<>() {
            @Override
            public void appeared(StatefulSet set) {
                orphans.stream()
                        .filter(pod -> pod.startsWith(set.getMetadata().getName() + "-"))
                        .forEach(pod -> delete(scene, pod));
            }
        };
        FaultInjection.Course ofPods = scene.watchPods(pods);
        FaultInjection.Course ofSets = scene.watchSets(sets);
        return () -> {
            ofPods.close();
            ofSets.close();
        };
    }
}
