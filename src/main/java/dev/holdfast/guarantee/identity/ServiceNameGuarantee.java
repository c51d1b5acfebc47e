package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.identity.PublishedPods.Moment;
import dev.holdfast.guarantee.identity.PublishedPods.Same;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a name of the governing Service itself, and not of one pod, leads to: all pods that the Service publishes. */
abstract class ServiceNameGuarantee extends Guarantee {
    private final String sort;

    /**
     * Judges answers of a name server.
     *
     * @param sort which, as in {@link ExternalRead#what}
     */
    ServiceNameGuarantee(Promise promise, String sort) {
        super(promise);
        this.sort = sort;
    }

    /**
     * What a name has to lead to.
     *
     * @param pods pod → what stands for it in an answer, of which there has to be one or more
     */
    record Members(Map<String, Set<String>> pods) {
        /** Whether an answer has each of the pods, and nothing else. */
        boolean are(ExternalRead answer) {
            Set<String> found = new HashSet<>(answer.values());
            Set<String> all = new HashSet<>();
            pods.values().forEach(all::addAll);
            return all.containsAll(found)
                    && pods.values().stream().allMatch(one -> one.stream().anyMatch(found::contains));
        }

        String words() {
            List<String> words = new ArrayList<>();
            pods.forEach((pod, values) -> words.add(pod + " (" + String.join(", ", new TreeSet<>(values)) + ")"));
            return words.isEmpty() ? "none" : Phrases.list(words);
        }
    }

    /** What a name has to lead to by what had arrived; nothing when that is not known or nothing is promised. */
    abstract Optional<Members> members(String name, Moment moment, JudgingContext context);

    /** Whether a name is one that the Service of this domain has. */
    abstract boolean isOf(String name, String domain);

    /** What is wrong with an answer whatever a name server may not have heard yet. */
    Optional<String> wrongInAnyCase(ExternalRead answer, String service, JudgingContext context) {
        return Optional.empty();
    }

    @Override
    protected final Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Set<String> services = new TreeSet<>();
        set.specs().forEach(spec -> services.add(StatefulSetView.of(spec).serviceName()));
        services.remove("");
        if (services.isEmpty()) {
            return Verdict.notApplicable(
                    "StatefulSet " + set.name() + " has no serviceName, so no DNS names are promised");
        }
        Set<String> judged = new TreeSet<>();
        for (String service : services) {
            judged.addAll(judge(service, context));
        }
        return context.findings()
                .verdict(
                        "each lookup led to the Pods that are Ready: " + Phrases.list(judged),
                        "no name of Service " + Phrases.list(services)
                                + " was looked up while it was known where it has to lead to");
    }

    private Set<String> judge(String service, JudgingContext context) {
        String domain = service + "." + context.subject().namespace() + ".svc."
                + context.subject().zone();
        Set<String> names = new TreeSet<>();
        for (ExternalRead reading : context.history().readings(sort)) {
            if (isOf(reading.subject(), domain)) {
                names.add(reading.subject());
            }
        }
        Set<String> judged = new TreeSet<>();
        if (!names.isEmpty()) {
            PublishedPods published =
                    new PublishedPods(context.history(), context.subject().namespace(), service);
            for (String name : names) {
                if (judge(name, service, published, context)) {
                    judged.add(name);
                }
            }
        }
        return judged;
    }

    private boolean judge(String name, String service, PublishedPods published, JudgingContext context) {
        List<ExternalRead> readings = context.history().readings(sort, name);
        for (ExternalRead reading : readings) {
            wrongInAnyCase(reading, service, context)
                    .ifPresent(wrong -> context.findings().broken(led(reading) + ", " + wrong, reading));
        }
        List<Same<Optional<Members>>> stretches = published.same(moment -> members(name, moment, context));
        List<Optional<Answers>> all = Answers.of(
                stretches.stream()
                        .map(same -> new Answers.Stretch(same.since(), same.until(), answer -> same.what()
                                .map(due -> due.are(answer))
                                .orElse(true)))
                        .toList(),
                readings);
        boolean judged = false;
        for (int i = 0; i < all.size(); i++) {
            Optional<Members> due = stretches.get(i).what();
            if (due.isPresent() && all.get(i).isPresent()) {
                judge(due.get(), all.get(i).get(), context);
                judged = true;
            }
        }
        return judged;
    }

    private static void judge(Members due, Answers answers, JudgingContext context) {
        Findings findings = context.findings();
        LateAnswer late = new LateAnswer(findings, ControllerActivity.of(context.set())::inVainInAnyCaseAfter);
        findings.judged();
        String expected = "the Pods to be found there were, since resourceVersion "
                + answers.stretch().since().resourceVersion() + ", " + due.words();
        if (answers.firstRight().isEmpty()) {
            late.judge(
                    led(answers.last()) + " in the last of " + Phrases.count(answers.count(), "lookup") + ", but "
                            + expected,
                    answers);
        }
        answers.wrongAfterRight()
                .ifPresent(wrong ->
                        late.judgeAfterRight(led(wrong) + " after it had been right: " + expected, answers, wrong));
    }

    private static String led(ExternalRead reading) {
        return reading.subject() + " led to " + (reading.answered() ? Phrases.list(reading.values()) : "nothing");
    }
}
