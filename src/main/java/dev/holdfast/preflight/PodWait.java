package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Waits until a pod is Ready, or until it is clear that it will not be. */
record PodWait(TrialNamespace ground) {

    private static final Set<String> HOPELESS = Set.of(
            "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError");

    private static final Set<String> BEGUN =
            Set.of("CreateContainerError", "CreateContainerConfigError", "RunContainerError", "CrashLoopBackOff");

    /**
     * Waits.
     *
     * @param pod the pod, as it was made
     * @param patience how long
     * @return what stands in its way, as a clause, or nothing when it is Ready
     */
    Optional<String> obstacle(Pod pod, Duration patience) {
        try {
            Pod settled = ground.resource(pod)
                    .waitUntilCondition(
                            seen -> seen != null
                                    && (isReady(seen) || hopeless(seen).isPresent()),
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
            return isReady(settled) ? Optional.empty() : hopeless(settled);
        } catch (KubernetesClientTimeoutException late) {
            return Optional.of("it is not Ready after " + patience.toSeconds() + " s: " + lastWords(pod));
        }
    }

    /**
     * Waits until a node has the image of a pod, whether that can be run or not.
     *
     * @param pod the pod, as it was made
     * @param patience how long
     * @return what stands in its way, as a clause, or nothing when it is there
     */
    Optional<String> obstacleToPull(Pod pod, Duration patience) {
        try {
            Pod settled = ground.resource(pod)
                    .waitUntilCondition(
                            seen -> seen != null
                                    && (hasImage(seen) || unpullable(seen).isPresent()),
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
            return hasImage(settled) ? Optional.empty() : unpullable(settled);
        } catch (KubernetesClientTimeoutException late) {
            return Optional.of("it is not there after " + patience.toSeconds() + " s: " + lastWords(pod));
        }
    }

    /** Whatever becomes of a container, it has its image when it has begun, or could not begin for another reason. */
    private static boolean hasImage(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .anyMatch(state -> state != null
                        && (state.getTerminated() != null
                                || state.getRunning() != null
                                || (state.getWaiting() != null
                                        && BEGUN.contains(state.getWaiting().getReason()))));
    }

    private static Optional<String> unpullable(Pod pod) {
        return hopeless(pod).filter(why -> BEGUN.stream().noneMatch(why::startsWith));
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(each ->
                        each.getType().equals("Ready") && each.getStatus().equals("True"));
    }

    private static Optional<String> hopeless(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(state -> state.getWaiting())
                .filter(waiting -> HOPELESS.contains(waiting.getReason()))
                .map(PodWait::told)
                .findFirst();
    }

    private static String told(ContainerStateWaiting waiting) {
        return waiting.getReason() + (waiting.getMessage() == null ? "" : ": " + waiting.getMessage());
    }

    /** What the cluster said last of it: the scheduler, the volume controller or the node. */
    private String lastWords(Pod pod) {
        List<Event> events = ground.client()
                .v1()
                .events()
                .inNamespace(ground.namespace())
                .withField("involvedObject.uid", pod.getMetadata().getUid())
                .list()
                .getItems();
        return events.isEmpty()
                ? "nothing was said about it"
                : events.get(events.size() - 1).getReason() + ": "
                        + events.get(events.size() - 1).getMessage();
    }
}
