package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.identity.PublishedPods.Moment;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The name of the governing Service leads to the Pods that are Ready, or to all of them if the Service says so. */
public final class IdentityDnsReadySet extends ServiceNameGuarantee {
    public IdentityDnsReadySet() {
        super(
                Promise.of(
                                "identity.dns-ready-set",
                                "The DNS name of a headless Service MUST lead to the IPs of all of the Pods selected by the Service that"
                                        + " are Ready, and of no others; with publishNotReadyAddresses to those of all Pods")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Clients that connect to any member find one that cannot serve them, or miss one that can")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#a-aaaa-records")
                        .alsoSeenIn(Kinds.SERVICE)
                        .keptByContainers(),
                ExternalRead.DNS);
    }

    @Override
    boolean isOf(String name, String domain) {
        return name.equals(domain);
    }

    @Override
    Optional<Members> members(String name, Moment moment, JudgingContext context) {
        return moment.published().map(pods -> {
            Map<String, Set<String>> addresses = new TreeMap<>();
            pods.forEach((pod, state) ->
                    addresses.put(pod, Set.copyOf(PodView.of(state).ips())));
            return new Members(addresses);
        });
    }

    @Override
    Optional<String> wrongInAnyCase(ExternalRead answer, String service, JudgingContext context) {
        NeverReady neverReady =
                new NeverReady(context.history(), context.subject().namespace(), service);
        return context.set().incarnations().stream()
                .filter(pod -> neverReady.isIn(answer, pod))
                .findFirst()
                .map(IdentityDnsReadySet::words);
    }

    private static String words(Incarnation pod) {
        return "but " + Phrases.pod(pod)
                + ", whose address is among these, had never been Ready, and the Service had never published Pods that are not";
    }
}
