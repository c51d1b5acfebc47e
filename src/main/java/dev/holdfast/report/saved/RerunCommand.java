package dev.holdfast.report.saved;

import dev.holdfast.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What runs one scenario of a run again, on the same cluster as that run. */
public final class RerunCommand {

    /** What chose the scenarios of the run, or where its results went: the scenario that is run again has its own. */
    private static final Set<String> WITH_VALUE = Set.of(
            "--tags",
            "--profile",
            "--scenario",
            "--shard",
            "--shard-index",
            "--shards",
            "--repeat",
            "--report",
            "--summary-configmap");

    private static final Set<String> ALONE = Set.of("--rerun-failed", "--fail-fast", "--dry-run");

    /** A history that was judged is there, and nothing has to run again. */
    private static final Set<String> JUDGING = Set.of("judge", "report");

    private RerunCommand() {}

    /**
     * Says it.
     *
     * @param command what was typed to start the run, ready for a shell
     * @param scenario the scenario
     * @return a line that is ready for a shell
     */
    public static String of(Optional<String> command, SavedScenario scenario) {
        Optional<TypedCommand> typed = command.flatMap(TypedCommand::of);
        if (typed.filter(each -> JUDGING.contains(each.name())).isPresent()) {
            return command.get();
        }
        String start = typed.filter(RerunCommand::choosesScenarios)
                .map(RerunCommand::withoutChoice)
                .orElseGet(() -> typed.map(TypedCommand::program).orElseGet(ProgramName::typed) + " verify");
        return start + " --scenario " + pattern(scenario.name());
    }

    private static boolean choosesScenarios(TypedCommand command) {
        return command.name().equals("verify")
                || command.arguments().stream().anyMatch(word -> word.startsWith("--component"));
    }

    private static String withoutChoice(TypedCommand command) {
        List<String> kept = new ArrayList<>(command.environment().stream()
                .filter(word -> !chosenByEnvironment(word))
                .toList());
        kept.add(command.program());
        kept.addAll(command.global());
        kept.add("verify");
        boolean value = false;
        for (String word : command.arguments()) {
            String name = word.replaceFirst("=.*", "");
            if (value) {
                value = false;
            } else if (WITH_VALUE.contains(name)) {
                value = !word.contains("=");
            } else if (!ALONE.contains(name)) {
                kept.add(word);
            }
        }
        return String.join(" ", kept);
    }

    private static boolean chosenByEnvironment(String word) {
        return WITH_VALUE.stream()
                .map(option ->
                        "HOLDFAST_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT))
                .anyMatch(variable -> word.startsWith(variable + "="));
    }

    /**
     * The title is looked for as a pattern, in which a full stop stands for any character. It ends where a title ends, as the
     * title of another scenario may begin like this one.
     */
    private static String pattern(String title) {
        return "'" + title.replaceAll("[^\\p{L}\\p{Nd} ,:;–-]", ".") + "$'";
    }
}
