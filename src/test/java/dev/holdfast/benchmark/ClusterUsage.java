package dev.holdfast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which program of an embedded cluster used how much processor time. The kernel counts the whole of it; what single programs used is
 * asked of them while they run, so that only those which run for a while are told apart.
 */
final class ClusterUsage {
    /** What runs for moments is seldom caught: the rest of what the kernel counted is all of it. */
    static final String MOMENTARY = "programs that run for moments (runc, CNI, mounts)";

    static final String CONTAINERS = "containers";
    private static final double TICKS_PER_SECOND = 100;
    /** A program that is seen less often runs for moments. */
    private static final int OFTEN = 10;

    private final ControlGroup group;
    private final Map<String, Seen> seen = new HashMap<>();
    private double whole;
    private double containers;

    private record Seen(String program, double seconds, int times) {}

    ClusterUsage(ControlGroup group) {
        this.group = group;
    }

    /** Looks at all of it; what is gone keeps what it had. */
    void look() {
        try {
            whole = Math.max(whole, group.processorSeconds());
            double inContainers = 0;
            for (ControlGroup role : group.below()) {
                for (long process : role.processes()) {
                    look(process);
                }
                ControlGroup pods = role.below("kubepods");
                inContainers += Files.exists(pods.folder()) ? pods.processorSeconds() : 0;
            }
            containers = Math.max(containers, inContainers);
        } catch (IOException | UncheckedIOException gone) {
            // The cluster is being removed: what was seen before is all there is.
        }
    }

    private void look(long process) {
        Path folder = Path.of("/proc/" + process);
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double seconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            String begun = process + " since " + fields[19];
            Seen before = seen.getOrDefault(begun, new Seen("", 0, 0));
            // A process becomes another program by exec, and keeps its number; one that has ended has no command line
            // any more.
            String program = program(folder);
            seen.put(begun, new Seen(program.isEmpty() ? before.program() : program, seconds, before.times() + 1));
        } catch (IOException ended) {
            // What it used until it was seen last is known.
        }
    }

    private static String program(Path folder) throws IOException {
        String[] line = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                .split("\0");
        String name = line[0].substring(line[0].lastIndexOf('/') + 1);
        return Set.of("holdfast-node", "holdfast-nfs").contains(name) && line.length > 1 ? name + " " + line[1] : name;
    }

    double seconds() {
        return whole;
    }

    /** By program, in seconds. */
    Map<String, Double> byProgram() {
        Map<String, Double> all = new TreeMap<>();
        seen.values().stream()
                .filter(program ->
                        program.times() >= OFTEN && !program.program().isEmpty())
                .forEach(program -> all.merge(program.program(), program.seconds(), Double::sum));
        double known = all.values().stream().mapToDouble(Double::doubleValue).sum();
        all.put(CONTAINERS, containers);
        all.put(MOMENTARY, Math.max(0, whole - known - containers));
        return all;
    }
}
