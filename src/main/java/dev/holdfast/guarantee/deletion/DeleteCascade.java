package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.KeptClaims;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deleting a set deletes its pods, and neither its Service nor their claims and volumes.
 *
 * <p>In which order the pods go is promised nowhere: the concept page says that there is no guarantee, and one tutorial contradicts
 * itself. So no order is judged.
 */
public final class DeleteCascade extends Guarantee {
    public DeleteCascade() {
        super(Promise.of(
                        "delete.cascade",
                        "Deleting a StatefulSet MUST delete its Pods, and MUST NOT delete its headless Service, nor the"
                                + " PersistentVolumeClaims and PersistentVolumes of its Pods")
                .otherwise(Harm.DATA, "Data goes with the set, or its pods run on without a controller")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/#deleting-a-statefulset")
                .alsoSeenIn(Kinds.CLAIM, Kinds.SERVICE, Kinds.VOLUME));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<Incarnation> gone = new ArrayList<>();
        SetDeletions.of(context.set()).stream()
                .filter(deletion ->
                        !SetDeletions.orphans(deletion) && !SetDeletions.reconsidered(context.set(), deletion))
                .forEach(deletion -> judge(context, deletion, gone));
        return context.findings()
                .verdict(
                        "deleting the set deleted its " + gone.size() + (gone.size() == 1 ? " pod" : " pods")
                                + " and nothing else",
                        "StatefulSet " + context.name() + " was not deleted together with its pods");
    }

    private static void judge(JudgingContext context, Observation deletion, List<Incarnation> gone) {
        KeptClaims claims = new KeptClaims(context);
        String why = "StatefulSet " + context.name() + " had been deleted " + Phrases.at(deletion);
        for (Incarnation pod : context.set().incarnations()) {
            if (!pod.controlledBy(deletion)) {
                continue;
            }
            if (pod.deleted().isPresent()) {
                gone.add(pod);
                context.findings().judged();
            } else if (released(pod, deletion)) {
                released(context, pod, deletion, why);
            } else {
                context.findings()
                        .open(
                                Phrases.pod(pod) + " was not gone when the recording ended, and " + why,
                                deletion,
                                pod.lifetime().last());
            }
            if (!StatefulSetView.of(deletion).deletesClaimsWhenDeleted()) {
                claims.judge(pod, deletion, why);
                volumes(context, pod, deletion, why);
            }
        }
        service(context, deletion, why);
    }

    private static void released(JudgingContext context, Incarnation pod, Observation deletion, String why) {
        Observation last = pod.lifetime().last();
        String sentence = Phrases.pod(pod) + " was released " + Phrases.at(last) + " instead of deleted after " + why;
        if (context.attribution().allNotedBy(last)) {
            context.findings().broken(sentence, deletion, last);
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; nobody is on record for that, and it breaks the guarantee only if the cluster"
                                    + " did it",
                            deletion,
                            last);
        }
    }

    // A pod whose labels do not fit any more is released by its controller, whatever becomes of the set.
    private static boolean released(Incarnation pod, Observation deletion) {
        Observation last = pod.lifetime().last();
        return last.object().controllerUid().isEmpty()
                && last.object()
                        .labels()
                        .entrySet()
                        .containsAll(StatefulSetView.of(deletion).matchLabels().entrySet());
    }

    private static void volumes(JudgingContext context, Incarnation pod, Observation deletion, String why) {
        Claims claims = Claims.of(context.set());
        for (String name : claims.of(pod).values()) {
            claims.existing(name, deletion.resourceVersion())
                    .filter(claim -> claim.firstTerminating().isEmpty())
                    .flatMap(claims::volumeOf)
                    .ifPresent(volume -> volume.deleted()
                            .filter(gone -> gone.resourceVersion() > deletion.resourceVersion())
                            .ifPresent(gone -> context.deleted(
                                    Kinds.VOLUME,
                                    volume,
                                    "volume " + volume.name() + " of " + Phrases.pod(pod.ordinal()) + " was deleted "
                                            + Phrases.at(gone) + " after " + why,
                                    deletion,
                                    gone)));
        }
    }

    private static void service(JudgingContext context, Observation deletion, String why) {
        String name = StatefulSetView.of(deletion).serviceName();
        for (Lifetime service :
                context.history().lifetimes(Kinds.SERVICE, context.subject().namespace())) {
            Optional<Observation> ending = service.firstTerminating();
            if (service.name().equals(name)
                    && ending.isPresent()
                    && ending.get().resourceVersion() > deletion.resourceVersion()) {
                context.deleted(
                        Kinds.SERVICE,
                        service,
                        "Service " + name + " was deleted " + Phrases.at(ending.get()) + " after " + why,
                        deletion,
                        ending.get());
            }
        }
    }
}
