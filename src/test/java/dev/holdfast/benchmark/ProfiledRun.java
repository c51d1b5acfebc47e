package dev.holdfast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code verify} on an embedded cluster of its own, and what used the processors meanwhile.
 *
 * @param seconds from its start to its end
 * @param processorSeconds of Holdfast and its cluster together
 * @param byProgram the same by program
 * @param scenarios in the order in which they ended; what a scenario used is true only where one runs at a time
 */
record ProfiledRun(double seconds, double processorSeconds, Map<String, Double> byProgram, List<Scenario> scenarios) {
    private static final long EVERY_MILLIS = 100;
    /** The line that tells how a scenario ended, such as {@code ✓ Feature › Scenario (12.3 s)}. */
    private static final Pattern ENDED = Pattern.compile("^\\S (.* › .*) \\((?:\\d+ min )?[\\d.]+ s\\).*");

    /**
     * A scenario.
     *
     * @param seconds since the one before it ended, or the cluster was usable
     * @param processorSeconds that were used meanwhile
     */
    record Scenario(String name, double seconds, double processorSeconds) {}

    /**
     * Runs it.
     *
     * @param launcher the program {@code holdfast}
     * @param arguments further options of {@code verify}
     * @throws IllegalStateException when it does not pass
     */
    static ProfiledRun of(String launcher, String... arguments) throws IOException, InterruptedException {
        Set<ControlGroup> others = ControlGroup.ofClusters();
        List<String> command = new ArrayList<>(List.of(launcher, "verify"));
        command.addAll(Arrays.asList(arguments));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Observer observer = new Observer(process, others);
        Thread watching = new Thread(observer::watch, "profile");
        watching.start();
        List<Scenario> scenarios = new ArrayList<>();
        StringBuilder output = new StringBuilder();
        double last = 0;
        long moment = begin;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher ended = ENDED.matcher(line);
                boolean usable = line.endsWith("the cluster is usable");
                if (ended.matches() || usable) {
                    double now = observer.seconds();
                    long when = System.nanoTime();
                    if (!usable) {
                        scenarios.add(new Scenario(ended.group(1), (when - moment) / 1e9, now - last));
                    }
                    last = now;
                    moment = when;
                }
            }
        }
        int code = process.waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        watching.join();
        if (code != 0) {
            throw new IllegalStateException(launcher + " verify ended with " + code + ":\n" + output);
        }
        return new ProfiledRun(seconds, observer.seconds(), observer.byProgram(), List.copyOf(scenarios));
    }

    /** Looks at a run as long as it goes on. */
    private static final class Observer {
        private final Process process;
        private final Set<ControlGroup> others;
        private ClusterUsage cluster;
        private Usage java = new Usage(0, 0);

        Observer(Process process, Set<ControlGroup> others) {
            this.process = process;
            this.others = others;
        }

        void watch() {
            try {
                do {
                    look();
                } while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void look() {
            java = Usage.now(process.pid(), java);
            if (cluster == null) {
                try {
                    cluster = ControlGroup.ofClusters().stream()
                            .filter(group -> !others.contains(group))
                            .findFirst()
                            .map(ClusterUsage::new)
                            .orElse(null);
                } catch (IOException goneMeanwhile) {
                    return;
                }
            }
            if (cluster != null) {
                cluster.look();
            }
        }

        synchronized double seconds() {
            look();
            return java.processorSeconds() + (cluster == null ? 0 : cluster.seconds());
        }

        synchronized Map<String, Double> byProgram() {
            Map<String, Double> all = new TreeMap<>(cluster == null ? Map.of() : cluster.byProgram());
            all.put("java (Holdfast)", java.processorSeconds());
            return all;
        }
    }
}
