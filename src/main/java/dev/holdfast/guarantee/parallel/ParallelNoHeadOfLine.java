package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pod of a Parallel set that cannot be created, since its name is that of a pod of somebody else, does not keep the others from being
 * created.
 *
 * <p>Known deviation: the controller creates in batches of 1, 2, 4 and so on, and begins none after one in which a request failed
 * (kubernetes/kubernetes#111778).
 */
public final class ParallelNoHeadOfLine extends ParallelGuarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/111778";

    public ParallelNoHeadOfLine() {
        super(Promise.of(
                        "parallel.no-head-of-line",
                        "With podManagementPolicy Parallel all Pods MUST be launched in parallel: one that cannot be created MUST NOT keep"
                                + " the others from being created")
                .otherwise(
                        Harm.AVAILABILITY,
                        "One name that is taken, or one refused member, keeps half of the set from existing")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management")
                .alsoSeenIn(Kinds.CLAIM)
                .knownDeviation(
                        "Pods are created in batches of 1, 2, 4 and so on, and after one in which a Pod could not be created the"
                                + " Pods of the following batches are not created",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Launches launches = new Launches(context);
        Passes.follow(context, launches::passed, (turn, before) -> {});
        return context.findings()
                .verdict(
                        "all other pods were there when the controller had gone over the set, although one could not be"
                                + " created",
                        "the controller of " + context.name() + " could create all pods");
    }

    private static final class Launches {
        private final JudgingContext context;
        private final Hindrances hindrances;
        private final Set<Integer> reported = new HashSet<>();

        Launches(JudgingContext context) {
            this.context = context;
            this.hindrances = new Hindrances(context);
        }

        private void passed(Pass pass) {
            List<Integer> refused = hindrances.refused(pass);
            boolean sure = hindrances.taken(pass).equals(refused);
            if (refused.isEmpty() || !sure || pass.spec().replicas() == refused.size()) {
                return;
            }
            List<Integer> left = pass.missing().stream()
                    .filter(ordinal -> !refused.contains(ordinal))
                    .toList();
            boolean others = !pass.wanted(pass.situation()::exists).stream()
                    .filter(ordinal -> !refused.contains(ordinal))
                    .toList()
                    .isEmpty();
            if (left.isEmpty() && others) {
                context.findings().judged();
            }
            left.stream()
                    .filter(ordinal -> !reported.contains(ordinal))
                    .forEach(ordinal -> leftOut(pass, ordinal, refused.get(0)));
        }

        private void leftOut(Pass pass, int ordinal, int refused) {
            String sentence = Phrases.pod(ordinal) + " was not there " + pass.words() + ", while "
                    + Phrases.pod(refused) + " could not be created: its name was that of a pod that is not the set's";
            Optional<Observation> control = hindrances.control(pass);
            if (control.isPresent() && hindrances.beyondNames(pass, control.get())) {
                // A later pass may show it.
                return;
            }
            reported.add(ordinal);
            if (control.isEmpty()) {
                context.findings()
                        .open(sentence + "; but nothing shows that it could create pods since then", pass.status());
            } else if (batch(ordinal - pass.spec().start())
                    > batch(refused - pass.spec().start())) {
                context.findings()
                        .deviates(
                                sentence
                                        + ", as Kubernetes does with the pods of the batches after that of the refused one ("
                                        + ISSUE + ")",
                                pass.status(),
                                control.get());
            } else {
                context.findings()
                        .missing(
                                sentence + "; it could create pods: " + Phrases.created(control.get()),
                                pass.status(),
                                control.get());
            }
        }

        /** In which batch an index is: 0 alone, then two, then four. */
        private static int batch(int index) {
            return 31 - Integer.numberOfLeadingZeros(index + 1);
        }
    }
}
