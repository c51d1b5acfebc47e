package dev.holdfast.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** The script of a life: everything that happens in it follows from this. */
record Life(KubernetesVersion version, List<Step> steps) {

    /** Lives it without a fault. */
    Cluster run() {
        return run(EnumSet.noneOf(Fault.class));
    }

    Cluster run(EnumSet<Fault> faults) {
        Cluster cluster = new Cluster(version, faults);
        steps.forEach(step -> step.run(cluster));
        return cluster;
    }

    @Override
    public String toString() {
        return version + steps.stream().map(Step::toString).collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
