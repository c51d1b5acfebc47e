package dev.holdfast.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The script of a life: everything that happens in it follows from this. */
record Life(KubernetesVersion version, List<Step> steps) {

    /** A set that is created, scaled, rolled and deleted. */
    static Life ordinary() {
        return new Life(
                KubernetesVersion.V1_37,
                List.of(
                        new UserStep.Create(UserStep.SET, StatefulSetSpec.ordinary(2)),
                        new Step.Settle(),
                        new UserStep.Scale(UserStep.SET, 3),
                        new Step.Settle(),
                        new UserStep.SetImage("nginx:2"),
                        new Step.Settle(),
                        new UserStep.DeleteSet(UserStep.DeleteSet.Propagation.BACKGROUND),
                        new Step.Settle()));
    }

    /** Lives it without a fault. */
    Cluster run() {
        return run(EnumSet.noneOf(Fault.class));
    }

    /** Lives it with faults. */
    Cluster run(Set<Fault> faults) {
        Cluster cluster = new Cluster(version, new Faults(faults));
        steps.forEach(step -> step.run(cluster));
        return cluster;
    }

    @Override
    public String toString() {
        return version + steps.stream().map(Step::toString).collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
