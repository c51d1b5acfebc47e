package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.simulation.Recording.Witness;
import dev.holdfast.simulation.StatefulSetSpec.PodManagement;
import dev.holdfast.simulation.StatefulSetSpec.Retention;
import dev.holdfast.simulation.StatefulSetSpec.Rolling;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;
import dev.holdfast.simulation.UserStep.DeleteSet.Propagation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
     * What a fault has to do.
     *
     * @param breaks any of these has to be judged broken
     * @param reaching lives that it reaches
     * @param floor in how many of a hundred lives that it reached, at least
     */
    private record Expectation(Fault fault, Set<String> breaks, Witness witness, Arbitrary<Life> reaching, int floor) {}

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

    private static final List<Expectation> EXPECTATIONS = expectations();

    private static List<Expectation> expectations() {
        List<Expectation> all = new ArrayList<>();
        Step deletion = new UserStep.DeleteSet(Propagation.BACKGROUND);
        Arbitrary<Life> created = after(ordered(), List.of());
        Arbitrary<Life> scaledUp = after(ordered(), List.of(scale(5)));
        Arbitrary<Life> scaledDown = after(ordered(), List.of(scale(4), scale(1)));
        Arbitrary<Life> rolled = after(ordered(), List.of(scale(3), image("nginx:2")));
        Arbitrary<Life> partitioned = after(
                ordered(),
                List.of(
                        scale(3),
                        new UserStep.Partition(2),
                        image("nginx:2"),
                        new UserStep.DeletePod(0),
                        image("nginx:2")));
        broken(
                all,
                Fault.IGNORES_START,
                after(ordered().map(spec -> spec.with(s -> s.start = 2)), List.of()),
                95,
                "identity.name",
                "order.create");
        broken(all, Fault.LABELS_WRONG_NAME, created, 95, "identity.labels");
        broken(all, Fault.MOUNTS_OTHER_CLAIM, created, 95, "storage.claim-name");
        broken(all, Fault.SHARES_CLAIM, scaledUp, 95, "storage.claim-name");
        broken(all, Fault.MAKES_CLAIMS_LATE, created, 80, "storage.claim-before-pod");
        brokenForItsScenario(all, Fault.DELETES_CLAIM_WITH_POD, rolled, 90, "storage.rebind", "identity.map");
        brokenForItsScenario(
                all, Fault.STAMPS_CLAIMS_FOR_SET, after(ordered(), List.of(deletion)), 90, "storage.survives-delete");
        brokenForItsScenario(all, Fault.STAMPS_CLAIMS_FOR_POD, scaledDown, 90, "storage.survives-scale-down");
        broken(all, Fault.CREATES_WITHOUT_WAITING, created, 90, "order.waits-ready");
        broken(
                all,
                Fault.CREATES_WITHOUT_WAITING,
                after(ordered(), List.of(scale(3), new Incident(Incident.Kind.STAYS_UNREADY, 0), scale(5))),
                90,
                "order.scale-up-blocked-by-unready");
        broken(
                all,
                Fault.CREATES_WITHOUT_WAITING,
                after(ordered(), List.of(new Step.AtOnce(List.of(scale(6), new UserStep.ForceDeletePod(0))))),
                90,
                "order.refill-lowest");
        broken(all, Fault.CREATES_HIGHEST_FIRST, created, 90, "order.create");
        broken(all, Fault.DELETES_LOWEST_FIRST, scaledDown, 90, "order.scale-down-reverse");
        broken(all, Fault.DELETES_WITHOUT_WAITING, scaledDown, 90, "order.scale-down-waits-termination");
        broken(
                all,
                Fault.SCALES_DOWN_WITHOUT_WAITING,
                after(ordered(), List.of(scale(4), new Incident(Incident.Kind.STAYS_UNREADY, 0), scale(2))),
                90,
                "order.scale-down-blocked");
        broken(
                all,
                Fault.UPDATES_BEFORE_SCALING,
                after(ordered(), List.of(scale(2), new UserStep.SetImageAndScale("nginx:2", 4))),
                90,
                "order.scale-before-update");
        broken(all, Fault.RESTARTS_ON_SCALE_UP, scaledUp, 90, "order.scale-up", "order.scale-does-not-restart");
        brokenForItsScenario(all, Fault.DELETES_BY_FORCE, rolled, 90, "amo.runtime");
        broken(all, Fault.DELETES_WITHOUT_CAUSE, created, 90, "order.no-causeless-deletion");
        broken(all, Fault.UPDATES_LOWEST_FIRST, rolled, 90, "update.rolling-reverse");
        broken(all, Fault.UPDATES_WITHOUT_WAITING, rolled, 90, "update.waits-ready");
        broken(all, Fault.UPDATES_BELOW_PARTITION, partitioned, 90, "update.partition");
        broken(all, Fault.RECREATES_NEW_BELOW_PARTITION, partitioned, 90, "update.partition-recreate-old");
        broken(
                all,
                Fault.ROLLS_BACK_BELOW_PARTITION,
                after(
                        ordered(),
                        List.of(scale(3), new UserStep.Partition(1), image("nginx:2"), new UserStep.Partition(3))),
                90,
                "update.partition-raise");
        brokenForItsScenario(
                all,
                Fault.RECREATES_NEW_BELOW_PARTITION,
                after(
                        ordered().map(spec -> spec.with(s -> s.rolling = Optional.empty())),
                        List.of(scale(3), image("broken:1"), new UserStep.DeletePod(0))),
                90,
                "update.midrollout-restore");
        broken(
                all,
                Fault.UPDATES_ON_DELETE,
                after(
                        ordered()
                                .map(spec -> spec.with(s -> {
                                    s.strategy = Strategy.ON_DELETE;
                                    s.rolling = Optional.empty();
                                })),
                        List.of(scale(3), image("nginx:2"))),
                90,
                "update.on-delete");
        broken(
                all,
                Fault.MAKES_REVISIONS_ANEW,
                after(ordered(), List.of(image("nginx:2"), image("nginx:1"))),
                90,
                "update.rollback-reuse");
        broken(
                all,
                Fault.UPDATES_WITHOUT_WAITING,
                after(ordered(), List.of(scale(3), image("broken:1"))),
                90,
                "update.stuck-stops");
        brokenForItsScenario(
                all,
                Fault.MAKES_POD_OF_TEMPLATE_BEFORE,
                after(ordered(), List.of(scale(3), image("broken:1"), image("nginx:1"), new UserStep.DeletePod(2))),
                90,
                "update.forced-rollback");
        broken(
                all,
                Fault.MAKES_POD_OF_TEMPLATE_BEFORE,
                after(ordered(), List.of(scale(3), image("broken:1"), image("nginx:2"), new UserStep.DeletePod(2))),
                90,
                "update.supersede");
        broken(
                all,
                Fault.RESTARTS_ON_ROLLBACK,
                after(ordered(), List.of(scale(3), new UserStep.Partition(2), image("nginx:2"), image("nginx:1"))),
                90,
                "update.rollback-in-mid-roll");
        broken(all, Fault.MAKES_REVISION_FOR_EVERY_SPEC, scaledUp, 90, "revision.no-op");
        broken(
                all,
                Fault.KEEPS_ALL_REVISIONS,
                after(
                        ordered(),
                        List.of(new UserStep.KeepRevisions(0), image("nginx:2"), image("nginx:3"), scale(5), scale(1))),
                90,
                "revision.history-limit");
        broken(all, Fault.LABELS_OTHER_REVISION, rolled, 90, "revision.truth");
        broken(all, Fault.COUNTS_ONE_MORE, created, 90, "update.status-truth");
        broken(all, Fault.PROMOTES_EARLY, rolled, 90, "status.promotion");
        broken(all, Fault.OBSERVES_AHEAD, created, 90, "status.observed");
        broken(all, Fault.SAYS_COMPLETE_AT_ONCE, rolled, 90, "update.completes", "update.status-truth");
        brokenForItsScenario(
                all,
                Fault.COLLECTS_ORPHANS,
                after(ordered(), List.of(new UserStep.DeleteSet(Propagation.ORPHAN))),
                90,
                "delete.orphan");
        broken(
                all,
                Fault.DELETES_ADOPTED,
                after(
                        ordered(),
                        List.of(
                                new UserStep.DeleteSet(Propagation.ORPHAN),
                                new UserStep.Create(UserStep.SET, StatefulSetSpec.ordinary(3)))),
                90,
                "delete.adopt");
        brokenForItsScenario(all, Fault.DELETES_SERVICE, after(ordered(), List.of(deletion)), 90, "delete.cascade");
        all.add(new Expectation(
                Fault.DOES_NOT_REPLACE,
                Set.of("replace.deleted"),
                Witness.SCENARIO,
                after(
                        ordered(),
                        List.of(
                                scale(3),
                                new UserStep.DeletePod(1),
                                new UserStep.WaitInVain(),
                                new UserStep.Scale("other", 3),
                                new UserStep.SeeAtWork())),
                80));
        all.add(new Expectation(
                Fault.DOES_NOT_REPLACE,
                Set.of("evict.replaced"),
                Witness.SCENARIO,
                after(
                        ordered(),
                        List.of(
                                scale(3),
                                new UserStep.Evict(1),
                                new UserStep.WaitInVain(),
                                new UserStep.Scale("other", 3),
                                new UserStep.SeeAtWork())),
                80));
        brokenForItsScenario(all, Fault.LETS_GO_WHILE_RUNNING, rolled, 90, "amo.runtime");
        brokenForItsScenario(all, Fault.LETS_GO_WHILE_RUNNING, rolled, 75, "amo.instances");
        broken(
                all,
                Fault.DELETES_LOWEST_FIRST,
                after(ordered(), List.of(scale(3), scale(0))),
                90,
                "order.scale-to-zero");
        broken(
                all,
                Fault.UPDATES_BELOW_PARTITION,
                after(ordered(), List.of(new UserStep.Partition(5), image("nginx:2"))),
                90,
                "update.partition-ge-replicas");
        claimTemplates(all);
        endings(all, deletion);
        retention(all, deletion);
        parallel(all);
        parallelUpdates(all);
        availability(all);
        maxUnavailable(all);
        return all;
    }

    private static void claimTemplates(List<Expectation> all) {
        Arbitrary<Life> created = after(ordered(), List.of());
        broken(all, Fault.MOUNTS_CLAIM_OF_OTHER_SET, created, 90, "storage.equal-names");
        broken(all, Fault.KEEPS_VOLUME_OF_TEMPLATE, created, 90, "storage.template-wins");
        broken(
                all,
                Fault.SHARES_CLAIM,
                after(ordered().map(spec -> spec.with(s -> s.claimTemplates = List.of("data", "log"))), List.of()),
                90,
                "storage.many-templates");
        brokenForItsScenario(
                all,
                Fault.SHARES_CLAIM,
                after(
                        ordered().map(spec -> spec.with(s -> s.replicas = 1)),
                        List.of(new UserStep.MakeManagedClaim(1), scale(2))),
                90,
                "storage.existing-claim");
    }

    /** What is said of pods that end, of their own accord or with their set. */
    private static void endings(List<Expectation> all, Step deletion) {
        Step look = new UserStep.LookTwice();
        Step foreground = new UserStep.DeleteSet(Propagation.FOREGROUND);
        Step fails = new Incident(Incident.Kind.IS_EVICTED_BY_KUBELET, 0);
        brokenForItsScenario(
                all, Fault.DELETES_BY_FORCE, after(ordered(), List.of(scale(4), scale(1))), 90, "replace.graceful");
        brokenForItsScenario(all, Fault.COLLECTS_BY_FORCE, after(ordered(), List.of(deletion)), 90, "delete.graceful");
        brokenForItsScenario(
                all, Fault.FORGETS_DEPENDENTS, after(ordered(), List.of(foreground)), 80, "delete.foreground");
        broken(all, Fault.CREATES_FOR_SET_THAT_GOES, after(ordered(), List.of(foreground)), 80, "delete.stands-still");
        broken(all, Fault.LEAVES_FAILED, after(ordered(), List.of(fails, look)), 90, "replace.terminal");
        broken(
                all,
                Fault.LEAVES_FAILED_CONDEMNED,
                after(
                        ordered(),
                        List.of(
                                scale(4),
                                new Incident(Incident.Kind.STAYS_UNREADY, 0),
                                scale(3),
                                new Incident(Incident.Kind.IS_EVICTED_BY_KUBELET, 3),
                                new Incident(Incident.Kind.RECOVERS, 0),
                                look)),
                90,
                "order.scale-down-terminal");
        brokenForItsScenario(
                all, Fault.FAILS_WHILE_RUNNING, after(ordered(), List.of(fails)), 90, "replace.after-stop");
        broken(
                all,
                Fault.REPLACES_RESTARTED,
                after(ordered(), List.of(new Incident(Incident.Kind.RESTARTS, 0))),
                90,
                "replace.not-on-restart");
    }

    /** What is said of updates that may take down several pods at once, where that is known to the controller. */
    private static void maxUnavailable(List<Expectation> all) {
        Arbitrary<StatefulSetSpec> two =
                ordered().map(spec -> spec.with(s -> s.rolling = Optional.of(new Rolling(0, "2"))));
        List<Step> roll = List.of(scale(5), image("nginx:2"));
        Arbitrary<Life> rolled = soonAvailable(honouring(after(two, roll)));
        broken(all, Fault.UPDATES_ONE_TOO_MANY, rolled, 90, "update.max-unavailable");
        broken(all, Fault.UPDATES_ONE_BY_ONE, rolled, 70, "update.max-unavailable-used");
        broken(all, Fault.CREATES_WITHOUT_WAITING, rolled, 70, "update.max-unavailable-ordered");
        broken(
                all,
                Fault.COUNTS_FROM_PARTITION,
                soonAvailable(honouring(after(
                        parallel(),
                        List.of(
                                scale(3),
                                new UserStep.Partition(1),
                                new Incident(Incident.Kind.STAYS_UNREADY, 0),
                                image("nginx:2"))))),
                70,
                "update.max-unavailable-range");
    }

    private static Arbitrary<Life> honouring(Arbitrary<Life> lives) {
        return lives.filter(life -> life.version().honoursMaxUnavailable());
    }

    /** What is said of pods that are available a long time after they are Ready. */
    private static void availability(List<Expectation> all) {
        Arbitrary<StatefulSetSpec> slow = ordered().map(spec -> spec.with(s -> s.minReadySeconds = 20));
        Arbitrary<StatefulSetSpec> slowParallel = parallel().map(spec -> spec.with(s -> s.minReadySeconds = 8));
        Fault ignores = Fault.IGNORES_MIN_READY;
        broken(all, ignores, soonAvailable(after(slow, List.of())), 80, "order.waits-available");
        broken(
                all,
                ignores,
                soonAvailable(after(slow, List.of(scale(3), image("nginx:2")))),
                80,
                "update.waits-available");
        broken(
                all,
                ignores,
                soonAvailable(after(ordered(), List.of(scale(3), new UserStep.MinReadyAndScale(60, 1)))),
                80,
                "order.scale-down-waits-available");
        broken(
                all,
                ignores,
                soonAvailable(
                        after(slowParallel, List.of(scale(3), new Step.Wait(20_000), image("nginx:2"), scale(3)))),
                60,
                "parallel.update-waits-available");
        broken(all, Fault.COUNTS_READY_AS_AVAILABLE, soonAvailable(after(slow, List.of())), 80, "status.available");
    }

    private static void retention(List<Expectation> all, Step deletion) {
        Arbitrary<StatefulSetSpec> delete = ordered()
                .map(spec -> spec.with(s -> {
                    s.whenDeleted = Retention.DELETE;
                    s.whenScaled = Retention.DELETE;
                }));
        Step look = new UserStep.LookTwice();
        broken(
                all,
                Fault.IGNORES_RETENTION,
                after(delete, List.of(scale(3), look, scale(1))),
                90,
                "retention.when-scaled");
        broken(all, Fault.IGNORES_RETENTION, after(delete, List.of(look, deletion)), 90, "retention.when-deleted");
        broken(all, Fault.IGNORES_RETENTION, after(delete, List.of(look)), 90, "retention.policy-change");
        broken(all, Fault.GIVES_CLAIMS_TO_WANTED_PODS, after(delete, List.of()), 90, "retention.only-those");
        brokenForItsScenario(
                all,
                Fault.COLLECTS_ORPHANED_CLAIMS,
                after(delete, List.of(new UserStep.DeleteSet(Propagation.ORPHAN))),
                90,
                "retention.orphan");
        brokenForItsScenario(
                all,
                Fault.TAKES_FOREIGN_CLAIMS,
                after(delete, List.of(scale(1), new UserStep.MakeManagedClaim(1), scale(2))),
                90,
                "retention.foreign");
        // Before, the controller may not know yet that it has given the claim to the pod.
        Arbitrary<Life> downAndUp = hurried(delete, List.of(scale(2), scale(1)), List.of(scale(2)))
                .filter(life -> life.version().waitsForOwnWrites());
        brokenForItsScenario(all, Fault.CREATES_ON_STALE_CLAIM, downAndUp, 90, "retention.stale-waits");
        broken(
                all,
                Fault.KEEPS_WAITING_FOR_CLAIM,
                hurried(delete, List.of(scale(2), scale(1)), List.of(scale(2), look)),
                90,
                "retention.stale-resumes");
        brokenForItsScenario(
                all,
                Fault.CREATES_ON_TERMINATING_CLAIM,
                hurried(ordered(), List.of(new UserStep.DeleteClaim(0), look, new UserStep.DeletePod(0)), List.of()),
                80,
                "storage.terminating-claim-waits");
        broken(
                all,
                Fault.LEAVES_CLAIM_MISSING,
                hurried(ordered(), List.of(new UserStep.ForceDeletePod(0)), List.of(new UserStep.DeleteClaim(0), look)),
                60,
                "storage.missing-claim");
    }

    private static void parallel(List<Expectation> all) {
        Step another = new UserStep.Scale("other", 3);
        Step lost = new Step.AtOnce(List.of(new UserStep.ForceDeletePod(0), new UserStep.ForceDeletePod(1)));
        Fault waits = Fault.WAITS_ALTHOUGH_PARALLEL;
        // A recording that does not tell the version does not tell either what the controller knows.
        broken(all, waits, knowing(after(parallel(), List.of(scale(7)))), 70, "parallel.burst-up");
        broken(all, waits, knowing(after(parallel(), List.of(scale(3), lost, another))), 65, "parallel.replace");
        broken(all, waits, knowing(after(parallel(), List.of(scale(4), scale(1), another))), 70, "parallel.burst-down");
        broken(
                all,
                Fault.GIVES_UP_WHEN_REFUSED,
                knowing(after(parallel(), List.of(new UserStep.TakeName(6), scale(7), another))),
                70,
                "parallel.no-head-of-line");
        broken(
                all,
                Fault.KEEPS_WHAT_IS_NOT_WANTED,
                knowing(after(parallel(), List.of(scale(4), scale(1), another))),
                70,
                "parallel.scale-down-despite-refusal");
    }

    /** What is said of sets with podManagementPolicy Parallel that are updated. */
    private static void parallelUpdates(List<Expectation> all) {
        Arbitrary<Life> rolled = after(parallel(), List.of(scale(3), image("nginx:2")));
        Arbitrary<Life> stuck = after(
                parallel(), List.of(scale(3), image("broken:1"), image("nginx:3"), new UserStep.Scale("other", 3)));
        broken(all, Fault.UPDATES_WITHOUT_WAITING, soonAvailable(rolled), 90, "parallel.update-bounded");
        broken(all, Fault.WAITS_ALTHOUGH_PARALLEL, knowing(soonAvailable(stuck)), 70, "parallel.heals");
        broken(all, Fault.UPDATES_BROKEN_LAST, soonAvailable(stuck), 50, "parallel.broken-first");
        brokenForItsScenario(
                all, Fault.DELETES_WHAT_IT_CREATED, after(parallel(), List.of(scale(5))), 90, "update.no-churn");
    }

    /** With a controller that knows of the pods that it made: from what another one leaves undone nothing follows. */
    private static Arbitrary<Life> knowing(Arbitrary<Life> lives) {
        return lives.filter(life -> life.version().waitsForOwnWrites());
    }

    /** In which nobody changes how long a pod has to be Ready: when that is the question, only clocks tell. */
    private static Arbitrary<Life> soonAvailable(Arbitrary<Life> lives) {
        return lives.filter(life -> life.steps().stream().noneMatch(UserStep.MinReady.class::isInstance));
    }

    private static Arbitrary<StatefulSetSpec> parallel() {
        return ordered()
                .map(ordinary -> ordinary.with(spec -> {
                    spec.podManagement = PodManagement.PARALLEL;
                    spec.claimTemplates = List.of();
                }));
    }

    private static void broken(
            List<Expectation> all, Fault fault, Arbitrary<Life> reaching, int floor, String... guarantees) {
        all.add(new Expectation(fault, Set.of(guarantees), Witness.BYSTANDER, reaching, floor));
    }

    /** As {@link #broken}, for what is proven only to somebody who knows that he did not do it himself. */
    private static void brokenForItsScenario(
            List<Expectation> all, Fault fault, Arbitrary<Life> reaching, int floor, String... guarantees) {
        all.add(new Expectation(fault, Set.of(guarantees), Witness.SCENARIO, reaching, floor));
    }

    private static Step scale(int replicas) {
        return new UserStep.Scale(UserStep.SET, replicas);
    }

    private static Step image(String image) {
        return new UserStep.SetImage(image);
    }

    private static Arbitrary<StatefulSetSpec> ordered() {
        return Combinators.combine(Arbitraries.integers().between(2, 4), Arbitraries.of("1"))
                .as((replicas, most) -> StatefulSetSpec.ordinary(replicas)
                        .with(spec -> spec.rolling = Optional.of(new Rolling(0, most))));
    }

    /** Lives in which these things are done, perhaps with others in between, and everything comes to rest after each. */
    private static Arbitrary<Life> after(Arbitrary<StatefulSetSpec> specs, List<Step> deeds) {
        Arbitrary<List<Step>> between = Arbitraries.<Step>of(
                        new UserStep.Annotate(1), new UserStep.Scale("other", 2), new UserStep.MinReady(2))
                .list()
                .ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.of(KubernetesVersion.class),
                        specs,
                        between.list().ofSize(deeds.size()))
                .as((version, spec, others) -> {
                    List<Step> steps = new ArrayList<>();
                    steps.add(new UserStep.Create("other", StatefulSetSpec.ordinary(1)));
                    steps.add(new UserStep.Create(UserStep.SET, spec));
                    steps.add(new Step.Settle());
                    for (int i = 0; i < deeds.size(); i++) {
                        for (Step other : others.get(i)) {
                            steps.add(other);
                            steps.add(new Step.Settle());
                        }
                        steps.add(deeds.get(i));
                        steps.add(new Step.Settle());
                    }
                    return new Life(version, steps);
                });
    }

    /** Lives in which these things are done, and after the last of the first ones, nothing comes to rest before the others. */
    private static Arbitrary<Life> hurried(Arbitrary<StatefulSetSpec> specs, List<Step> first, List<Step> then) {
        return Combinators.combine(
                        Arbitraries.of(KubernetesVersion.class),
                        specs,
                        Arbitraries.integers().between(5, 60),
                        Arbitraries.longs().between(1, 1_000_000))
                .as((version, spec, acts, seed) -> {
                    List<Step> steps = new ArrayList<>();
                    steps.add(new UserStep.Create(UserStep.SET, spec));
                    for (Step deed : first) {
                        steps.add(new Step.Settle());
                        steps.add(deed);
                    }
                    steps.add(new Step.Work(acts, seed, Lag.NONE));
                    for (Step deed : then) {
                        steps.add(deed);
                        steps.add(new Step.Settle());
                    }
                    steps.add(new Step.Settle());
                    return new Life(version, steps);
                });
    }

    @Example
    void everyFaultIsNoticedInNearlyAllLivesThatItReaches() {
        List<Result> results = EXPECTATIONS.stream().map(Result::new).toList();
        results.forEach(Result::live);
        System.out.println("faults noticed, of the lives that they reached:\n"
                + results.stream().map(Result::line).collect(Collectors.joining("\n")));
        assertThat(EXPECTATIONS.stream().map(Expectation::fault)).contains(Fault.values());
        assertThat(results.stream().filter(Result::tooFew)).isEmpty();
        Set<String> never = Catalogue.all().stream().map(Guarantee::id).collect(Collectors.toCollection(TreeSet::new));
        results.forEach(result -> never.removeAll(result.broken));
        never.removeAll(OUT_OF_SIGHT);
        never.removeAll(NOT_ACTED_OUT);
        assertThat(never).isEmpty();
    }

    /** How often a fault was noticed. */
    private static final class Result {
        private final Expectation expected;
        private int reached;
        private int noticed;
        private final Set<String> broken = new TreeSet<>();
        private String firstMissed = "";

        Result(Expectation expected) {
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
