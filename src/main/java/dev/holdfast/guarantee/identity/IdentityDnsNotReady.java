package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.identity.PublishedPods.Due;
import dev.holdfast.guarantee.identity.PublishedPods.Same;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A pod that is not Ready is found under its name if, and only if, its Service publishes such pods. */
public final class IdentityDnsNotReady extends Guarantee {
    public IdentityDnsNotReady() {
        super(Promise.of(
                        "identity.dns-not-ready",
                        "A Pod needs to be Ready in order to have a DNS record, unless publishNotReadyAddresses is set on the Service:"
                                + " then it MUST have its record before, too, and otherwise it MUST NOT")
                .otherwise(
                        Harm.IDENTITY,
                        "Members that have to meet before they are Ready never do, or clients meet one that is not")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields")
                .alsoSeenIn(Kinds.SERVICE)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new UnreadyPods(context).verdict();
    }

    private static final class UnreadyPods {
        private final JudgingContext context;
        private final Findings findings;
        private final LateAnswer late;
        private final Set<String> names = new TreeSet<>();

        UnreadyPods(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.late = new LateAnswer(findings, ControllerActivity.of(context.set())::inVainInAnyCaseAfter);
        }

        Verdict verdict() {
            SetTimeline set = context.set();
            for (Incarnation pod : set.incarnations()) {
                String name = NameLookups.name(context.subject(), set, pod);
                List<ExternalRead> readings = context.history().readings(ExternalRead.DNS, name);
                if (!readings.isEmpty() && pod.ofSet()) {
                    judge(pod, name, readings);
                }
            }
            return findings.verdict(
                    "pods that were not Ready had a record or none, as their Service says: " + Phrases.list(names),
                    "no name of a pod of " + set.name() + " was looked up while that pod was not Ready");
        }

        private void judge(Incarnation pod, String name, List<ExternalRead> readings) {
            String service =
                    context.set().setOf(pod).map(StatefulSetView::serviceName).orElse("");
            early(pod, name, service, readings);
            List<Same<Due>> stretches = new PublishedPods(
                            context.history(), context.subject().namespace(), service)
                    .same(moment -> moment.due(pod.uid()));
            List<Optional<Answers>> all = Answers.of(
                    stretches.stream()
                            .map(same -> new Answers.Stretch(
                                    same.since(), same.until(), answer -> right(same.what(), pod, answer)))
                            .toList(),
                    readings);
            for (int i = 0; i < all.size(); i++) {
                Due due = stretches.get(i).what();
                if (due == Due.NO_RECORD) {
                    all.get(i).ifPresent(answers -> none(pod, name, answers));
                } else if (due == Due.RECORD_IN_ANY_CASE) {
                    all.get(i).ifPresent(answers -> record(pod, name, answers));
                }
            }
        }

        private void early(Incarnation pod, String name, String service, List<ExternalRead> readings) {
            NeverReady neverReady =
                    new NeverReady(context.history(), context.subject().namespace(), service);
            readings.stream()
                    .filter(answer -> neverReady.isIn(answer, pod))
                    .findFirst()
                    .ifPresent(answer -> findings.broken(
                            name + " led to " + Phrases.addresses(answer.values()) + ", but " + Phrases.pod(pod)
                                    + " had never been Ready, and its Service had never published Pods that are not",
                            pod.lifetime().first(),
                            answer));
        }

        private static boolean right(Due due, Incarnation pod, ExternalRead answer) {
            return switch (due) {
                case UNKNOWN -> true;
                case NO_RECORD -> Collections.disjoint(answer.values(), NameLookups.addresses(pod));
                case RECORD_SINCE_READY, RECORD_IN_ANY_CASE -> NameLookups.leadsTo(pod, answer);
            };
        }

        private void record(Incarnation pod, String name, Answers answers) {
            judged(name);
            String published = Phrases.pod(pod) + " had "
                    + Phrases.addresses(List.copyOf(new TreeSet<>(NameLookups.addresses(pod))))
                    + ", and its Service published it, Ready or not, "
                    + since(answers);
            if (answers.firstRight().isEmpty()) {
                late.judge(
                        name + " led to " + Phrases.addresses(answers.last().values()) + " in the last of "
                                + Phrases.count(answers.count(), "lookup") + ", but " + published,
                        answers);
            }
            answers.wrongAfterRight()
                    .ifPresent(wrong -> late.judgeAfterRight(
                            name + " led to " + Phrases.addresses(wrong.values()) + " after it had led to the Pod: "
                                    + published,
                            answers,
                            wrong));
        }

        private void none(Incarnation pod, String name, Answers answers) {
            judged(name);
            String unready = Phrases.pod(pod) + " was not Ready "
                    + since(answers)
                    + ", and its Service publishes only Pods that are";
            if (answers.firstRight().isEmpty()) {
                late.judge(
                        name + " still led to "
                                + Phrases.addresses(answers.last().values()) + " in the last of "
                                + Phrases.count(answers.count(), "lookup") + ", but " + unready,
                        answers);
            } else {
                answers.wrongAfterRight()
                        .ifPresent(wrong -> late.judgeAfterRight(
                                name + " led to " + Phrases.addresses(wrong.values()) + " again, but " + unready,
                                answers,
                                wrong));
            }
        }

        private static String since(Answers answers) {
            return "since resourceVersion " + answers.stretch().since().resourceVersion();
        }

        private void judged(String name) {
            findings.judged();
            names.add(name);
        }
    }
}
