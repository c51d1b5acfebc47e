package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A pod without a node, by what the scheduler has written into its condition PodScheduled. */
final class Unscheduled implements ObstacleRule {

    /** What autoscalers say when they add a node for a pod. */
    private static final Set<String> HELP_COMES = Set.of("TriggeredScaleUp", "Nominated");

    /** All claims are bound when this rule is asked; the scheduler tries again at once. */
    private static final Pattern OUTDATED =
            Pattern.compile("(?i)unbound immediate|persistentvolumeclaim \"[^\"]*\" not found");

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        Pod pod = replica.pod().orElseThrow();
        if (pod.getSpec().getNodeName() != null && !pod.getSpec().getNodeName().isEmpty()) {
            return Optional.empty();
        }
        Optional<PodCondition> scheduled =
                replica.condition("PodScheduled").filter(condition -> "False".equals(condition.getStatus()));
        if (scheduled.isEmpty()) {
            Optional<Instant> since = Moments.of(pod.getMetadata().getCreationTimestamp());
            return Optional.of(PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.SCHEDULING,
                    "waits for the scheduler",
                    since,
                    List.of(Evidence.field("Pod " + replica.name(), "spec.nodeName", "is not set", since))));
        }
        return Optional.of(obstacle(replica, pod, scheduled.get(), snapshot));
    }

    private static PodObstacle obstacle(Replica replica, Pod pod, PodCondition condition, SetSnapshot snapshot) {
        String message = Optional.ofNullable(condition.getMessage()).orElse("");
        Optional<Instant> since = Moments.of(condition.getLastTransitionTime());
        Evidence said = Evidence.field(
                "Pod " + replica.name(),
                "status.conditions[PodScheduled]",
                condition.getReason() + ": " + message,
                since);
        Optional<Event> help =
                snapshot.said().last(pod.getMetadata(), event -> HELP_COMES.contains(SaidEvents.reason(event)));
        if ("SchedulingGated".equals(condition.getReason())) {
            return PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.SCHEDULING,
                    "waits for somebody to remove its scheduling gates",
                    since,
                    List.of(said));
        }
        if (help.isPresent()) {
            return PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.SCHEDULING,
                    "waits for a new node",
                    since,
                    List.of(said, Evidence.of(help.get())));
        }
        boolean room = pod.getStatus().getNominatedNodeName() != null
                && !pod.getStatus().getNominatedNodeName().isEmpty();
        if (room || OUTDATED.matcher(message).find()) {
            return PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.SCHEDULING,
                    room
                            ? "waits for room on node " + pod.getStatus().getNominatedNodeName()
                            : "waits for the scheduler to try again",
                    since,
                    List.of(said));
        }
        return PodObstacle.stays(
                replica.name(),
                ObstacleKind.SCHEDULING,
                "fits on no node: " + firstSentence(message),
                since,
                List.of(said),
                Remedy.of(
                        "make room, or change what the pod asks for: requests, affinity, tolerations, the zone of its volume"));
    }

    /** What follows the first sentence is about preemption, which is evidence and no answer. */
    private static String firstSentence(String message) {
        return message.replaceFirst("\\.(\\s.*)?$", "");
    }
}
