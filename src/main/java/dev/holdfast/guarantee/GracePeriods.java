package dev.holdfast.guarantee;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.KilledContainer;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether pods were given the time to stop that they ask for: the request for the deletion grants it, nobody takes it back, and the
 * pod is there until its containers have stopped.
 *
 * <p>Whoever else deletes a pod is free to grant it less, and that is not judged. That a container was killed before its time was over
 * is told by the node, whose clock need not be that of the API server, and so it never breaks a promise.
 */
public final class GracePeriods {
    /** Detail of a deletion: the grace period in seconds that was asked for. */
    private static final String GRACE = "gracePeriodSeconds";

    /** Both clocks write whole seconds. */
    private static final long CUT = 2;

    private final JudgingContext context;
    private final Findings findings;
    private final Attribution attribution;
    private final DeletionActor actor;
    private final String who;
    private final List<String> others = new ArrayList<>();
    private int given;

    private GracePeriods(JudgingContext context, DeletionActor actor, String who) {
        this.context = context;
        this.findings = context.findings();
        this.attribution = context.attribution();
        this.actor = actor;
        this.who = who;
    }

    /** Of pods that are deleted while their set stays, which the controller does as a rule. */
    public static Verdict whileTheSetStays(JudgingContext context) {
        return new GracePeriods(context, DeletionActor.CONTROLLER, "the controller").verdict();
    }

    /** Of pods that go with their set, which is done by the garbage collector. */
    public static Verdict withTheSet(JudgingContext context) {
        return new GracePeriods(context, DeletionActor.OWNER_GONE, "the garbage collector").verdict();
    }

    private Verdict verdict() {
        for (Incarnation pod : context.set().incarnations()) {
            pod.firstTerminating().filter(asked -> concerns(pod) && runs(asked)).ifPresent(asked -> judge(pod, asked));
        }
        String byOthers = others.isEmpty() ? "" : "; others asked for less for " + Phrases.list(others);
        return findings.verdict(
                Phrases.count(given, "pod") + (given == 1 ? " was" : " were")
                        + " given the time to stop that was asked for, and gone only when all containers had stopped"
                        + byOthers,
                "no pod of " + context.name() + " was deleted "
                        + (actor == DeletionActor.OWNER_GONE ? "with its set" : "while its set stayed")
                        + " that had containers to stop" + byOthers);
    }

    private boolean concerns(Incarnation pod) {
        boolean withTheSet = attribution.actor(pod) == DeletionActor.OWNER_GONE;
        return withTheSet == (actor == DeletionActor.OWNER_GONE) && !pod.simulated();
    }

    /** Whether there may be containers: for a pod without a node, and for one that has ended, the server waits for nothing. */
    private static boolean runs(Observation asked) {
        PodView pod = PodView.of(asked);
        return !pod.nodeName().isEmpty() && !pod.ended() && pod.gracePeriodSeconds() > 0;
    }

    private void judge(Incarnation pod, Observation asked) {
        OptionalLong seconds = granted(asked);
        // The server looks for a node before it writes: a pod that was bound in between is gone at once, too.
        boolean boundMeanwhile = seconds.orElse(0) == 0 && !PodView.of(asked).reported();
        if (seconds.isEmpty() || boundMeanwhile) {
            return;
        }
        long wanted = PodView.of(asked).gracePeriodSeconds();
        if (seconds.getAsLong() < wanted) {
            tooShort(pod, asked, seconds.getAsLong(), wanted);
            return;
        }
        Optional<Observation> cut = cutShort(pod, seconds.getAsLong());
        if (cut.isPresent()) {
            cutShort(pod, asked, cut.get());
        } else if (pod.deleted().isPresent()) {
            ended(pod, asked, pod.deleted().get());
        }
    }

    private void ended(Incarnation pod, Observation asked, Observation gone) {
        Optional<String> killed = killed(gone, asked);
        if (killed.isPresent()) {
            findings.open(
                    Phrases.pod(pod) + " was deleted " + Phrases.at(asked) + ", and by the clock of its node container "
                            + killed.get() + " was killed before its time was over",
                    asked,
                    gone);
        } else {
            findings.judged();
            given++;
        }
    }

    /** How long the pod was given; empty when that was not told. */
    private static OptionalLong granted(Observation asked) {
        OptionalLong told = asked.object().deletionGracePeriodSeconds();
        boolean atOnce = asked.deleted()
                && asked.request().map(request -> request.deletes()).orElse(true);
        return told.isEmpty() && atOnce ? OptionalLong.of(0) : told;
    }

    private void tooShort(Incarnation pod, Observation asked, long seconds, long wanted) {
        String sentence = Phrases.pod(pod) + " was given " + seconds + " s to stop when it was deleted "
                + Phrases.at(asked) + " by " + who + ", although it asks for " + wanted + " s";
        if (attribution.actor(pod) != actor && !perhapsController(pod)) {
            others.add(Phrases.pod(pod));
        } else if (attribution.deletedByCluster(asked)) {
            findings.broken(sentence, asked);
        } else {
            findings.open(sentence + "; somebody else may have asked for that", asked);
        }
    }

    private boolean perhapsController(Incarnation pod) {
        return actor == DeletionActor.CONTROLLER
                && attribution.actor(pod) == DeletionActor.UNKNOWN
                && attribution.toldByController(pod);
    }

    /** The first state in which less time was left to containers that still ran, or the pod's end while they did. */
    private static Optional<Observation> cutShort(Incarnation pod, long seconds) {
        return pod.lifetime().states().stream()
                .filter(state -> !PodView.of(state).running().isEmpty())
                .filter(state -> state.deleted()
                        || state.object().deletionGracePeriodSeconds().orElse(seconds) < seconds)
                .findFirst();
    }

    private void cutShort(Incarnation pod, Observation asked, Observation cut) {
        PodView last = PodView.of(cut);
        boolean byForce = byForce(pod, cut) || Attribution.byUser(cut);
        // The pod garbage collector calls the pods of a lost node Failed, and gives them up.
        String sentence = Phrases.pod(pod) + " was " + (cut.deleted() ? "gone " : "given no more time ")
                + Phrases.at(cut) + " while " + Phrases.list(last.running()) + " still ran"
                + ", although it had been deleted " + Phrases.at(asked) + " with its own grace period";
        if (byForce || last.ended()) {
            others.add(Phrases.pod(pod));
        } else if (attribution.allNotedBy(cut) && pod.added().isPresent()) {
            findings.broken(sentence, asked, cut);
        } else {
            findings.open(sentence + "; somebody may have deleted it by force", asked, cut);
        }
    }

    private boolean byForce(Incarnation pod, Observation cut) {
        return context.history().actions(context.subject().namespace()).stream()
                .filter(action -> action.details().containsKey(GRACE))
                .filter(action -> action.deletes(Kinds.POD, pod.name(), pod.uid()))
                .anyMatch(action -> action.index() < cut.index());
    }

    /** The container that was killed before its time was over; empty when none was. */
    private static Optional<String> killed(Observation gone, Observation asked) {
        return asked.object().deletionTimestamp().flatMap(limit -> PodView.of(gone).killed().stream()
                .filter(container -> container.at().plusSeconds(CUT).isBefore(limit))
                .map(KilledContainer::name)
                .findFirst());
    }
}
