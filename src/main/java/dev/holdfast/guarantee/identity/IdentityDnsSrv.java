package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.identity.PublishedPods.Moment;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.ServiceView.Port;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The SRV records of a named port tell the port and the name of each pod that serves it. */
public final class IdentityDnsSrv extends ServiceNameGuarantee {
    public IdentityDnsSrv() {
        super(
                Promise.of(
                                "identity.dns-srv",
                                "The SRV records of a named port of a headless Service MUST be one for each Pod that is backing the"
                                        + " Service, and contain the port number and the domain name of the Pod")
                        .otherwise(
                                Harm.IDENTITY,
                                "Members that find each other by SRV records do not see all others, or address them wrongly")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#srv-records")
                        .alsoSeenIn(Kinds.SERVICE)
                        .keptByContainers(),
                ExternalRead.SRV);
    }

    @Override
    boolean isOf(String name, String domain) {
        return name.startsWith("_") && name.endsWith("." + domain);
    }

    @Override
    Optional<Members> members(String name, Moment moment, JudgingContext context) {
        String[] labels = name.split("[.]", 4);
        Optional<Port> port = moment.service()
                .map(service -> service.ports().get(labels[0].substring(1)))
                .filter(found -> labels[1].equals("_" + found.protocol().toLowerCase(Locale.ROOT)));
        Optional<Map<String, Observation>> published = moment.published();
        if (port.isEmpty() || published.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Set<String>> records = new TreeMap<>();
        for (Observation state : published.get().values()) {
            PodView pod = PodView.of(state);
            Optional<String> number = number(port.get().target(), state);
            // A pod that has no name of its own in this domain gets one that is made of its address.
            if (number.isEmpty() || pod.hostname().isEmpty() || !pod.subdomain().equals(labels[2])) {
                return Optional.empty();
            }
            String domain = name.substring(labels[0].length() + 1 + labels[1].length());
            records.put(pod.name(), Set.of(number.get() + " " + pod.hostname() + domain));
        }
        return Optional.of(new Members(records));
    }

    /** The port of a pod that a Service's port leads to, by its number or its name in the pod. */
    private static Optional<String> number(String target, Observation pod) {
        if (target.chars().allMatch(Character::isDigit)) {
            return Optional.of(target);
        }
        for (JsonNode container : pod.object().json().path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.path("name").asString("").equals(target)) {
                    return Optional.of(port.path("containerPort").asString(""));
                }
            }
        }
        return Optional.empty();
    }
}
