package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.SetRevisions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A return to an earlier template uses the ControllerRevision that it had.
 *
 * <p>The documentation says that a rollback creates a new ControllerRevision; the controller gives the old one a higher number, and
 * this asserts that.
 */
public final class UpdateRollbackReuse extends Guarantee {
    public UpdateRollbackReuse() {
        super(Promise.of(
                        "update.rollback-reuse",
                        "When the template is changed back to an earlier one, the controller MUST use the ControllerRevision of that"
                                + " template again instead of creating another")
                .otherwise(Harm.ROLLOUT, "A rollback restarts members that run the wanted version already")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history")
                .seenOnlyIn(Kinds.STATEFUL_SET, Kinds.REVISION));
    }

    /**
     * A change of the template to one that the set had before.
     *
     * @param earlier the revision that the template had
     * @param now the one that the controller names for it since
     * @param last whether no other spec came after it
     */
    private record Return(Observation changed, String earlier, Optional<String> now, boolean last) {}

    @Override
    protected Verdict judge(JudgingContext context) {
        SetRevisions revisions = new SetRevisions(context.set());
        returns(context).forEach(back -> judge(back, revisions, context));
        revisions.twins().forEach(twins -> twins(twins.get(0), twins.get(1), context));
        return context.findings()
                .verdict(
                        "each return to an earlier template used its ControllerRevision again",
                        "the template of " + context.name() + " was never changed back to an earlier one");
    }

    private static void twins(Lifetime kept, Lifetime created, JudgingContext context) {
        String sentence = "ControllerRevision " + created.name() + " was created " + Phrases.at(created.first())
                + " with the same template that " + kept.name() + " keeps";
        if (context.attribution().allNotedBy(created.first())) {
            context.findings().broken(sentence, kept.first(), created.first());
        } else {
            context.findings()
                    .open(
                            sentence + "; nobody is on record for that, and anybody may copy one",
                            kept.first(),
                            created.first());
        }
    }

    private static List<Return> returns(JudgingContext context) {
        List<Return> returns = new ArrayList<>();
        Map<String, String> known = new HashMap<>();
        List<Observation> specs = context.set().specs();
        for (int i = 0; i < specs.size(); i++) {
            Observation state = specs.get(i);
            StatefulSetView now = StatefulSetView.of(state);
            Optional<Observation> before = i == 0
                    ? Optional.empty()
                    : Optional.of(specs.get(i - 1))
                            .filter(old ->
                                    old.object().uid().equals(state.object().uid()));
            if (before.isEmpty()) {
                known.clear();
            }
            boolean changed = before.filter(
                            old -> !StatefulSetView.of(old).template().equals(now.template()))
                    .isPresent();
            if (changed && known.containsKey(now.template())) {
                returns.add(new Return(
                        state,
                        known.get(now.template()),
                        context.revisions().acknowledged(now),
                        i == specs.size() - 1));
            }
            context.revisions().acknowledged(now).ifPresent(revision -> known.putIfAbsent(now.template(), revision));
        }
        return returns;
    }

    private static void judge(Return back, SetRevisions revisions, JudgingContext context) {
        String changed = "the template was changed back " + Phrases.at(back.changed());
        if (back.now().isEmpty()) {
            // What was written over may never have been looked at.
            if (back.last()) {
                context.findings()
                        .open(
                                changed
                                        + ", but the controller did not name a revision for it until the recording ended",
                                back.changed());
            }
            return;
        }
        String uid = back.changed().object().uid();
        List<Lifetime> kept = revisions.named(back.earlier(), uid);
        long used = revisions.named(back.now().get(), uid).stream()
                .mapToLong(revision -> revision.first().resourceVersion())
                .reduce(back.changed().resourceVersion(), Math::max);
        Optional<Observation> gone = kept.stream()
                .flatMap(revision -> revision.deleted().stream())
                .filter(end -> end.resourceVersion() < used)
                .findFirst();
        boolean again = !back.now().get().equals(back.earlier()) || kept.size() > 1;
        if (kept.isEmpty()) {
            context.findings().open("ControllerRevision " + back.earlier() + " was not observed", back.changed());
        } else if (!again) {
            numbered(back, kept.get(0), revisions, context);
        } else if (gone.filter(end -> revisions.pruned(end, uid)).isEmpty()) {
            String broken = kept.size() > 1
                    ? "ControllerRevision " + back.earlier() + " was created again "
                            + Phrases.at(kept.get(1).first())
                    : changed + " to that of ControllerRevision " + back.earlier() + ", but the controller updates to "
                            + back.now().get();
            Observation shows = kept.size() > 1 ? kept.get(1).first() : back.changed();
            if (gone.isPresent() && !byCluster(gone.get(), context)) {
                context.findings()
                        .open(
                                broken + "; it had been deleted " + Phrases.at(gone.get())
                                        + ", and nobody is on record for that",
                                shows);
            } else {
                context.findings().broken(broken, shows);
            }
        }
    }

    /** Whether the cluster deleted a revision, as far as is known: a scenario never does. */
    private static boolean byCluster(Observation gone, JudgingContext context) {
        return gone.request()
                .map(AuditedRequest::byCluster)
                .orElse(!context.history().actions().isEmpty());
    }

    // The number tells which template is the latest, so it has to be the highest. It is that already when the
    // controller never
    // looked while there was another template.
    private static void numbered(Return back, Lifetime revision, SetRevisions revisions, JudgingContext context) {
        long changed = back.changed().resourceVersion();
        long highest = revisions.highestOther(revision, back.changed().object().uid(), changed);
        boolean latest = revision.states().stream()
                .skip(Math.max(0, revision.states().indexOf(revision.at(changed).orElse(revision.first()))))
                .anyMatch(state -> RevisionView.of(state).revision() > highest);
        if (latest) {
            context.findings().judged();
        } else {
            context.findings()
                    .open(
                            "the template was changed back " + Phrases.at(back.changed()) + ", but ControllerRevision "
                                    + revision.name() + " did not get a higher number than " + highest
                                    + " until the recording ended",
                            back.changed());
        }
    }
}
