package dev.holdfast.report.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs one scenario of a run again, on the same cluster as that run. */
public final class RerunCommand {

    private static final String VERIFY = "./holdfast verify";

    /** What chose the scenarios of the run, or where its results went: the scenario that is run again has its own. */
    private static final Set<String> WITH_VALUE = Set.of(
            "--tags",
            "--scenario",
            "--shard",
            "--shard-index",
            "--shards",
            "--repeat",
            "--report",
            "--summary-configmap");

    private static final Set<String> ALONE = Set.of("--rerun-failed", "--fail-fast", "--dry-run");

    /** A history that was judged is there, and nothing has to run again. */
    private static final Pattern JUDGING = Pattern.compile("\\./holdfast (judge|report) ");

    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    private RerunCommand() {}

    /**
     * Says it.
     *
     * @param command what was typed to start the run, ready for a shell
     * @param scenario the scenario
     * @return a line that is ready for a shell
     */
    public static String of(Optional<String> command, SavedScenario scenario) {
        Optional<String> judged = command.filter(each -> JUDGING.matcher(each).find());
        if (judged.isPresent()) {
            return judged.get();
        }
        String start = command.filter(RerunCommand::choosesScenarios)
                .map(RerunCommand::withoutChoice)
                .orElse(VERIFY);
        return start + " --scenario " + pattern(scenario.name());
    }

    private static boolean choosesScenarios(String command) {
        return command.contains(VERIFY + " ") || command.endsWith(VERIFY) || command.contains("--component");
    }

    private static String withoutChoice(String command) {
        List<String> kept = new ArrayList<>();
        Matcher words = WORD.matcher(command);
        boolean value = false;
        while (words.find()) {
            String word = words.group();
            String name = word.replaceFirst("=.*", "");
            if (value) {
                value = false;
            } else if (WITH_VALUE.contains(name)) {
                value = !word.contains("=");
            } else if (!ALONE.contains(name) && !chosenByEnvironment(word)) {
                kept.add(kept.contains("./holdfast") && word.equals("sabotage") ? "verify" : word);
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

    /** The title is looked for as a pattern, in which a full stop stands for any character. */
    private static String pattern(String title) {
        return "'" + title.replaceAll("[^\\p{L}\\p{Nd} ,:;–-]", ".") + "'";
    }
}
