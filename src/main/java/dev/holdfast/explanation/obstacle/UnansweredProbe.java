package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A container that runs and is not ready: what its probe asks, and what came back the last time. */
final class UnansweredProbe implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return Containers.main(replica).stream()
                .filter(container -> container.getState() != null
                        && container.getState().getRunning() != null
                        && !Boolean.TRUE.equals(container.getReady()))
                .findFirst()
                .map(container -> obstacle(replica, container, snapshot));
    }

    private static PodObstacle obstacle(Replica replica, ContainerStatus container, SetSnapshot snapshot) {
        Pod pod = replica.pod().orElseThrow();
        boolean starting = Boolean.FALSE.equals(container.getStarted());
        String which = starting ? "startup" : "readiness";
        Optional<Probe> probe = pod.getSpec().getContainers().stream()
                .filter(each -> each.getName().equals(container.getName()))
                .map(starting ? Container::getStartupProbe : Container::getReadinessProbe)
                .filter(Objects::nonNull)
                .findFirst();
        Optional<Event> answer = snapshot.said()
                .last(
                        pod.getMetadata(),
                        event -> SaidEvents.reason(event).equals("Unhealthy")
                                && SaidEvents.message(event)
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(which));
        Optional<Instant> since = replica.condition("Ready")
                .flatMap(condition -> Moments.of(condition.getLastTransitionTime()))
                .or(() -> Moments.of(container.getState().getRunning().getStartedAt()));
        List<Evidence> evidence = new ArrayList<>();
        probe.map(UnansweredProbe::asks)
                .map(asks -> Evidence.field(
                        "Pod " + replica.name(),
                        "container " + container.getName() + ", " + which + "Probe",
                        asks,
                        Optional.empty()))
                .ifPresent(evidence::add);
        answer.map(Evidence::of).ifPresent(evidence::add);
        if (evidence.isEmpty()) {
            evidence.add(Evidence.field(
                    "Pod " + replica.name(), "container " + container.getName() + ", ready", "false", since));
        }
        return PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.PROBE,
                        "runs and is not Ready: container " + container.getName() + ", "
                                + answer.map(SaidEvents::message)
                                        .map(UnansweredProbe::inSentence)
                                        .orElse("whose " + which + " probe has not succeeded yet"),
                        since,
                        evidence)
                .withRemedy(new Remedy(
                        "see why the application does not answer its " + which + " probe",
                        "kubectl logs -n " + snapshot.desired().namespace() + " " + replica.name() + " -c "
                                + container.getName()));
    }

    private static String inSentence(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String asks(Probe probe) {
        String every =
                ", every " + Optional.ofNullable(probe.getPeriodSeconds()).orElse(10) + " s";
        if (probe.getHttpGet() != null) {
            HTTPGetAction get = probe.getHttpGet();
            return "HTTP GET " + Objects.requireNonNullElse(get.getPath(), "/") + " on port " + port(get.getPort())
                    + every;
        }
        if (probe.getTcpSocket() != null) {
            return "TCP connection to port " + port(probe.getTcpSocket().getPort()) + every;
        }
        if (probe.getGrpc() != null) {
            return "gRPC health check on port " + probe.getGrpc().getPort() + every;
        }
        return "command "
                + (probe.getExec() == null
                        ? ""
                        : String.join(" ", probe.getExec().getCommand())) + every;
    }

    private static String port(IntOrString port) {
        return port == null
                ? "?"
                : port.getIntVal() == null ? port.getStrVal() : port.getIntVal().toString();
    }
}
