package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes away the claims of pods that are not wanted any more, as somebody does who tidies up volumes. They are told to go as
 * soon as that is known, and go with their pods.
 */
final class ClaimReaper {

    private final Scene scene;

    private ClaimReaper(Scene scene) {
        this.scene = scene;
    }

    /** Does so when a set is scaled down. */
    static FaultInjection.Course afterScalingDown(Scene scene) {
        ClaimReaper reaper = new ClaimReaper(scene);
        FaultInjection.Course pods = scene.watchPods(new Onlooker<>() {
            @Override
            public void changed(Pod before, Pod now) {
                if (PodFacts.beginsToEnd(before, now) && reaper.scaledAway(now)) {
                    PodFacts.claims(now).forEach(reaper::reap);
                }
            }
        });
        return pods;
    }

    /** Does so when a set is deleted, whose pods may be gone by then. */
    static FaultInjection.Course afterDeletion(Scene scene) {
        ClaimReaper reaper = new ClaimReaper(scene);
        Map<String, Set<String>> claims = new ConcurrentHashMap<>();
        FaultInjection.Course pods = scene.watchPods(new Onlooker<>() {
            @Override
            public void appeared(Pod pod) {
                PodFacts.controller(pod).ifPresent(owner -> claims.computeIfAbsent(
                                owner.getName(), any -> ConcurrentHashMap.newKeySet())
                        .addAll(PodFacts.claims(pod)));
            }
        });
        FaultInjection.Course sets = scene.watchSets(new Onlooker<>() {
            @Override
            public void gone(StatefulSet set) {
                claims.getOrDefault(set.getMetadata().getName(), Set.of()).forEach(reaper::reap);
            }
        });
        return () -> {
            sets.close();
            pods.close();
        };
    }

    private boolean scaledAway(Pod pod) {
        if (!PodFacts.ofKind(pod, "StatefulSet")) {
            return false;
        }
        StatefulSet set = scene.client()
                .apps()
                .statefulSets()
                .inNamespace(scene.namespace())
                .withName(PodFacts.controller(pod).orElseThrow().getName())
                .get();
        return set != null && PodFacts.ordinal(pod) >= set.getSpec().getReplicas();
    }

    private void reap(String claim) {
        scene.client()
                .persistentVolumeClaims()
                .inNamespace(scene.namespace())
                .withName(claim)
                .delete();
    }
}
