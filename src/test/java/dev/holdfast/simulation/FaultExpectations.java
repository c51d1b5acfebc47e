package dev.holdfast.simulation;

import static dev.holdfast.simulation.FaultLives.after;
import static dev.holdfast.simulation.FaultLives.deletePod;
import static dev.holdfast.simulation.FaultLives.deleteSet;
import static dev.holdfast.simulation.FaultLives.honouring;
import static dev.holdfast.simulation.FaultLives.hurried;
import static dev.holdfast.simulation.FaultLives.image;
import static dev.holdfast.simulation.FaultLives.knowing;
import static dev.holdfast.simulation.FaultLives.lookTwice;
import static dev.holdfast.simulation.FaultLives.ordered;
import static dev.holdfast.simulation.FaultLives.orderedSpecs;
import static dev.holdfast.simulation.FaultLives.parallel;
import static dev.holdfast.simulation.FaultLives.parallelSpecs;
import static dev.holdfast.simulation.FaultLives.partition;
import static dev.holdfast.simulation.FaultLives.scale;
import static dev.holdfast.simulation.FaultLives.scaleOther;
import static dev.holdfast.simulation.FaultLives.soonAvailable;
import static dev.holdfast.simulation.FaultLives.unready;

import dev.holdfast.simulation.Recording.Witness;
import dev.holdfast.simulation.StatefulSetSpec.Retention;
import dev.holdfast.simulation.StatefulSetSpec.Rolling;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;
import dev.holdfast.simulation.UserStep.DeleteSet.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;

/** For each fault, the lives that it reaches and the guarantees that it breaks in them. */
final class FaultExpectations {
    private static final Step DELETION = deleteSet(Propagation.BACKGROUND);

    private final List<FaultExpectation> all = new ArrayList<>();

    private FaultExpectations() {}

    static List<FaultExpectation> all() {
        FaultExpectations expectations = new FaultExpectations();
        expectations.pods();
        expectations.claimTemplates();
        expectations.ordering();
        expectations.updates();
        expectations.templates();
        expectations.statuses();
        expectations.deletions();
        expectations.endings();
        expectations.retention();
        expectations.parallels();
        expectations.parallelUpdates();
        expectations.availability();
        expectations.maxUnavailable();
        return expectations.all;
    }

    /** What is said of the names, labels and claims of pods. */
    private void pods() {
        Arbitrary<Life> created = ordered();
        Arbitrary<Life> scaledUp = ordered(scale(5));
        Arbitrary<Life> scaledDown = ordered(scale(4), scale(1));
        Arbitrary<Life> rolled = ordered(scale(3), image("nginx:2"));
        broken(Fault.IGNORES_START, after(orderedSpecs(spec -> spec.start = 2)), 95, "identity.name", "order.create");
        broken(Fault.LABELS_WRONG_NAME, created, 95, "identity.labels");
        broken(Fault.MOUNTS_OTHER_CLAIM, created, 95, "storage.claim-name");
        broken(Fault.SHARES_CLAIM, scaledUp, 95, "storage.claim-name");
        broken(Fault.MAKES_CLAIMS_LATE, created, 80, "storage.claim-before-pod");
        brokenForItsScenario(Fault.DELETES_CLAIM_WITH_POD, rolled, 90, "storage.rebind", "identity.map");
        brokenForItsScenario(Fault.STAMPS_CLAIMS_FOR_SET, ordered(DELETION), 90, "storage.survives-delete");
        brokenForItsScenario(Fault.STAMPS_CLAIMS_FOR_POD, scaledDown, 90, "storage.survives-scale-down");
    }

    /** What is said of the order in which pods come and go. */
    private void ordering() {
        Arbitrary<Life> created = ordered();
        Arbitrary<Life> scaledUp = ordered(scale(5));
        Arbitrary<Life> scaledDown = ordered(scale(4), scale(1));
        broken(Fault.CREATES_WITHOUT_WAITING, created, 90, "order.waits-ready");
        broken(
                Fault.CREATES_WITHOUT_WAITING,
                ordered(scale(3), unready(0), scale(5)),
                90,
                "order.scale-up-blocked-by-unready");
        broken(
                Fault.CREATES_WITHOUT_WAITING,
                ordered(new Step.AtOnce(List.of(scale(6), new UserStep.ForceDeletePod(0)))),
                90,
                "order.refill-lowest");
        broken(Fault.CREATES_HIGHEST_FIRST, created, 90, "order.create");
        broken(Fault.DELETES_LOWEST_FIRST, scaledDown, 90, "order.scale-down-reverse");
        broken(Fault.DELETES_WITHOUT_WAITING, scaledDown, 90, "order.scale-down-waits-termination");
        broken(
                Fault.SCALES_DOWN_WITHOUT_WAITING,
                ordered(scale(4), unready(0), scale(2)),
                90,
                "order.scale-down-blocked");
        broken(
                Fault.UPDATES_BEFORE_SCALING,
                ordered(scale(2), new UserStep.SetImageAndScale("nginx:2", 4)),
                90,
                "order.scale-before-update");
        broken(Fault.RESTARTS_ON_SCALE_UP, scaledUp, 90, "order.scale-up", "order.scale-does-not-restart");
        broken(Fault.DELETES_WITHOUT_CAUSE, created, 90, "order.no-causeless-deletion");
        broken(Fault.DELETES_LOWEST_FIRST, ordered(scale(3), scale(0)), 90, "order.scale-to-zero");
    }

    /** What is said of which pods an update takes, and when. */
    private void updates() {
        Arbitrary<Life> rolled = ordered(scale(3), image("nginx:2"));
        Arbitrary<Life> partitioned = ordered(scale(3), partition(2), image("nginx:2"), deletePod(0), image("nginx:2"));
        broken(Fault.UPDATES_LOWEST_FIRST, rolled, 90, "update.rolling-reverse");
        broken(Fault.UPDATES_WITHOUT_WAITING, rolled, 90, "update.waits-ready");
        broken(Fault.UPDATES_BELOW_PARTITION, partitioned, 90, "update.partition");
        broken(Fault.RECREATES_NEW_BELOW_PARTITION, partitioned, 90, "update.partition-recreate-old");
        broken(
                Fault.ROLLS_BACK_BELOW_PARTITION,
                ordered(scale(3), partition(1), image("nginx:2"), partition(3)),
                90,
                "update.partition-raise");
        broken(
                Fault.UPDATES_ON_DELETE,
                after(
                        orderedSpecs(spec -> {
                            spec.strategy = Strategy.ON_DELETE;
                            spec.rolling = Optional.empty();
                        }),
                        scale(3),
                        image("nginx:2")),
                90,
                "update.on-delete");
        broken(
                Fault.UPDATES_BELOW_PARTITION,
                ordered(partition(5), image("nginx:2")),
                90,
                "update.partition-ge-replicas");
    }

    /** What is said of templates that are broken, and of those that come back. */
    private void templates() {
        brokenForItsScenario(
                Fault.RECREATES_NEW_BELOW_PARTITION,
                after(orderedSpecs(spec -> spec.rolling = Optional.empty()), scale(3), image("broken:1"), deletePod(0)),
                90,
                "update.midrollout-restore");
        broken(Fault.MAKES_REVISIONS_ANEW, ordered(image("nginx:2"), image("nginx:1")), 90, "update.rollback-reuse");
        broken(Fault.UPDATES_WITHOUT_WAITING, ordered(scale(3), image("broken:1")), 90, "update.stuck-stops");
        brokenForItsScenario(
                Fault.MAKES_POD_OF_TEMPLATE_BEFORE,
                ordered(scale(3), image("broken:1"), image("nginx:1"), deletePod(2)),
                90,
                "update.forced-rollback");
        broken(
                Fault.MAKES_POD_OF_TEMPLATE_BEFORE,
                ordered(scale(3), image("broken:1"), image("nginx:2"), deletePod(2)),
                90,
                "update.supersede");
        broken(
                Fault.RESTARTS_ON_ROLLBACK,
                ordered(scale(3), partition(2), image("nginx:2"), image("nginx:1")),
                90,
                "update.rollback-in-mid-roll");
    }

    /** What is said of revisions and of the status. */
    private void statuses() {
        Arbitrary<Life> created = ordered();
        Arbitrary<Life> scaledUp = ordered(scale(5));
        Arbitrary<Life> rolled = ordered(scale(3), image("nginx:2"));
        broken(Fault.MAKES_REVISION_FOR_EVERY_SPEC, scaledUp, 90, "revision.no-op");
        broken(
                Fault.KEEPS_ALL_REVISIONS,
                ordered(new UserStep.KeepRevisions(0), image("nginx:2"), image("nginx:3"), scale(5), scale(1)),
                90,
                "revision.history-limit");
        broken(Fault.LABELS_OTHER_REVISION, rolled, 90, "revision.truth");
        broken(Fault.COUNTS_ONE_MORE, created, 90, "update.status-truth");
        broken(Fault.PROMOTES_EARLY, rolled, 90, "status.promotion");
        broken(Fault.OBSERVES_AHEAD, created, 90, "status.observed");
        broken(Fault.SAYS_COMPLETE_AT_ONCE, rolled, 90, "update.completes", "update.status-truth");
    }

    /** What is said of sets that are deleted, and of pods that are lost. */
    private void deletions() {
        Arbitrary<Life> rolled = ordered(scale(3), image("nginx:2"));
        brokenForItsScenario(Fault.DELETES_BY_FORCE, rolled, 90, "amo.runtime");
        brokenForItsScenario(Fault.COLLECTS_ORPHANS, ordered(deleteSet(Propagation.ORPHAN)), 90, "delete.orphan");
        broken(
                Fault.DELETES_ADOPTED,
                ordered(deleteSet(Propagation.ORPHAN), new UserStep.Create(UserStep.SET, StatefulSetSpec.ordinary(3))),
                90,
                "delete.adopt");
        brokenForItsScenario(Fault.DELETES_SERVICE, ordered(DELETION), 90, "delete.cascade");
        brokenForItsScenario(
                Fault.DOES_NOT_REPLACE,
                ordered(scale(3), deletePod(1), new UserStep.WaitInVain(), scaleOther(), new UserStep.SeeAtWork()),
                80,
                "replace.deleted");
        brokenForItsScenario(
                Fault.DOES_NOT_REPLACE,
                ordered(
                        scale(3),
                        new UserStep.Evict(1),
                        new UserStep.WaitInVain(),
                        scaleOther(),
                        new UserStep.SeeAtWork()),
                80,
                "evict.replaced");
        brokenForItsScenario(Fault.LETS_GO_WHILE_RUNNING, rolled, 90, "amo.runtime");
        brokenForItsScenario(Fault.LETS_GO_WHILE_RUNNING, rolled, 75, "amo.instances");
    }

    /** What is said of sets with other claim templates, or with claims that were there before. */
    private void claimTemplates() {
        Arbitrary<Life> created = ordered();
        broken(Fault.MOUNTS_CLAIM_OF_OTHER_SET, created, 90, "storage.equal-names");
        broken(Fault.KEEPS_VOLUME_OF_TEMPLATE, created, 90, "storage.template-wins");
        broken(
                Fault.SHARES_CLAIM,
                after(orderedSpecs(spec -> spec.claimTemplates = List.of("data", "log"))),
                90,
                "storage.many-templates");
        brokenForItsScenario(
                Fault.SHARES_CLAIM,
                after(orderedSpecs(spec -> spec.replicas = 1), new UserStep.MakeManagedClaim(1), scale(2)),
                90,
                "storage.existing-claim");
    }

    /** What is said of pods that end, of their own accord or with their set. */
    private void endings() {
        Step look = lookTwice();
        Step foreground = deleteSet(Propagation.FOREGROUND);
        Step fails = new Incident(Incident.Kind.IS_EVICTED_BY_KUBELET, 0);
        brokenForItsScenario(Fault.DELETES_BY_FORCE, ordered(scale(4), scale(1)), 90, "replace.graceful");
        brokenForItsScenario(Fault.COLLECTS_BY_FORCE, ordered(DELETION), 90, "delete.graceful");
        brokenForItsScenario(Fault.FORGETS_DEPENDENTS, ordered(foreground), 80, "delete.foreground");
        broken(Fault.CREATES_FOR_SET_THAT_GOES, ordered(foreground), 80, "delete.stands-still");
        broken(Fault.LEAVES_FAILED, ordered(fails, look), 90, "replace.terminal");
        broken(
                Fault.LEAVES_FAILED_CONDEMNED,
                ordered(
                        scale(4),
                        unready(0),
                        scale(3),
                        new Incident(Incident.Kind.IS_EVICTED_BY_KUBELET, 3),
                        new Incident(Incident.Kind.RECOVERS, 0),
                        look),
                90,
                "order.scale-down-terminal");
        brokenForItsScenario(Fault.FAILS_WHILE_RUNNING, ordered(fails), 90, "replace.after-stop");
        broken(
                Fault.REPLACES_RESTARTED,
                ordered(new Incident(Incident.Kind.RESTARTS, 0)),
                90,
                "replace.not-on-restart");
    }

    /** What is said of updates that may take down several pods at once, where that is known to the controller. */
    private void maxUnavailable() {
        Arbitrary<StatefulSetSpec> two = orderedSpecs(spec -> spec.rolling = Optional.of(new Rolling(0, "2")));
        Arbitrary<Life> rolled = soonAvailable(honouring(after(two, scale(5), image("nginx:2"))));
        broken(Fault.UPDATES_ONE_TOO_MANY, rolled, 90, "update.max-unavailable");
        broken(Fault.UPDATES_ONE_BY_ONE, rolled, 70, "update.max-unavailable-used");
        broken(Fault.CREATES_WITHOUT_WAITING, rolled, 70, "update.max-unavailable-ordered");
        broken(
                Fault.COUNTS_FROM_PARTITION,
                soonAvailable(honouring(parallel(scale(3), partition(1), unready(0), image("nginx:2")))),
                70,
                "update.max-unavailable-range");
    }

    /** What is said of pods that are available a long time after they are Ready. */
    private void availability() {
        Arbitrary<StatefulSetSpec> slow = orderedSpecs(spec -> spec.minReadySeconds = 20);
        Arbitrary<StatefulSetSpec> slowParallel = parallelSpecs(spec -> spec.minReadySeconds = 8);
        Fault ignores = Fault.IGNORES_MIN_READY;
        broken(ignores, soonAvailable(after(slow)), 80, "order.waits-available");
        broken(ignores, soonAvailable(after(slow, scale(3), image("nginx:2"))), 80, "update.waits-available");
        broken(
                ignores,
                soonAvailable(ordered(scale(3), new UserStep.MinReadyAndScale(60, 1))),
                80,
                "order.scale-down-waits-available");
        broken(
                ignores,
                soonAvailable(after(slowParallel, scale(3), new Step.Wait(20_000), image("nginx:2"), scale(3))),
                60,
                "parallel.update-waits-available");
        broken(Fault.COUNTS_READY_AS_AVAILABLE, soonAvailable(after(slow)), 80, "status.available");
    }

    /** What is said of claims that go with their pods or their set. */
    private void retention() {
        Arbitrary<StatefulSetSpec> delete = orderedSpecs(spec -> {
            spec.whenDeleted = Retention.DELETE;
            spec.whenScaled = Retention.DELETE;
        });
        Step look = lookTwice();
        broken(Fault.IGNORES_RETENTION, after(delete, scale(3), look, scale(1)), 90, "retention.when-scaled");
        broken(Fault.IGNORES_RETENTION, after(delete, look, DELETION), 90, "retention.when-deleted");
        broken(Fault.IGNORES_RETENTION, after(delete, look), 90, "retention.policy-change");
        broken(Fault.GIVES_CLAIMS_TO_WANTED_PODS, after(delete), 90, "retention.only-those");
        brokenForItsScenario(
                Fault.COLLECTS_ORPHANED_CLAIMS, after(delete, deleteSet(Propagation.ORPHAN)), 90, "retention.orphan");
        brokenForItsScenario(
                Fault.TAKES_FOREIGN_CLAIMS,
                after(delete, scale(1), new UserStep.MakeManagedClaim(1), scale(2)),
                90,
                "retention.foreign");
        // Before, the controller may not know yet that it has given the claim to the pod.
        Arbitrary<Life> downAndUp = knowing(hurried(delete, List.of(scale(2), scale(1)), List.of(scale(2))));
        brokenForItsScenario(Fault.CREATES_ON_STALE_CLAIM, downAndUp, 90, "retention.stale-waits");
        broken(
                Fault.KEEPS_WAITING_FOR_CLAIM,
                hurried(delete, List.of(scale(2), scale(1)), List.of(scale(2), look)),
                90,
                "retention.stale-resumes");
        brokenForItsScenario(
                Fault.CREATES_ON_TERMINATING_CLAIM,
                hurried(orderedSpecs(), List.of(new UserStep.DeleteClaim(0), look, deletePod(0)), List.of()),
                80,
                "storage.terminating-claim-waits");
        broken(
                Fault.LEAVES_CLAIM_MISSING,
                hurried(
                        orderedSpecs(),
                        List.of(new UserStep.ForceDeletePod(0)),
                        List.of(new UserStep.DeleteClaim(0), look)),
                60,
                "storage.missing-claim");
    }

    /** What is said of sets with podManagementPolicy Parallel. */
    private void parallels() {
        Step another = scaleOther();
        Step lost = new Step.AtOnce(List.of(new UserStep.ForceDeletePod(0), new UserStep.ForceDeletePod(1)));
        Fault waits = Fault.WAITS_ALTHOUGH_PARALLEL;
        // A recording that does not tell the version does not tell either what the controller knows.
        broken(waits, knowing(parallel(scale(7))), 70, "parallel.burst-up");
        broken(waits, knowing(parallel(scale(3), lost, another)), 65, "parallel.replace");
        broken(waits, knowing(parallel(scale(4), scale(1), another)), 70, "parallel.burst-down");
        broken(
                Fault.GIVES_UP_WHEN_REFUSED,
                knowing(parallel(new UserStep.TakeName(6), scale(7), another)),
                70,
                "parallel.no-head-of-line");
        broken(
                Fault.KEEPS_WHAT_IS_NOT_WANTED,
                knowing(parallel(scale(4), scale(1), another)),
                70,
                "parallel.scale-down-despite-refusal");
    }

    /** What is said of sets with podManagementPolicy Parallel that are updated. */
    private void parallelUpdates() {
        Arbitrary<Life> rolled = parallel(scale(3), image("nginx:2"));
        Arbitrary<Life> stuck = parallel(scale(3), image("broken:1"), image("nginx:3"), scaleOther());
        broken(Fault.UPDATES_WITHOUT_WAITING, soonAvailable(rolled), 90, "parallel.update-bounded");
        broken(Fault.WAITS_ALTHOUGH_PARALLEL, knowing(soonAvailable(stuck)), 70, "parallel.heals");
        broken(Fault.UPDATES_BROKEN_LAST, soonAvailable(stuck), 50, "parallel.broken-first");
        brokenForItsScenario(Fault.DELETES_WHAT_IT_CREATED, parallel(scale(5)), 90, "update.no-churn");
    }

    private void broken(Fault fault, Arbitrary<Life> reaching, int floor, String... guarantees) {
        all.add(new FaultExpectation(fault, Set.of(guarantees), Witness.BYSTANDER, reaching, floor));
    }

    /** As {@link #broken}, for what is proven only to somebody who knows that he did not do it himself. */
    private void brokenForItsScenario(Fault fault, Arbitrary<Life> reaching, int floor, String... guarantees) {
        all.add(new FaultExpectation(fault, Set.of(guarantees), Witness.SCENARIO, reaching, floor));
    }
}
