package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That the pods of a set that was at rest were not those of its range, from a state of the set on until something changes. */
final class OrdinalDifference {
    private final SetTimeline set;
    private final Observation begin;
    private final QuietInterval quiet;
    private final String sentence;
    private final List<Observation> evidence;
    private final Set<Integer> missing;
    private final boolean counted;

    /**
     * A difference.
     *
     * @param begin the state in which the controller says that all is done
     * @param missing the ordinals that are wanted and have no pod
     * @param counted whether the controller says that there are as many pods as there were
     */
    OrdinalDifference(
            SetTimeline set,
            Observation begin,
            String sentence,
            List<Observation> evidence,
            Set<Integer> missing,
            boolean counted) {
        this.set = set;
        this.begin = begin;
        this.quiet = new QuietInterval(begin);
        this.sentence = sentence;
        this.evidence = evidence;
        this.missing = missing;
        this.counted = counted;
    }

    boolean endsWith(Observation state) {
        return quiet.endsWith(state);
    }

    void written(Observation state) {
        quiet.written(state);
    }

    /**
     * Whether the controller was shown to have left it so, before that revision. Where it had not counted the pods as they were, it has
     * to be shown to have looked at this very set.
     */
    boolean shown(ControllerActivity activity, long end) {
        return counted ? quiet.worked(activity, end) : quiet.looked();
    }

    /** Judges what the controller left so. */
    void judge(Findings findings) {
        findings.judged();
        if (obstructed()) {
            findings.open(
                    sentence + "; something stood in the way of the pods that were missing",
                    evidence.toArray(Observation[]::new));
        } else {
            findings.broken(sentence, evidence.toArray(Observation[]::new));
        }
    }

    /** Judges what lasted until the recording ended. */
    void judgeAtTheEnd(Findings findings, ControllerActivity activity) {
        if (shown(activity, Long.MAX_VALUE)) {
            judge(findings);
        } else {
            findings.judged();
            findings.open(
                    sentence + "; nothing shows that the controller looked at it again",
                    evidence.toArray(Observation[]::new));
        }
    }

    /** Whether the controller may have been kept from making a pod: refused, or by what bears its name or its claim's. */
    private boolean obstructed() {
        return refused() || missing.stream().anyMatch(this::taken);
    }

    private boolean refused() {
        return set.history().observations(Kinds.EVENT).stream()
                .filter(event -> event.object().namespace().equals(set.namespace()))
                .map(EventView::of)
                .anyMatch(event -> event.byStatefulSetController()
                        && event.about().name().equals(set.name())
                        && event.reason().startsWith("Failed"));
    }

    private boolean taken(int ordinal) {
        String pod = set.name() + "-" + ordinal;
        Map<String, List<Lifetime>> pods = set.history().lifetimesByName(Kinds.POD, set.namespace());
        boolean byPod = pods.getOrDefault(pod, List.of()).stream()
                .anyMatch(lifetime -> lifetime.existsAt(begin.resourceVersion()));
        Claims claims = Claims.of(set);
        return byPod
                || StatefulSetView.of(begin).claimTemplates().stream()
                        .flatMap(template -> claims.named(template + "-" + pod).stream())
                        .anyMatch(claim -> claim.firstTerminating().isPresent());
    }
}
