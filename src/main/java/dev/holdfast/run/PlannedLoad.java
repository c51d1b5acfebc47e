package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.specification.Footprint;
import dev.holdfast.specification.SpecifiedScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Tells what a run of the specification will do to a cluster, before it does it. */
public final class PlannedLoad {

    private PlannedLoad() {}

    /**
     * Says it.
     *
     * @param cluster the cluster, which was examined
     * @param scenarios what is to run
     * @param parallel how many at once
     * @param rounds how many times
     * @return lines for people
     */
    public static List<String> of(Cluster cluster, Collection<SpecifiedScenario> scenarios, int parallel, int rounds) {
        List<SpecifiedScenario> applying = scenarios.stream()
                .filter(each -> cluster.capabilities().objection(each.tags()).isEmpty())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("A run will have on this cluster at once, at most, as the steps of its scenarios say:");
        Footprint all = Footprint.of(applying, parallel);
        lines.add("  scenarios   " + Math.min(parallel, applying.size()) + " of " + applying.size()
                + left(scenarios.size() - applying.size()));
        lines.add("  namespaces  "
                + cluster.namespace()
                        .map(name -> "none of its own: all is in " + name)
                        .orElse(all.namespaces() + ", one for each scenario"));
        lines.add("  pods        " + all.pods());
        lines.add("  volumes     " + all.claims() + ", each with a claim of 10Mi");
        lines.add("  quota       "
                + (cluster.namespace().isPresent()
                        ? all.pods() + " pods and " + all.claims() + " persistentvolumeclaims in the namespace"
                        : largest(applying)));
        MeasuredRun measured = MeasuredRun.EMBEDDED;
        lines.add("  minutes     about " + minutes(measured.estimate(applying.size(), parallel, rounds)) + ", as "
                + measured.scenarios() + " scenarios, " + measured.parallel() + " at once, took "
                + minutes(measured.duration()) + " on the embedded cluster with 2 cores;");
        lines.add("              longer where nodes have to pull images or attach volumes");
        lines.add("  images");
        new TreeMap<>(cluster.images().references())
                .forEach((role, reference) -> lines.add(String.format("    %-9s %s", role, reference)));
        return lines;
    }

    private static String left(int notApplying) {
        return notApplying == 0 ? "" : "; " + notApplying + " more do not apply to this cluster";
    }

    private static String largest(List<SpecifiedScenario> scenarios) {
        Footprint largest = Footprint.of(scenarios, 1);
        return largest.pods() + " pods and " + largest.claims() + " persistentvolumeclaims in each namespace";
    }

    private static long minutes(Duration duration) {
        return duration.plusSeconds(59).toMinutes();
    }
}
