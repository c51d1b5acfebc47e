package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** Whether nodes can run an image: a pod is made of it. */
final class ImageCheck implements Check {

    private static final String WHAT = "image";

    private final TrialNamespace ground;
    private final TrialObjects workload;
    private final String role;
    private Optional<Pod> running = Optional.empty();

    ImageCheck(TrialNamespace ground, TrialObjects workload, String role) {
        this.ground = ground;
        this.workload = workload;
        this.role = role;
    }

    @Override
    public List<Finding> look() {
        String image = role + " (" + workload.image(role) + ")";
        Pod pod = ground.create(workload.pod(role), role);
        Optional<String> obstacle =
                new PodWait(ground).obstacle(pod, ground.timeouts().podReady());
        if (obstacle.isPresent()) {
            return List.of(Finding.unfit(
                    WHAT,
                    image + " does not run: " + obstacle.get(),
                    "have nodes pull or import it, or name another with --image " + role + "=REFERENCE"));
        }
        running = Optional.of(ground.resource(pod).get());
        return List.of(Finding.fit(WHAT, image + " runs"));
    }

    /** {@return the pod, when it runs} */
    Optional<Pod> running() {
        return running;
    }
}
