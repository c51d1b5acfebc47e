package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.explanation.snapshot.SpecWrite;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pod that the API server does not let the controller make: a quota, a webhook, a policy. The last that the controller has said
 * of the pod is that it failed; it goes on trying, with pauses of up to 17 minutes.
 */
final class RefusedCreation implements ObstacleRule {

    private static final Pattern ERROR = Pattern.compile("(?i).*? failed error: (.*)");
    private static final Pattern QUOTA = Pattern.compile("exceeded quota: ([^,]+),");

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return snapshot.said()
                .lastOfController(snapshot.set().getMetadata(), replica.name())
                .filter(event -> SaidEvents.reason(event).equals("FailedCreate"))
                .map(event -> obstacle(replica, event, snapshot));
    }

    private static PodObstacle obstacle(Replica replica, Event event, SetSnapshot snapshot) {
        String message = SaidEvents.message(event);
        Matcher error = ERROR.matcher(message);
        String why = error.matches() ? error.group(1) : message;
        List<Evidence> evidence = new ArrayList<>();
        Evidence said = Evidence.of(event);
        evidence.add(new Evidence(said.object(), said.where(), why, said.since()));
        quota(why, snapshot).map(RefusedCreation::evidence).ifPresent(evidence::add);
        boolean outdated = SpecWrite.last(snapshot.set())
                .filter(SaidEvents.last(event)::isBefore)
                .isPresent();
        if (outdated) {
            // A change of the spec makes the controller try again at once.
            return PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.REFUSED,
                    "could not be created before the set was changed: " + why,
                    Optional.empty(),
                    evidence);
        }
        return PodObstacle.stays(
                replica.name(),
                ObstacleKind.REFUSED,
                "cannot be created: " + why,
                Optional.of(SaidEvents.first(event)),
                evidence,
                Remedy.of(remedy(why.toLowerCase(Locale.ROOT))));
    }

    private static Optional<ResourceQuota> quota(String why, SetSnapshot snapshot) {
        Matcher exceeded = QUOTA.matcher(why);
        return exceeded.find()
                ? snapshot.quotas().stream()
                        .filter(quota ->
                                quota.getMetadata().getName().equals(exceeded.group(1)) && quota.getStatus() != null)
                        .findFirst()
                : Optional.empty();
    }

    private static Evidence evidence(ResourceQuota quota) {
        Map<String, Quantity> used = quota.getStatus().getUsed();
        String says = quota.getStatus().getHard().entrySet().stream()
                .map(hard -> hard.getKey() + " " + used.get(hard.getKey()) + " of " + hard.getValue())
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
        return Evidence.field("ResourceQuota " + quota.getMetadata().getName(), "status", says, Optional.empty());
    }

    private static String remedy(String why) {
        if (why.contains("exceeded quota")) {
            return "raise the quota, or free what it counts";
        }
        if (why.contains("failed calling webhook")) {
            return "bring the webhook back, or correct its configuration: it does not answer";
        }
        if (why.contains("webhook")) {
            return "give the template what the webhook asks for";
        }
        if (why.contains("violates podsecurity")) {
            return "give the template what the Pod Security Standard of the namespace asks for";
        }
        return "give the template what the message asks for; the controller tries again by itself, with pauses of up to 17"
                + " minutes";
    }
}
