package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Response;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pod that the API server refused to create is created when it is refused no more. That it is not breaks the promise only when such a
 * pod would have been let in, the controller went over the set twice after that, it was not refused again, and nothing else stood in the
 * way.
 */
public final class QuotaRecovers extends Guarantee {
    /** The first letter is not the same in all versions. */
    private static final Pattern REFUSED = Pattern.compile("^[Cc]reate Pod (\\S+) in StatefulSet .*");

    private static final int LOOKS = 2;

    public QuotaRecovers() {
        super(Promise.of(
                        "quota.recovers",
                        "A Pod of a StatefulSet whose creation was refused, such as for a ResourceQuota, MUST be created when there"
                                + " is room for it")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A set that met a full quota once stays too small after the quota has been raised")
                .documentedAt("https://kubernetes.io/docs/concepts/architecture/controller/#desired-vs-current")
                .alsoSeenIn(Kinds.EVENT));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Integer, Observation> refusals = refusals(context);
        Findings findings = context.findings();
        ReplayState end = context.follow((moment, before) -> {});
        refusals.forEach((ordinal, refusal) -> {
            Optional<Incarnation> created = context.set().incarnations(ordinal).stream()
                    .filter(pod -> pod.added()
                            .filter(added -> added.index() > refusal.index())
                            .isPresent())
                    .findFirst();
            if (created.isPresent()) {
                findings.judged();
            } else if (end.set().filter(spec -> spec.wants(ordinal)).isPresent() && !end.exists(ordinal)) {
                new Missing(context, ordinal, refusal).judge(end);
            }
        });
        return findings.verdict(
                "pods were created after they had been refused: "
                        + Phrases.list(
                                refusals.keySet().stream().map(Phrases::pod).toList()),
                "no pod of " + context.name() + " was refused and still wanted after that");
    }

    /** Ordinal → the first Event in which the controller says that a pod was refused. */
    private static Map<Integer, Observation> refusals(JudgingContext context) {
        Map<Integer, Observation> refusals = new TreeMap<>();
        for (Observation event : context.history().observations(Kinds.EVENT)) {
            EventView view = EventView.of(event);
            Matcher words = REFUSED.matcher(view.message());
            if (isRefusal(context, event) && words.matches()) {
                OptionalInt ordinal = Ordinal.of(context.name(), words.group(1));
                ordinal.ifPresent(refused -> refusals.putIfAbsent(refused, event));
            }
        }
        return refusals;
    }

    private static boolean isRefusal(JudgingContext context, Observation event) {
        EventView view = EventView.of(event);
        return view.byStatefulSetController()
                && view.reason().equals("FailedCreate")
                && view.about().name().equals(context.name())
                && event.object().namespace().equals(context.subject().namespace());
    }

    /** A pod that was refused, and was not there when the recording ended. */
    private record Missing(JudgingContext context, int ordinal, Observation refusal) {

        void judge(ReplayState end) {
            String name = context.name() + "-" + ordinal;
            String sentence = Phrases.pod(ordinal) + " was refused " + Phrases.at(refusal);
            Optional<Response> room = context
                    .history()
                    .answers(context.subject().namespace())
                    .stream()
                    .filter(answer -> asksForOneLike(name, answer.request()))
                    .reduce((earlier, later) -> later)
                    .filter(last -> last.accepted() && last.index() > refusal.index());
            Optional<Observation> looked = room.flatMap(this::lookedAfter);
            Optional<String> waitsFor = WaitedInVain.inTheWay(ordinal, end);
            boolean free = room.filter(this::refusedAfter).isEmpty()
                    && waitsFor.isEmpty()
                    && end.set().orElseThrow().claimTemplates().isEmpty()
                    && !taken(name);
            if (looked.isPresent() && free) {
                context.findings()
                        .broken(
                                sentence
                                        + "; such a pod would have been let in after that, and the controller went over"
                                        + " the set twice since, the second time "
                                        + Phrases.at(looked.get()) + ", but it was not created",
                                refusal,
                                room.get(),
                                looked.get());
            } else {
                context.findings()
                        .open(
                                sentence + ", and was not created until the recording ended"
                                        + waitsFor.map(plight -> ": it has to wait, since " + plight)
                                                .orElse(""),
                                refusal);
            }
        }

        private static boolean asksForOneLike(String pod, Action request) {
            return request.verb().equals(Action.TRY)
                    && request.kind().equals(Kinds.POD)
                    && request.name().equals(pod);
        }

        /** The status with which the controller said that it had seen the second spec that was written after an entry. */
        private Optional<Observation> lookedAfter(Response begin) {
            List<Observation> states = context.set().states();
            String uid = states.get(states.size() - 1).object().uid();
            List<Long> asked = context.set().specs().stream()
                    .filter(spec -> spec.object().uid().equals(uid))
                    .filter(spec -> spec.index() > begin.index())
                    .map(spec -> StatefulSetView.of(spec).generation())
                    .distinct()
                    .toList();
            if (asked.size() < LOOKS) {
                return Optional.empty();
            }
            List<Observation> said = states.stream()
                    .filter(state -> state.object().uid().equals(uid))
                    .filter(state -> StatefulSetView.of(state).observedGeneration() >= asked.get(0))
                    .toList();
            long looks = said.stream()
                    .map(state -> StatefulSetView.of(state).observedGeneration())
                    .distinct()
                    .count();
            return looks < LOOKS
                    ? Optional.empty()
                    : said.stream()
                            .filter(state -> StatefulSetView.of(state).observedGeneration() > asked.get(0))
                            .findFirst();
        }

        private boolean refusedAfter(Response begin) {
            return context.history().observations(Kinds.EVENT).stream()
                    .anyMatch(event -> event.index() > begin.index() && isRefusal(context, event));
        }

        /** Whether the name is that of a pod of somebody else. */
        private boolean taken(String name) {
            return context
                    .history()
                    .lifetimesByName(Kinds.POD, context.subject().namespace())
                    .getOrDefault(name, List.of())
                    .stream()
                    .anyMatch(pod -> pod.deleted().isEmpty());
        }
    }
}
