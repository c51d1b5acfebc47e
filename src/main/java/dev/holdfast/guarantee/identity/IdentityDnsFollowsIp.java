package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A pod that was remade with another address is found there under its old name, and from then on never at the old address. */
public final class IdentityDnsFollowsIp extends Guarantee {
    public IdentityDnsFollowsIp() {
        super(Promise.of(
                        "identity.dns-follows-ip",
                        "When a Pod is recreated its name stays though its address may change: the name MUST lead to the new address,"
                                + " and from then on never to the old one")
                .otherwise(Harm.IDENTITY, "Clients keep talking to an address that no pod, or another pod, has now")
                .documentedAt(
                        "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#using-stable-network-identities")
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Set<String> followed = new TreeSet<>();
        Optional<String> unchanged = Optional.empty();
        for (NameLookups lookups : NameLookups.of(context.history(), context.subject(), set, context.attribution())) {
            Incarnation pod = lookups.pod();
            Optional<Incarnation> before = predecessor(set, pod);
            if (before.isEmpty()) {
                continue;
            }
            if (!Collections.disjoint(NameLookups.addresses(before.get()), NameLookups.addresses(pod))) {
                unchanged = Optional.of(Phrases.pod(pod) + " came back with the address of its predecessor,"
                        + " so nothing shows whether DNS follows");
                continue;
            }
            String name = NameLookups.name(context.subject(), set, pod);
            findings.judged();
            judge(name, lookups, before.get(), new LateAnswer(findings, ControllerActivity.of(set)::inVainAfter));
            followed.add(name);
        }
        return findings.verdict(
                "the new address was found, and the old one not any more, under " + Phrases.list(followed),
                unchanged.orElse("no name was looked up after its pod had been recreated"));
    }

    private static void judge(String name, NameLookups lookups, Incarnation before, LateAnswer late) {
        Answers answers = lookups.answers();
        Observation ready = answers.stretch().since();
        String now = Phrases.pod(lookups.pod()) + ", Ready " + Phrases.at(ready) + ", has "
                + Phrases.addresses(PodView.of(ready).ips());
        if (answers.firstRight().isEmpty()) {
            ExternalRead last = answers.last();
            boolean old = !Collections.disjoint(last.values(), NameLookups.addresses(before));
            String stillOld = name + " still led to " + Phrases.addresses(last.values())
                    + (old ? ", the address of the pod before," : "") + " in the last of "
                    + Phrases.count(answers.count(), "lookup") + ", but " + now;
            late.judge(stillOld, answers);
        }
        answers.wrongAfterRight()
                .filter(wrong -> !Collections.disjoint(wrong.values(), NameLookups.addresses(before)))
                .ifPresent(wrong -> late.judgeAfterRight(
                        name + " led to " + Phrases.addresses(wrong.values())
                                + ", the address of the pod before, after it had led to the new one: " + now,
                        answers,
                        wrong));
    }

    private static Optional<Incarnation> predecessor(SetTimeline set, Incarnation pod) {
        List<Incarnation> holders = set.incarnations(pod.ordinal());
        int position = holders.indexOf(pod);
        return position > 0 ? Optional.of(holders.get(position - 1)) : Optional.empty();
    }
}
