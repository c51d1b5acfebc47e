package dev.holdfast.cli;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.Means;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Says what faults put on a cluster of the user's own. */
final class Installed {

    /** What is never touched on a cluster that stays: its DNS server, its controllers and its nodes. */
    private static final Set<Means> NEVER = EnumSet.of(Means.DNS, Means.VIEW, Means.NODE);

    private Installed() {}

    /**
     * Says it.
     *
     * @param faults what would be tried
     * @return clauses, separated by commas
     */
    static String by(List<Fault> faults) {
        List<Fault> possible = faults.stream()
                .filter(fault -> fault.means().stream().noneMatch(NEVER::contains))
                .toList();
        List<String> clauses = new ArrayList<>();
        clauses.add(possible.size() + " of " + faults.size() + " faults can be tried there");
        long policies = count(possible, Means.ADMISSION);
        if (policies > 0) {
            clauses.add(
                    "a MutatingAdmissionPolicy and its binding, which belong to the whole cluster, are installed for each"
                            + " of " + policies + " faults and match its own namespaces only");
        }
        long actors = count(possible, Means.ACTOR);
        if (actors > 0) {
            clauses.add(actors + " change or delete objects of their scenarios");
        }
        long folders = count(possible, Means.STORAGE);
        if (folders > 0) {
            clauses.add(folders + " change files on the NFS server");
        }
        clauses.add("and all of it is removed at the end");
        return String.join(", ", clauses);
    }

    private static long count(List<Fault> faults, Means means) {
        return faults.stream().filter(fault -> fault.means().contains(means)).count();
    }
}
