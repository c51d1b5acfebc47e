package dev.holdfast.fault.actor;

import dev.holdfast.cluster.Affliction;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.BiPredicate;

/** Takes away the claims of pods that are gone, as somebody does who tidies up volumes that nothing uses. */
final class ClaimReaper extends Onlooker<Pod> {

    private final Scene scene;
    private final BiPredicate<Pod, StatefulSet> tidies;

    private ClaimReaper(Scene scene, BiPredicate<Pod, StatefulSet> tidies) {
        this.scene = scene;
        this.tidies = tidies;
    }

    /** Does so when the set does not want the pod any more. */
    static Affliction.Course afterScalingDown(Scene scene) {
        return begin(new ClaimReaper(
                scene,
                (pod, set) ->
                        set != null && PodFacts.ordinal(pod) >= set.getSpec().getReplicas()));
    }

    /** Does so when the set is gone too. */
    static Affliction.Course afterDeletion(Scene scene) {
        return begin(new ClaimReaper(
                scene, (pod, set) -> set == null || set.getMetadata().getDeletionTimestamp() != null));
    }

    private static Affliction.Course begin(ClaimReaper reaper) {
        Scene scene = reaper.scene;
        SharedIndexInformer<Pod> informer =
                scene.client().pods().inNamespace(scene.namespace()).inform(reaper);
        return informer::close;
    }

    @Override
    void gone(Pod pod) {
        if (!PodFacts.ofKind(pod, "StatefulSet")) {
            return;
        }
        StatefulSet set = scene.client()
                .apps()
                .statefulSets()
                .inNamespace(scene.namespace())
                .withName(PodFacts.controller(pod).orElseThrow().getName())
                .get();
        if (tidies.test(pod, set)) {
            PodFacts.claims(pod).forEach(claim -> scene.client()
                    .persistentVolumeClaims()
                    .inNamespace(scene.namespace())
                    .withName(claim)
                    .delete());
        }
    }
}
