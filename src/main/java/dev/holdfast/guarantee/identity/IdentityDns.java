package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.EndpointSliceView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.ServiceView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of each pod under the governing Service leads to that pod alone. A name server may take a moment to learn of a new
 * pod, so a scenario asks until it is answered or its patience ends; once the answer was right it has to stay so.
 */
public final class IdentityDns extends Guarantee {
    public IdentityDns() {
        super(Promise.of(
                        "identity.dns",
                        "As each Pod is created, it MUST get a matching DNS subdomain, $(podname).$(governing service domain), that"
                                + " leads to that Pod's address and to no other")
                .otherwise(
                        Harm.IDENTITY,
                        "Members do not find each other by name, so that a cluster does not form or falls apart")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id")
                .alsoSeenIn(Kinds.ENDPOINT_SLICE)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        if (set.specs().stream()
                .allMatch(spec -> StatefulSetView.of(spec).serviceName().isEmpty())) {
            return Verdict.notApplicable(
                    "StatefulSet " + set.name() + " has no serviceName, so no DNS names are promised");
        }
        Optional<String> other = withAnAddressOfItsOwn(context);
        if (other.isPresent()) {
            return Verdict.notApplicable("Service " + other.get()
                    + " has an address of its own: DNS names for each pod are promised with a headless Service only");
        }
        Findings findings = context.findings();
        subdomains(set, findings);
        boolean published = endpoints(context.history(), context.subject(), set, findings);
        foreign(context.history(), context.subject(), set, findings);
        Set<String> names = lookups(context.history(), context.subject(), set, findings);
        if (names.isEmpty()) {
            findings.open("no name of a pod of " + set.name() + " was looked up while that pod was Ready");
        } else if (!published) {
            findings.open(
                    "no EndpointSlice of Service " + services(set) + " with a pod of " + set.name() + " was recorded");
        }
        return findings.verdict(
                "each lookup led to the one pod of that name: " + Phrases.list(names), "no name was looked up");
    }

    /** The Service that governs the set, if it was seen and was not headless as long as it was seen. */
    private static Optional<String> withAnAddressOfItsOwn(JudgingContext context) {
        Set<String> governing = new TreeSet<>();
        context.set()
                .specs()
                .forEach(spec -> governing.add(StatefulSetView.of(spec).serviceName()));
        List<Observation> seen = context.history().observations(Kinds.SERVICE).stream()
                .filter(state ->
                        state.object().namespace().equals(context.subject().namespace()))
                .filter(state -> governing.contains(state.object().name()))
                .toList();
        boolean headless = seen.stream().map(ServiceView::of).anyMatch(ServiceView::headless);
        return headless
                ? Optional.empty()
                : seen.stream().findFirst().map(state -> state.object().name());
    }

    /** The names of the Services that govern the set, or several sets of its name one after the other. */
    private static String services(SetTimeline set) {
        Set<String> services = new TreeSet<>();
        set.specs().forEach(spec -> services.add(StatefulSetView.of(spec).serviceName()));
        return Phrases.list(services);
    }

    private static String service(SetTimeline set, Incarnation pod) {
        return set.setOf(pod).map(StatefulSetView::serviceName).orElse("");
    }

    private static void subdomains(SetTimeline set, Findings findings) {
        for (Incarnation pod : set.incarnations()) {
            String service = service(set, pod);
            pod.createdBySet()
                    .filter(added -> set.setOf(pod).isPresent())
                    .filter(added -> !PodView.of(added).subdomain().equals(service))
                    .ifPresent(added -> findings.brokenAlone(
                            Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " "
                                    + Phrases.instead(
                                            "spec.subdomain",
                                            PodView.of(added).subdomain(),
                                            "the set's serviceName " + Phrases.quote(service)),
                            added));
        }
    }

    private static boolean endpoints(History history, Subject subject, SetTimeline set, Findings findings) {
        boolean published = false;
        for (Observation slice : history.observations(Kinds.ENDPOINT_SLICE)) {
            EndpointSliceView view = EndpointSliceView.of(slice);
            boolean here = slice.object().namespace().equals(subject.namespace());
            for (EndpointSliceView.Endpoint endpoint :
                    here ? view.endpoints() : List.<EndpointSliceView.Endpoint>of()) {
                Optional<Incarnation> member = set.withUid(endpoint.podUid())
                        .filter(pod -> asMade(pod, service(set, pod))
                                && service(set, pod).equals(view.serviceName()));
                published |= member.isPresent();
                if (member.isPresent()
                        && !endpoint.hostname().equals(member.get().name())) {
                    Incarnation pod = member.get();
                    findings.brokenAlone(
                            "EndpointSlice " + slice.object().name() + " published " + Phrases.pod(pod) + " "
                                    + Phrases.at(slice)
                                    + " "
                                    + Phrases.instead("the host name", endpoint.hostname(), Phrases.quote(pod.name())),
                            slice);
                }
            }
        }
        return published;
    }

    /** Whether a pod asks for the name that its set gives. One that was found, or replaced by hand, may have been made otherwise. */
    private static boolean asMade(Incarnation pod, String service) {
        PodView first = PodView.of(pod.lifetime().first());
        return pod.ofSet()
                && (pod.createdBySet().isPresent()
                        || (first.hostname().equals(pod.name())
                                && first.subdomain().equals(service)));
    }

    // An address that no pod of this name ever had is wrong at any time, whatever caches hold.
    private static void foreign(History history, Subject subject, SetTimeline set, Findings findings) {
        Map<String, List<Lifetime>> pods = history.lifetimesByName(Kinds.POD, subject.namespace());
        Set<String> seen = new HashSet<>();
        for (Incarnation pod : set.incarnations()) {
            String name = NameLookups.name(subject, set, pod);
            List<ExternalRead> lookups = seen.add(name) ? history.readings(ExternalRead.DNS, name) : List.of();
            if (lookups.isEmpty()) {
                continue;
            }
            Set<String> own = new HashSet<>();
            List<Lifetime> named = pods.getOrDefault(pod.name(), List.of());
            named.forEach(lifetime -> own.addAll(NameLookups.addresses(lifetime)));
            boolean allKnown = set.states().get(0).change() != Change.LISTED;
            for (ExternalRead reading : lookups) {
                if (!own.containsAll(reading.values())) {
                    String sentence = name + " led to " + Phrases.addresses(reading.values()) + ", but pod "
                            + pod.ordinal() + " had " + Phrases.addresses(List.copyOf(new TreeSet<>(own)));
                    if (!allKnown) {
                        findings.open(
                                sentence
                                        + "; a pod of that name that was gone before the recording began may have had it",
                                reading);
                    } else if (CaughtUp.after(history, reading).isPresent()) {
                        findings.broken(sentence, reading);
                    } else {
                        findings.open(
                                sentence + "; it may have got it just then, and the recording had not caught up yet",
                                reading);
                    }
                }
            }
        }
    }

    private static Set<String> lookups(History history, Subject subject, SetTimeline set, Findings findings) {
        Set<String> names = new TreeSet<>();
        LateAnswer late = new LateAnswer(findings, ControllerActivity.of(set)::inVainAfter);
        for (NameLookups lookups : NameLookups.of(history, subject, set, Attribution.of(set))) {
            Incarnation pod = lookups.pod();
            String name = NameLookups.name(subject, set, pod);
            names.add(name);
            findings.judged();
            Answers answers = lookups.answers();
            Observation ready = answers.stretch().since();
            String address = Phrases.addresses(PodView.of(ready).ips());
            if (answers.firstRight().isEmpty()) {
                late.judge(
                        name + " led to " + Phrases.addresses(answers.last().values()) + " in the last of "
                                + Phrases.count(answers.count(), "lookup") + ", but " + Phrases.pod(pod) + ", Ready "
                                + Phrases.at(ready)
                                + ", had " + address,
                        answers);
            }
            answers.wrongAfterRight()
                    .ifPresent(wrong -> late.judgeAfterRight(
                            name + " led to " + Phrases.addresses(wrong.values()) + " after it had led to " + address
                                    + ", the address of " + Phrases.pod(pod) + ", Ready " + Phrases.at(ready),
                            answers,
                            wrong));
        }
        return names;
    }
}
