package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/**
 * With a fault switched on, the guarantee that it breaks is judged broken in nearly all lives that the fault reaches. Between what
 * users do, everything comes to rest, so that nothing but the fault explains what is seen.
 */
class SimulatedFaultsTest {
    private static final int LIVES = Integer.getInteger("holdfast.lives", 1000) / 50;
    private static final int EDGE_CASES = 1000;

    /**
     * What nobody can see who only watches: what is said inside of pods, what the API server answers, and Deployments, budgets and
     * quotas, which the simulation has not; and what becomes of interruptions, since in these lives there are none.
     */
    private static final Set<String> OUT_OF_SIGHT = Set.of(
            "api.defaults",
            "api.gated-fields",
            "api.immutable",
            "api.name-length",
            "api.scale",
            "api.validation",
            "contrast.deployment",
            "evict.budget",
            "identity.dns",
            "identity.dns-follows-ip",
            "identity.dns-not-ready",
            "identity.dns-ready-set",
            "identity.dns-srv",
            "identity.hostname",
            "pdb.counts-rollout",
            "pdb.not-consulted",
            "quota.recovers",
            "node.back",
            "node.deleted",
            "node.drain",
            "node.kubelet-restart",
            "node.out-of-service",
            "node.sticky",
            "node.unreachable",
            "resume.api-server",
            "resume.controller",
            "storage.fresh-after-delete",
            "storage.mounted");
    /**
     * What no fault of the simulation breaks: nobody relabels pods, moves the first ordinal or makes revisions in its lives, and its
     * controller recreates pods rightly.
     */
    private static final Set<String> NOT_ACTED_OUT = Set.of(
            "adopt.changed-template",
            "adopt.foreign",
            "adopt.release",
            "adopt.version",
            "ordinal.move",
            "ordinal.partition-index",
            "recreate.all-gone-first",
            "recreate.by-policy",
            "recreate.heals",
            "recreate.progressing",
            "recreate.type-change",
            "revision.stray");

    private static final List<FaultExpectation> EXPECTATIONS = FaultExpectations.all();

    @Example
    void everyFaultIsNoticedInNearlyAllLivesThatItReaches() {
        List<Result> results = EXPECTATIONS.stream().map(Result::new).toList();
        results.forEach(Result::live);
        System.out.println("faults noticed, of the lives that they reached:\n"
                + results.stream().map(Result::line).collect(Collectors.joining("\n")));
        assertThat(EXPECTATIONS.stream().map(FaultExpectation::fault)).contains(Fault.values());
        assertThat(results.stream().filter(Result::tooFew)).isEmpty();
        Set<String> never = Catalogue.all().stream().map(Guarantee::id).collect(Collectors.toCollection(TreeSet::new));
        results.forEach(result -> never.removeAll(result.broken));
        never.removeAll(OUT_OF_SIGHT);
        never.removeAll(NOT_ACTED_OUT);
        assertThat(never).isEmpty();
    }

    /** How often a fault was noticed. */
    private static final class Result {
        private final FaultExpectation expected;
        private int reached;
        private int noticed;
        private final Set<String> broken = new TreeSet<>();
        private String firstMissed = "";

        Result(FaultExpectation expected) {
            this.expected = expected;
        }

        void live() {
            RandomGenerator<Life> generator = expected.reaching().generator(EDGE_CASES);
            Random random = new Random(1);
            for (int i = 0; i < LIVES; i++) {
                Life life = generator.next(random).value();
                Cluster cluster = life.run(EnumSet.of(expected.fault()));
                if (cluster.faults.struck(expected.fault())) {
                    reached++;
                    judge(life, new Recording(expected.witness(), i, 0).of(cluster, life.version()));
                }
            }
        }

        private void judge(Life life, History history) {
            List<Judgement> judged = Judge.of(history, Runnable::run);
            judged.stream()
                    .filter(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                    .forEach(judgement -> broken.add(judgement.guarantee().id()));
            List<Judgement> asked = judged.stream()
                    .filter(judgement ->
                            expected.breaks().contains(judgement.guarantee().id()))
                    .toList();
            if (asked.stream().anyMatch(judgement -> judgement.verdict().outcome() == Outcome.FAILED)) {
                noticed++;
            } else if (firstMissed.isEmpty()) {
                firstMissed = life + "\n"
                        + asked.stream()
                                .map(judgement -> judgement.guarantee().id() + ": "
                                        + judgement.verdict().outcome() + ", "
                                        + judgement.verdict().sentence())
                                .collect(Collectors.joining("\n"));
            }
        }

        boolean tooFew() {
            return reached == 0 || noticed * 100 < expected.floor() * reached;
        }

        String line() {
            return String.format(
                    "%-30s %3d of %3d (%s)",
                    expected.fault(), noticed, reached, String.join(", ", new TreeSet<>(expected.breaks())));
        }

        @Override
        public String toString() {
            return line() + ", to be noticed in " + expected.floor() + " of 100; not in\n" + firstMissed;
        }
    }
}
