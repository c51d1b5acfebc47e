package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import java.util.List;
import java.util.Optional;

/**
 * A set that is deleted in the foreground is there until its pods are gone, so that whoever waits for its end waits for theirs.
 *
 * <p>It goes when the garbage collector has deleted all pods that it knows of, and so only pods that it had asked to go are held
 * against it: of one that was created as the set was deleted it need not have heard.
 */
public final class DeleteForeground extends Guarantee {
    public DeleteForeground() {
        super(Promise.of(
                        "delete.foreground",
                        "A StatefulSet that is deleted in the foreground MUST stay until all of its Pods are gone")
                .otherwise(
                        Harm.DATA,
                        "Whoever deletes a set and makes it again meets members of the old one that still run")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        int[] pods = {0};
        SetDeletions.of(context.set()).stream()
                .filter(SetDeletions::inTheForeground)
                .filter(deletion -> !SetDeletions.reconsidered(context.set(), deletion))
                .forEach(deletion -> pods[0] += judge(context, deletion));
        return context.findings()
                .verdict(
                        "the set was there until its " + Phrases.count(pods[0], "pod")
                                + (pods[0] == 1 ? " was" : " were") + " gone",
                        "StatefulSet " + context.name() + " was not deleted in the foreground while it had pods");
    }

    /** Judges one deletion, and tells how many pods the set had. */
    private static int judge(JudgingContext context, Observation deletion) {
        List<Incarnation> pods = context.set().incarnations().stream()
                .filter(pod -> pod.controlledBy(deletion))
                .toList();
        Observation gone = SetDeletions.gone(context.set(), deletion);
        if (pods.isEmpty()) {
            return 0;
        }
        if (!gone.deleted()) {
            context.findings()
                    .open(
                            "the set was deleted " + Phrases.at(deletion)
                                    + " in the foreground, and was not gone when the recording ended",
                            deletion);
            return 0;
        }
        context.findings().judged();
        pods.stream().filter(pod -> pod.existsAt(gone.resourceVersion())).forEach(pod -> left(context, pod, gone));
        return pods.size();
    }

    private static void left(JudgingContext context, Incarnation pod, Observation gone) {
        Optional<Observation> asked = pod.firstTerminating()
                .filter(ending -> ending.resourceVersion() < gone.resourceVersion())
                .filter(ending -> context.attribution().actor(pod) == DeletionActor.OWNER_GONE);
        String sentence = "the set was gone " + Phrases.at(gone) + ", although it was deleted in the foreground and "
                + Phrases.pod(pod) + " was not gone"
                + pod.deleted()
                        .map(end -> " until resourceVersion " + end.resourceVersion())
                        .orElse(" until the recording ended");
        if (asked.isEmpty()) {
            context.findings()
                    .open(
                            sentence + "; the garbage collector had not asked for that, and may not have known of it",
                            gone);
        } else if (!blocks(asked.get())) {
            context.findings()
                    .open(
                            sentence
                                    + "; the garbage collector need not have waited for it, since it does not block that",
                            asked.get(),
                            gone);
        } else if (context.attribution().allNotedBy(gone)) {
            context.findings().broken(sentence, asked.get(), gone);
        } else {
            context.findings()
                    .open(
                            sentence + "; somebody may have taken off the finalizer that kept the set",
                            asked.get(),
                            gone);
        }
    }

    /** Whether nobody has changed what the controller says in a pod: that its owner may not go before it. */
    private static boolean blocks(Observation pod) {
        return pod.object()
                .json()
                .path("metadata")
                .path("ownerReferences")
                .valueStream()
                .allMatch(owner -> owner.path("blockOwnerDeletion").asBoolean(true));
    }
}
