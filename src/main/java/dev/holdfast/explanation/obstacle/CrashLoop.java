package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container that ends again and again. Between two ends it runs for a moment, so that the kubelet says CrashLoopBackOff at
 * some moments only; three ends, the last within the ten minutes after which the kubelet forgets them, are the same.
 */
final class CrashLoop implements ObstacleRule {

    private static final String BACK_OFF = "CrashLoopBackOff";
    private static final int ENDS = 3;
    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return Containers.of(replica).stream()
                .filter(container -> !Boolean.TRUE.equals(container.getReady()))
                .flatMap(container -> of(replica, container, snapshot).stream())
                .findFirst();
    }

    /**
     * The same for a pod that is Ready at this moment: a container without a readiness probe is, as soon as it runs. It counts
     * until it has run for longer than it did the time before.
     *
     * @param replica an ordinal whose pod is available
     * @param snapshot what the server has
     */
    static Optional<PodObstacle> betweenTwoEnds(Replica replica, SetSnapshot snapshot) {
        return Containers.main(replica).stream()
                .filter(container ->
                        container.getLastState() != null && hasYetToOutliveItself(container, snapshot.at()))
                .flatMap(container -> of(replica, container, snapshot).stream())
                .findFirst();
    }

    private static boolean hasYetToOutliveItself(ContainerStatus container, Instant at) {
        Optional<Duration> before = Optional.ofNullable(container.getLastState().getTerminated())
                .flatMap(end -> between(end.getStartedAt(), Moments.of(end.getFinishedAt())));
        Optional<Duration> now = Optional.ofNullable(container.getState())
                .map(ContainerState::getRunning)
                .flatMap(running -> between(running.getStartedAt(), Optional.of(at)));
        return before.isPresent()
                && now.isPresent()
                && before.get().compareTo(FORGOTTEN) < 0
                && now.get().compareTo(before.get().multipliedBy(2).plus(A_MOMENT)) < 0;
    }

    private static Optional<Duration> between(String from, Optional<Instant> to) {
        return Moments.of(from).flatMap(begin -> to.map(end -> Duration.between(begin, end)));
    }

    private static Optional<PodObstacle> of(Replica replica, ContainerStatus container, SetSnapshot snapshot) {
        Optional<ContainerStateTerminated> end = Containers.lastEnd(container);
        boolean backOff = Containers.waiting(container)
                .filter(waiting -> BACK_OFF.equals(waiting.getReason()))
                .isPresent();
        int restarts = Optional.ofNullable(container.getRestartCount()).orElse(0);
        if (!backOff && (end.isEmpty() || restarts == 0)) {
            return Optional.empty();
        }
        boolean recent = end.flatMap(each -> Moments.of(each.getFinishedAt()))
                .map(at -> Duration.between(at, snapshot.at()).compareTo(FORGOTTEN) < 0)
                .orElse(false);
        if (!backOff && !recent) {
            return Optional.empty();
        }
        String how = end.map(CrashLoop::words).orElse("");
        List<Evidence> evidence = evidence(replica, container, snapshot);
        Optional<Instant> since = end.flatMap(each -> Moments.of(each.getFinishedAt()));
        return Optional.of(
                backOff || restarts >= ENDS
                        ? PodObstacle.stays(
                                replica.name(),
                                ObstacleKind.CRASH_LOOP,
                                "crashes again and again, " + restarts + (restarts == 1 ? " restart: " : " restarts: ")
                                        + "container " + container.getName() + how,
                                first(replica, snapshot).or(() -> since),
                                evidence,
                                new Remedy(
                                        "read its last words",
                                        "kubectl logs -n " + snapshot.desired().namespace() + " " + replica.name()
                                                + " -c " + container.getName() + " --previous"))
                        : PodObstacle.mayPass(
                                replica.name(),
                                ObstacleKind.CRASH_LOOP,
                                "starts again: container " + container.getName() + how,
                                since,
                                evidence));
    }

    /** When the kubelet has first put off a restart: the container itself only knows its last end. */
    private static Optional<Instant> first(Replica replica, SetSnapshot snapshot) {
        return snapshot.said()
                .last(
                        replica.pod().orElseThrow().getMetadata(),
                        event -> SaidEvents.reason(event).equals("BackOff")
                                && SaidEvents.message(event).contains("restarting failed container"))
                .map(SaidEvents::first);
    }

    private static List<Evidence> evidence(Replica replica, ContainerStatus container, SetSnapshot snapshot) {
        List<Evidence> evidence = new ArrayList<>();
        Containers.waiting(container)
                .map(waiting -> Containers.evidence(replica, container))
                .ifPresent(evidence::add);
        Containers.lastEnd(container)
                .map(end -> Evidence.field(
                        "Pod " + replica.name(),
                        "container " + container.getName() + ", last end",
                        (end.getReason() == null ? "" : end.getReason() + ", ") + "exit code " + end.getExitCode()
                                + (end.getMessage() == null ? "" : ": " + Containers.oneLine(end.getMessage())),
                        Moments.of(end.getFinishedAt())))
                .ifPresent(evidence::add);
        // Whoever is killed by the kubelet, because a probe is not answered, has not crashed.
        snapshot.said()
                .last(
                        replica.pod().orElseThrow().getMetadata(),
                        event -> SaidEvents.reason(event).equals("Unhealthy")
                                && SaidEvents.message(event).matches("(?i)(liveness|startup) probe.*"))
                .map(Evidence::of)
                .ifPresent(evidence::add);
        return evidence;
    }

    private static String words(ContainerStateTerminated end) {
        String reason = end.getReason() == null || end.getReason().equals("Error") ? "" : " (" + end.getReason() + ")";
        return " ended with exit code " + end.getExitCode() + reason;
    }
}
