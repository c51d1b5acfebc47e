package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is to answer for it that a pod left the API while its containers ran. */
final class RunningRemoval {
    private final History history;
    private final SetTimeline set;
    private final Findings findings;
    private final Attribution attribution;
    private final List<String> forced = new ArrayList<>();

    RunningRemoval(JudgingContext context) {
        this.history = context.history();
        this.set = context.set();
        this.findings = context.findings();
        this.attribution = context.attribution();
    }

    /** Notes that somebody other than the controller took the pod away by force; tells whether somebody is known to have. */
    boolean note(Incarnation pod, Observation gone) {
        Optional<String> by = forcedBy(pod, gone);
        by.ifPresent(who -> forced.add(Phrases.pod(pod) + " " + who));
        return by.isPresent();
    }

    /** "; by force went pod 1 (uid …) by the scenario", to end a sentence; empty when none did. */
    String words() {
        return forced.isEmpty() ? "" : "; by force went " + Phrases.list(forced);
    }

    private Optional<String> forcedBy(Incarnation pod, Observation gone) {
        Optional<String> named = ForcedRemoval.by(history, set.namespace(), pod, gone);
        if (named.isPresent()) {
            return named;
        }
        DeletionActor actor = attribution.actor(pod);
        boolean others = actor == DeletionActor.FORCED
                || ((actor == DeletionActor.DISRUPTION || actor == DeletionActor.USER) && otherGrace(pod));
        return others
                ? Optional.of("by somebody who asked for another grace period than the pod's own")
                : Optional.empty();
    }

    /**
     * Judges what such a removal led to, where nobody is known to have forced it.
     *
     * @param sentence what it led to
     */
    void judge(String sentence, Incarnation pod, Observation gone, Entry... evidence) {
        if (askedForNoGrace(pod)) {
            findings.open(
                    sentence + "; the set's template asks for a grace period of 0, which gives them no time to stop",
                    evidence);
        } else if ((!history.actions().isEmpty() || gone.request().isPresent())
                && pod.added().isPresent()) {
            findings.broken(sentence, evidence);
        } else {
            findings.open(
                    sentence
                            + "; somebody deleted it by force, or its grace period is 0, and nobody is on record for"
                            + " that",
                    evidence);
        }
    }

    /** Which containers the last report told to be running. */
    static String stillRunning(PodView last) {
        return last.running().size() == 1
                ? "container " + Phrases.list(last.running()) + " was still running when last reported"
                : "containers " + Phrases.list(last.running()) + " were still running when last reported";
    }

    /** Whether the pod has no grace period because the user of the set wanted none. */
    private boolean askedForNoGrace(Incarnation pod) {
        return PodView.of(pod.lifetime().first()).gracePeriodSeconds() == 0
                && set.podSpecs()
                        .map(spec -> spec.path("terminationGracePeriodSeconds"))
                        .anyMatch(grace -> grace.isNumber() && grace.asLong() == 0);
    }

    /** Whether the first to ask for the deletion wanted another grace period than the pod's own. */
    private static boolean otherGrace(Incarnation pod) {
        return pod.firstTerminating()
                .filter(ending -> ending.object().deletionGracePeriodSeconds().isPresent())
                .filter(ending -> ending.object().deletionGracePeriodSeconds().getAsLong()
                        != PodView.of(ending).gracePeriodSeconds())
                .isPresent();
    }
}
