package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When all pods of one version are gone, those of the next are created as podManagementPolicy says, on the claims that their
 * predecessors had.
 */
public final class RecreateByPolicy extends RecreateGuarantee {
    private static final Set<String> REFUSALS = Set.of("FailedCreate", "FailedUpdate");

    public RecreateByPolicy() {
        super(Promise.of(
                        "recreate.by-policy",
                        "Once all Pods have terminated, the new Pods MUST be created according to the podManagementPolicy: with"
                                + " OrderedReady in ascending order, each when the one before it is Running and Ready, with Parallel all"
                                + " at once; and each MUST have the PersistentVolumeClaims that the Pod before it had")
                .otherwise(
                        Harm.AVAILABILITY,
                        "After each update members start before those that they have to join, or without their data")
                .documentedAt(DOCUMENTATION + PROPOSAL)
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Creations(context).verdict();
    }

    private static final class Creations {
        private final JudgingContext context;
        private final Claims claims;
        private final Removal removal;
        /** By their ordinals, the pods of the next version that were created since all of the one before were gone. */
        private final Map<Integer, PodTransition> created = new TreeMap<>();

        private final TreeSet<Integer> all = new TreeSet<>();
        /** Whether the controller has gone over the set since it created the first of them. */
        private boolean passed;

        Creations(JudgingContext context) {
            this.context = context;
            this.claims = Claims.of(context.set());
            this.removal = new Removal(context);
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, this::take);
            return context.findings()
                    .verdict(
                            "the pods " + Phrases.list(all)
                                    + " were created as podManagementPolicy says, on the claims that they had",
                            "no two pods of " + context.name()
                                    + " were created in the place of those of another version while its strategy was Recreate");
        }

        private void written(Observation written, ReplayState before) {
            removal.written(written);
            if (!created.isEmpty() && !passed) {
                RecreatePass.endedBy(written, before).ifPresent(this::passed);
            }
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING)) {
                ending(turn, before);
            } else if (JudgingContext.createdForTheSet(turn, before)
                    && removal.endedBy(turn, before)
                    && !created.containsKey(turn.ordinal())) {
                created(turn, before);
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            if (removal.takes(turn, before)) {
                if (!created.isEmpty()) {
                    removal.clear();
                    created.clear();
                    passed = false;
                }
                removal.ending(turn, before);
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            created.put(turn.ordinal(), turn);
            all.add(turn.ordinal());
            Optional.ofNullable(removal.pods().get(turn.ordinal())).ifPresent(pod -> claims(pod, turn));
            if (before.possible().stream().allMatch(StatefulSetView::ordered)) {
                ordered(turn, before);
            }
        }

        private void ordered(PodTransition turn, ReplayState before) {
            int ordinal = turn.ordinal();
            List<OptionalInt> waiting = before.possible().stream()
                    .map(spec -> before.unhealthyWhenCreating(spec.start(), ordinal))
                    .toList();
            if (waiting.stream().allMatch(OptionalInt::isPresent)) {
                int culprit = waiting.get(waiting.size() - 1).getAsInt();
                context.broken(
                        turn,
                        before,
                        Phrases.pod(ordinal) + " was created in the next version " + Phrases.at(turn.at()) + " while "
                                + before.plight(culprit) + ", although podManagementPolicy is OrderedReady",
                        turn.at(),
                        before.evidence(culprit, turn.at()));
            } else if (before.possible().stream().allMatch(spec -> spec.start() < ordinal)) {
                context.findings().judged();
            }
        }

        /** The controller goes on to the next pod of a Parallel set without ending a pass, unless a request was refused. */
        private void passed(RecreatePass pass) {
            StatefulSetView spec = StatefulSetView.of(pass.status());
            if (spec.ordered() || pass.old().isPresent()) {
                return;
            }
            passed = true;
            Optional<Integer> left = removal.pods().keySet().stream()
                    .filter(ordinal -> spec.wants(ordinal) && !created.containsKey(ordinal))
                    .filter(ordinal -> hadToBeGone(removal.pods().get(ordinal), spec))
                    .filter(ordinal ->
                            pass.situation().surelyMissing(ordinal, ordinal + 1).isPresent())
                    .findFirst();
            PodTransition first = created.values().iterator().next();
            if (left.isEmpty() && created.size() > 1) {
                context.findings().judged();
            } else if (left.isPresent() && !mayHaveBeenRefused(left.get())) {
                context.findings()
                        .broken(
                                Phrases.pod(left.get()) + " was not there " + Phrases.at(pass.status())
                                        + ", when the controller said that it had gone over the set, although "
                                        + Phrases.pod(first.ordinal()) + " was created in the next version "
                                        + Phrases.at(first.at()) + ", and podManagementPolicy is Parallel",
                                first.at(),
                                pass.status());
            }
        }

        /** Whether the controller creates no pod before it knows that this one is gone; not so where the template was changed back. */
        private static boolean hadToBeGone(Incarnation old, StatefulSetView spec) {
            return Removal.never(old, spec.updateRevision());
        }

        private boolean mayHaveBeenRefused(int ordinal) {
            String name = context.name() + "-" + ordinal;
            boolean said = context.history().observations(Kinds.EVENT).stream()
                    .map(EventView::of)
                    .anyMatch(event -> event.byStatefulSetController()
                            && event.about().name().equals(context.name())
                            && REFUSALS.contains(event.reason()));
            boolean taken = context
                    .history()
                    .lifetimes(Kinds.POD, context.subject().namespace())
                    .stream()
                    .anyMatch(pod -> pod.name().equals(name)
                            && context.set().withUid(pod.uid()).isEmpty());
            boolean going = claims.ofSet().stream()
                    .anyMatch(claim -> claim.firstTerminating().isPresent());
            // In a namespace that is to end nothing is created any more, not even the Event that says so.
            boolean namespaceGoing = context.history().observations("Namespace").stream()
                    .map(Observation::object)
                    .anyMatch(namespace ->
                            namespace.name().equals(context.subject().namespace()) && namespace.terminating());
            return said || taken || going || namespaceGoing;
        }

        private void claims(Incarnation old, PodTransition turn) {
            Map<String, String> had = claims.of(old);
            Map<String, String> has = claims.of(turn.pod());
            if (!had.equals(has)) {
                context.findings()
                        .broken(
                                Phrases.pod(turn.pod()) + ", created in the next version " + Phrases.at(turn.at())
                                        + ", mounts the claims " + has.values() + ", and the pod before it had "
                                        + had.values(),
                                old.lifetime().first(),
                                turn.at());
                return;
            }
            for (String name : had.values()) {
                claims.usedBy(old, name)
                        .filter(claim -> claim.deleted().isPresent()
                                && !claim.existsAt(turn.at().resourceVersion()))
                        .ifPresent(claim -> lost(claim, turn));
            }
        }

        private void lost(Lifetime claim, PodTransition turn) {
            Observation gone = claim.deleted().orElseThrow();
            context.deleted(
                    Kinds.CLAIM,
                    claim,
                    "claim " + claim.name() + ", which the pod before it had, was gone " + Phrases.at(gone) + " when "
                            + Phrases.pod(turn.pod()) + " was created in the next version " + Phrases.at(turn.at()),
                    gone,
                    turn.at());
        }
    }
}
