package dev.holdfast.guarantee;

import dev.holdfast.history.EndpointSliceView;
import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.PodView;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of each pod under the governing Service leads to that pod alone. A name server may take a moment to learn of a new
 * pod, so a scenario asks until it is answered or its patience ends; once the answer was right it has to stay so.
 */
final class IdentityDns implements Guarantee {
    @Override
    public String id() {
        return "identity.dns";
    }

    @Override
    public String statement() {
        return "As each Pod is created, it MUST get a matching DNS subdomain, $(podname).$(governing service domain), that"
                + " leads to that Pod's address and to no other";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        if (set.states().isEmpty()) {
            return Order.notSeen(subject);
        }
        String service = set.last().orElseThrow().serviceName();
        if (service.isEmpty()) {
            return Verdict.notApplicable(
                    "StatefulSet " + set.name() + " has no serviceName, so no DNS names are promised");
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.STATEFUL_SET, Kinds.ENDPOINT_SLICE);
        subdomains(set, service, findings);
        boolean published = endpoints(history, subject, set, service, findings);
        foreign(history, subject, set, findings);
        Set<String> names = lookups(history, subject, set, findings);
        if (names.isEmpty()) {
            findings.open("no name of a pod of " + set.name() + " was looked up while that pod was Ready");
        } else if (!published) {
            findings.open("no EndpointSlice of Service " + service + " with a pod of " + set.name() + " was recorded");
        }
        return findings.verdict(
                "each lookup led to the one pod of that name: " + Words.list(names), "no name was looked up");
    }

    private static void subdomains(SetTimeline set, String service, Findings findings) {
        for (Incarnation pod : set.incarnations()) {
            pod.added()
                    .filter(added -> !PodView.of(added).subdomain().equals(service))
                    .ifPresent(added -> findings.brokenAlone(
                            Words.pod(pod.ordinal()) + " was created " + Words.at(added) + " with spec.subdomain "
                                    + Words.quote(PodView.of(added).subdomain()) + " instead of the set's serviceName "
                                    + Words.quote(service),
                            added));
        }
    }

    private static boolean endpoints(
            History history, Subject subject, SetTimeline set, String service, Findings findings) {

        boolean published = false;
        for (Observation slice : history.observations(Kinds.ENDPOINT_SLICE)) {
            EndpointSliceView view = EndpointSliceView.of(slice);
            boolean ours = slice.object().namespace().equals(subject.namespace())
                    && view.serviceName().equals(service);
            for (EndpointSliceView.Endpoint endpoint :
                    ours ? view.endpoints() : List.<EndpointSliceView.Endpoint>of()) {
                Optional<Incarnation> member = set.withUid(endpoint.podUid());
                published |= member.isPresent();
                if (member.isPresent()
                        && !endpoint.hostname().equals(member.get().name())) {
                    Incarnation pod = member.get();
                    findings.brokenAlone(
                            "EndpointSlice " + slice.object().name() + " published " + Words.pod(pod) + " "
                                    + Words.at(slice)
                                    + " under the host name " + Words.quote(endpoint.hostname()) + " instead of "
                                    + Words.quote(pod.name()),
                            slice);
                }
            }
        }
        return published;
    }

    // An address that no pod of this name ever had is wrong at any time, whatever caches hold.
    private static void foreign(History history, Subject subject, SetTimeline set, Findings findings) {
        for (int ordinal : set.ordinals()) {
            String name = NameLookups.name(subject, set, ordinal);
            List<Reading> lookups = history.readings(Reading.DNS, name);
            if (lookups.isEmpty()) {
                continue;
            }
            Set<String> own = new HashSet<>();
            set.incarnations(ordinal).forEach(pod -> own.addAll(NameLookups.addresses(pod)));
            for (Reading reading : lookups) {
                if (!own.containsAll(reading.values())) {
                    findings.broken(
                            name + " led to " + Words.addresses(reading.values()) + ", but pod " + ordinal + " had "
                                    + Words.addresses(List.copyOf(new TreeSet<>(own))),
                            reading);
                }
            }
        }
    }

    private static Set<String> lookups(History history, Subject subject, SetTimeline set, Findings findings) {
        Set<String> names = new TreeSet<>();
        for (NameLookups lookups : NameLookups.of(history, subject, set, OwnDeletions.of(history, subject))) {
            Incarnation pod = lookups.pod();
            String name = NameLookups.name(subject, set, pod.ordinal());
            names.add(name);
            findings.judged();
            Observation ready = pod.firstReady().orElseThrow();
            String address = Words.addresses(PodView.of(ready).ips());
            if (lookups.firstRight().isEmpty()) {
                findings.broken(
                        name + " led to " + Words.addresses(lookups.last().values()) + " in the last of "
                                + Words.count(lookups.count(), "lookup") + ", but " + Words.pod(pod) + ", Ready "
                                + Words.at(ready)
                                + ", had " + address,
                        ready,
                        lookups.last());
            }
            lookups.wrongAfterRight()
                    .ifPresent(wrong -> findings.broken(
                            name + " led to " + Words.addresses(wrong.values()) + " after it had led to " + address
                                    + ", the address of " + Words.pod(pod) + ", Ready " + Words.at(ready),
                            ready,
                            lookups.firstRight().orElseThrow(),
                            wrong));
        }
        return names;
    }
}
