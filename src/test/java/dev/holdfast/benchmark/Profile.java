package dev.holdfast.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Shows where the processor time of a run of the specification goes: by program, and by scenario. Beside another checkout, which is how
 * it was before, both run in turn, and the whole is compared.
 *
 * <p>Arguments: the launcher, and either nothing more, or the other launcher and the number of rounds.
 */
public final class Profile {
    private Profile() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            show(arguments[0]);
        } else {
            compare(arguments[1], arguments[0], Integer.parseInt(arguments[2]));
        }
    }

    private static void show(String launcher) throws IOException, InterruptedException {
        ProfiledRun whole = ProfiledRun.of(launcher);
        System.out.printf("%8s %6s  %s%n", "CPU s", "share", "program, in a whole run");
        whole.byProgram().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .filter(program -> program.getValue() >= 0.1)
                .forEach(program -> line(program.getKey(), program.getValue(), whole.processorSeconds()));
        line("all, in " + Math.round(whole.seconds()) + " s", whole.processorSeconds(), whole.processorSeconds());

        ProfiledRun alone = ProfiledRun.of(launcher, "--parallel", "1");
        double all = alone.scenarios().stream()
                .mapToDouble(ProfiledRun.Scenario::processorSeconds)
                .sum();
        System.out.printf("%n%8s %6s  %s%n", "CPU s", "share", "scenario, one at a time");
        alone.scenarios().stream()
                .sorted(Comparator.comparingDouble(ProfiledRun.Scenario::processorSeconds)
                        .reversed())
                .forEach(scenario -> line(
                        scenario.name() + " (" + Math.round(scenario.seconds()) + " s)",
                        scenario.processorSeconds(),
                        all));
        line("all, in " + Math.round(alone.seconds()) + " s", all, all);
    }

    private static void line(String name, double seconds, double all) {
        System.out.printf("%8.2f %5.1f%%  %s%n", seconds, 100 * seconds / all, name);
    }

    private static void compare(String before, String now, int rounds) throws IOException, InterruptedException {
        List<ProfiledRun> befores = new ArrayList<>();
        List<ProfiledRun> nows = new ArrayList<>();
        System.out.printf("%6s %10s %10s %10s %10s%n", "round", "before s", "now s", "before CPU", "now CPU");
        for (int round = 1; round <= rounds; round++) {
            ProfiledRun first = ProfiledRun.of(before);
            ProfiledRun second = ProfiledRun.of(now);
            befores.add(first);
            nows.add(second);
            System.out.printf(
                    "%6d %10.1f %10.1f %10.1f %10.1f%n",
                    round, first.seconds(), second.seconds(), first.processorSeconds(), second.processorSeconds());
        }
        System.out.printf(
                "median: %.2f times the seconds, %.2f times the processor seconds%n",
                median(nows, ProfiledRun::seconds) / median(befores, ProfiledRun::seconds),
                median(nows, ProfiledRun::processorSeconds) / median(befores, ProfiledRun::processorSeconds));
    }

    private static double median(List<ProfiledRun> runs, ToDoubleFunction<ProfiledRun> what) {
        return runs.stream()
                .mapToDouble(what)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
