package dev.holdfast.simulation;

import dev.holdfast.simulation.StatefulSetSpec.PodManagement;
import dev.holdfast.simulation.StatefulSetSpec.Retention;
import dev.holdfast.simulation.StatefulSetSpec.Rolling;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;
import dev.holdfast.simulation.UserStep.DeleteSet.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts of lives. Each shrinks to fewer and simpler steps. */
final class Lives {
    private static final int MOST_STEPS = 9;

    private Lives() {}

    /** An ordered set that is created, scaled, rolled and deleted, and nobody does anything else. */
    static Arbitrary<Life> ordinary() {
        return lives(
                Arbitraries.integers().between(1, 4).map(StatefulSetSpec::ordinary),
                Arbitraries.oneOf(
                        scale(),
                        image(),
                        Arbitraries.just(new UserStep.DeleteSet(Propagation.BACKGROUND)),
                        ordinal().map(UserStep.DeletePod::new)));
    }

    /** An ordered set that is scaled and updated again before it has come to rest. */
    static Arbitrary<Life> scaledAndUpdated() {
        return lives(
                Arbitraries.integers().between(1, 4).map(StatefulSetSpec::ordinary),
                Arbitraries.oneOf(scale(), image()));
    }

    /** Any set, to which anything is done. */
    static Arbitrary<Life> any() {
        return lives(specs(), anything());
    }

    /** A set with podManagementPolicy Parallel, to which anything is done, and whose names others may take. */
    static Arbitrary<Life> parallel() {
        return lives(
                Combinators.combine(specs(), Arbitraries.of(true, false))
                        .as((any, claims) -> any.with(spec -> {
                            spec.podManagement = PodManagement.PARALLEL;
                            spec.claimTemplates = claims ? List.of("data") : List.of();
                        })),
                Arbitraries.frequencyOf(
                        Tuple.of(20, anything()), Tuple.of(1, ordinal().map(UserStep.TakeName::new))));
    }

    /** A set with the update strategy Recreate, to which anything is done, and whose strategy is changed at times. */
    static Arbitrary<Life> recreating() {
        return lives(
                        specs().map(any -> any.with(spec -> {
                            spec.strategy = Strategy.RECREATE;
                            spec.rolling = Optional.empty();
                        })),
                        Arbitraries.frequencyOf(
                                Tuple.of(20, anything()),
                                Tuple.of(10, image()),
                                Tuple.of(
                                        5,
                                        Arbitraries.just(new UserStep.UpdateBy(Strategy.RECREATE, Optional.empty())))))
                .map(life -> new Life(KubernetesVersion.V1_37, life.steps()));
    }

    static Arbitrary<Life> lives(Arbitrary<StatefulSetSpec> specs, Arbitrary<? extends Step> deeds) {
        Arbitrary<List<Step>> steps = Combinators.combine(deed(deeds), after())
                .as((deed, then) -> List.of(deed, then))
                .list()
                .ofMaxSize(MOST_STEPS)
                .map(pairs -> pairs.stream().flatMap(List::stream).toList());
        return Combinators.combine(Arbitraries.of(KubernetesVersion.class), specs, after(), steps)
                .as((version, spec, then, rest) -> {
                    List<Step> all = new ArrayList<>();
                    all.add(new UserStep.Create(UserStep.SET, spec));
                    all.add(then);
                    all.addAll(rest);
                    return new Life(version, all);
                });
    }

    private static Arbitrary<Step> deed(Arbitrary<? extends Step> deeds) {
        return deeds.map(step -> step);
    }

    /** What everybody does between two deeds. */
    private static Arbitrary<Step> after() {
        Arbitrary<Step> work = Combinators.combine(
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.longs().between(0, 10_000),
                        Arbitraries.of(Lag.class))
                .as(Step.Work::new);
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(new Step.Settle())), Tuple.of(5, work));
    }

    private static Arbitrary<Integer> ordinal() {
        return Arbitraries.integers().between(0, 4);
    }

    private static Arbitrary<Step> scale() {
        return Arbitraries.integers().between(0, 5).map(replicas -> new UserStep.Scale(UserStep.SET, replicas));
    }

    private static Arbitrary<Step> image() {
        return Arbitraries.of("nginx:1", "nginx:2", "nginx:3").map(UserStep.SetImage::new);
    }

    private static Arbitrary<Optional<Rolling>> rolling() {
        Arbitrary<Optional<Rolling>> parameters = Combinators.combine(
                        Arbitraries.integers().between(0, 5), Arbitraries.of("1", "2", "50%", "100%"))
                .as((partition, most) -> Optional.of(new Rolling(partition, most)));
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Optional.of(new Rolling(0, "1")))),
                Tuple.of(4, parameters),
                Tuple.of(1, Arbitraries.just(Optional.empty())));
    }

    static Arbitrary<StatefulSetSpec> specs() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 3))),
                        Arbitraries.of(PodManagement.class),
                        Arbitraries.frequency(Tuple.of(5, Strategy.ROLLING_UPDATE), Tuple.of(1, Strategy.ON_DELETE)),
                        rolling(),
                        Arbitraries.frequency(Tuple.of(3, Retention.RETAIN), Tuple.of(1, Retention.DELETE)),
                        Arbitraries.frequency(Tuple.of(3, Retention.RETAIN), Tuple.of(1, Retention.DELETE)),
                        Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 3)))
                .as(
                        (replicas, start, management, strategy, rolling, deleted, scaled, wait) ->
                                StatefulSetSpec.ordinary(replicas).with(spec -> {
                                    spec.start = start;
                                    spec.podManagement = management;
                                    spec.strategy = strategy;
                                    spec.rolling = strategy == Strategy.ROLLING_UPDATE ? rolling : Optional.empty();
                                    spec.whenDeleted = deleted;
                                    spec.whenScaled = scaled;
                                    spec.minReadySeconds = wait;
                                }));
    }

    private static Arbitrary<Step> anything() {
        Arbitrary<Retention> retention = Arbitraries.of(Retention.class);
        return Arbitraries.frequencyOf(
                Tuple.of(4, scale()),
                Tuple.of(
                        4,
                        Arbitraries.of("nginx:1", "nginx:2", "nginx:3", "broken:1", "missing:1")
                                .map(UserStep.SetImage::new)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of("nginx:1", "nginx:2"),
                                        Arbitraries.integers().between(0, 5))
                                .as(UserStep.SetImageAndScale::new)),
                Tuple.of(1, Arbitraries.just(new UserStep.Restart())),
                Tuple.of(2, Arbitraries.integers().between(0, 5).map(UserStep.Partition::new)),
                Tuple.of(1, rolling().map(rolling -> new UserStep.UpdateBy(Strategy.ROLLING_UPDATE, rolling))),
                Tuple.of(1, Arbitraries.just(new UserStep.UpdateBy(Strategy.ON_DELETE, Optional.empty()))),
                Tuple.of(1, Arbitraries.integers().between(0, 3).map(UserStep.StartAt::new)),
                Tuple.of(1, Combinators.combine(retention, retention).as(UserStep.Retain::new)),
                Tuple.of(1, Arbitraries.of(0, 3).map(UserStep.MinReady::new)),
                Tuple.of(1, Arbitraries.of(0, 1, 10).map(UserStep.KeepRevisions::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 9).map(UserStep.Annotate::new)),
                Tuple.of(4, ordinal().map(UserStep.DeletePod::new)),
                Tuple.of(2, ordinal().map(UserStep.ForceDeletePod::new)),
                Tuple.of(1, Arbitraries.just(new UserStep.ForceDeleteAll())),
                Tuple.of(2, ordinal().map(UserStep.Evict::new)),
                Tuple.of(1, ordinal().map(UserStep.DeleteClaim::new)),
                Tuple.of(1, ordinal().map(UserStep.MakeManagedClaim::new)),
                Tuple.of(2, Arbitraries.of(Propagation.class).map(UserStep.DeleteSet::new)),
                Tuple.of(3, specs().map(spec -> new UserStep.Create(UserStep.SET, spec))),
                Tuple.of(1, specs().map(spec -> new UserStep.Create("other", spec))),
                Tuple.of(1, Arbitraries.integers().between(0, 3).map(number -> new UserStep.Scale("other", number))),
                Tuple.of(1, Arbitraries.just(new UserStep.DeleteNamespace())),
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of(Incident.Kind.class), ordinal())
                                .as(Incident::new)));
    }
}
