package dev.holdfast.simulation;

import dev.holdfast.simulation.StatefulSetSpec.PodManagement;
import dev.holdfast.simulation.StatefulSetSpec.Rolling;
import dev.holdfast.simulation.UserStep.DeleteSet.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The lives that faults are tried in. */
final class FaultLives {
    private FaultLives() {}

    static Step scale(int replicas) {
        return new UserStep.Scale(UserStep.SET, replicas);
    }

    /** The controller has something to do that shows that it is at work. */
    static Step scaleOther() {
        return new UserStep.Scale("other", 3);
    }

    static Step image(String image) {
        return new UserStep.SetImage(image);
    }

    static Step partition(int partition) {
        return new UserStep.Partition(partition);
    }

    static Step deletePod(int ordinal) {
        return new UserStep.DeletePod(ordinal);
    }

    static Step deleteSet(Propagation propagation) {
        return new UserStep.DeleteSet(propagation);
    }

    static Step lookTwice() {
        return new UserStep.LookTwice();
    }

    static Step unready(int ordinal) {
        return new Incident(Incident.Kind.STAYS_UNREADY, ordinal);
    }

    static Arbitrary<StatefulSetSpec> orderedSpecs() {
        return Combinators.combine(Arbitraries.integers().between(2, 4), Arbitraries.of("1"))
                .as((replicas, most) -> StatefulSetSpec.ordinary(replicas)
                        .with(spec -> spec.rolling = Optional.of(new Rolling(0, most))));
    }

    static Arbitrary<StatefulSetSpec> orderedSpecs(Consumer<StatefulSetSpec> change) {
        return orderedSpecs().map(spec -> spec.with(change));
    }

    static Arbitrary<StatefulSetSpec> parallelSpecs() {
        return orderedSpecs(spec -> {
            spec.podManagement = PodManagement.PARALLEL;
            spec.claimTemplates = List.of();
        });
    }

    static Arbitrary<StatefulSetSpec> parallelSpecs(Consumer<StatefulSetSpec> change) {
        return parallelSpecs().map(spec -> spec.with(change));
    }

    /** {@link #after} with an ordinary set. */
    static Arbitrary<Life> ordered(Step... deeds) {
        return after(orderedSpecs(), deeds);
    }

    /** {@link #after} with a Parallel set without claims. */
    static Arbitrary<Life> parallel(Step... deeds) {
        return after(parallelSpecs(), deeds);
    }

    /** With a controller that knows {@code maxUnavailable}. */
    static Arbitrary<Life> honouring(Arbitrary<Life> lives) {
        return lives.filter(life -> life.version().honoursMaxUnavailable());
    }

    /** With a controller that knows of the pods that it made: from what another one leaves undone nothing follows. */
    static Arbitrary<Life> knowing(Arbitrary<Life> lives) {
        return lives.filter(life -> life.version().waitsForOwnWrites());
    }

    /** In which nobody changes how long a pod has to be Ready: when that is the question, only clocks tell. */
    static Arbitrary<Life> soonAvailable(Arbitrary<Life> lives) {
        return lives.filter(life -> life.steps().stream().noneMatch(UserStep.MinReady.class::isInstance));
    }

    /** Lives in which these things are done, perhaps with others in between, and everything comes to rest after each. */
    static Arbitrary<Life> after(Arbitrary<StatefulSetSpec> specs, Step... deeds) {
        Arbitrary<List<Step>> between = Arbitraries.<Step>of(
                        new UserStep.Annotate(1), new UserStep.Scale("other", 2), new UserStep.MinReady(2))
                .list()
                .ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.of(KubernetesVersion.class),
                        specs,
                        between.list().ofSize(deeds.length))
                .as((version, spec, others) -> {
                    List<Step> steps = new ArrayList<>();
                    steps.add(new UserStep.Create("other", StatefulSetSpec.ordinary(1)));
                    steps.add(new UserStep.Create(UserStep.SET, spec));
                    steps.add(new Step.Settle());
                    for (int i = 0; i < deeds.length; i++) {
                        for (Step other : others.get(i)) {
                            steps.add(other);
                            steps.add(new Step.Settle());
                        }
                        steps.add(deeds[i]);
                        steps.add(new Step.Settle());
                    }
                    return new Life(version, steps);
                });
    }

    /** Lives in which these things are done, and after the last of the first ones, nothing comes to rest before the others. */
    static Arbitrary<Life> hurried(Arbitrary<StatefulSetSpec> specs, List<Step> first, List<Step> then) {
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
}
