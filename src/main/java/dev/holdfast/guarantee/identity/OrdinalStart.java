package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a set says with which ordinal its pods begin, they have the ordinals from that one on; and what is named after a pod's ordinal is
 * named after that, not after the distance from the first one.
 */
public final class OrdinalStart extends Guarantee {
    public OrdinalStart() {
        super(Promise.of(
                        "ordinal.start",
                        "If the .spec.ordinals.start field is set, Pods MUST be assigned ordinals from .spec.ordinals.start up through"
                                + " .spec.ordinals.start + .spec.replicas - 1")
                .otherwise(
                        Harm.IDENTITY,
                        "A set that takes over a part of another one's members gets the names and the data of others")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had ordinals that begin above 0", OrdinalStart::beginsAbove));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Findings findings = context.findings();
        context.followCreations((turn, before) -> created(context, turn, before));
        SteadyStateOrdinals range = new SteadyStateOrdinals(context.set(), OrdinalStart::beginsAbove);
        range.judge(findings);
        if (!findings.anythingJudged()) {
            findings.open("StatefulSet " + context.name()
                    + " never came to rest with all its replicas Ready while its ordinals began above 0");
        }
        return findings.verdict(
                "whenever " + context.name()
                        + " was at rest while its ordinals began above 0, its pods were exactly those of its range, last "
                        + range.last(),
                "no pod of " + context.name() + " was seen");
    }

    private static boolean beginsAbove(StatefulSetView spec) {
        return spec.start() > 0;
    }

    private static void created(JudgingContext context, PodTransition turn, ReplayState before) {
        List<StatefulSetView> specs = before.possible();
        if (!specs.stream().allMatch(OrdinalStart::beginsAbove)) {
            return;
        }
        Observation state = before.state().orElseThrow();
        String created = Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at());
        if (specs.stream().noneMatch(spec -> spec.wants(turn.ordinal()))) {
            context.broken(
                    turn,
                    before,
                    created + ", but the ordinals of StatefulSet " + context.name() + " were to be "
                            + SteadyStateOrdinals.words(state),
                    state,
                    turn.at());
        }
        misnamed(turn, specs.get(specs.size() - 1))
                .ifPresent(wrong -> context.broken(turn, before, created + " " + wrong, state, turn.at()));
    }

    /** What of a pod is named otherwise than after its ordinal, as a clause. Which of it there has to be others judge. */
    private static Optional<String> misnamed(PodTransition turn, StatefulSetView spec) {
        String ordinal = String.valueOf(turn.ordinal());
        PodView pod = PodView.of(turn.at());
        String index = turn.at().object().labels().getOrDefault(PodView.INDEX_LABEL, ordinal);
        if (!index.equals(ordinal)) {
            return Optional.of(Phrases.instead("the label " + PodView.INDEX_LABEL, index, Phrases.quote(ordinal)));
        }
        Map<String, String> claims = pod.claims();
        return spec.claimTemplates().stream()
                .filter(template -> !claims.getOrDefault(template, template + "-" + pod.name())
                        .equals(template + "-" + pod.name()))
                .findFirst()
                .map(template -> Phrases.instead(
                        "the claim of its volume " + template,
                        claims.get(template),
                        Phrases.quote(template + "-" + pod.name())));
    }
}
