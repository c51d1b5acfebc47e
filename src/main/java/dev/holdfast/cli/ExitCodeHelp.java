package dev.holdfast.cli;

import dev.holdfast.run.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What the help of a command says of its exit codes: what they mean there, and nothing of other commands. */
final class ExitCodeHelp {

    /** They judge no guarantee: what they were asked for was done, or it was not. */
    private static final List<String> DEEDS = List.of("list", "cluster", "rbac", "image", "cleanup", "completion");

    private ExitCodeHelp() {}

    /** Writes it into the help of all commands. */
    static void install(CommandLine holdfast) {
        explain(holdfast, ExitCode.meanings());
        Map<String, CommandLine> commands = holdfast.getSubcommands();
        DEEDS.forEach(name -> explain(commands.get(name), ofDeeds()));
        explain(commands.get("sabotage"), ofSabotage());
        explain(commands.get("compare"), ofComparison());
        explain(commands.get("explain"), ExplainCommand.exitCodes());
    }

    private static void explain(CommandLine command, Map<String, String> meanings) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(meanings);
        command.getSubcommands().values().forEach(each -> explain(each, meanings));
    }

    private static Map<String, String> ofDeeds() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "Done.");
        meanings.put("2", "Usage error, or unsupported machine or cluster. Nothing was done.");
        meanings.put("3", "It did not succeed, or not all of it.");
        return meanings;
    }

    private static Map<String, String> ofSabotage() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(
                "0",
                "Every fault was noticed, and no guarantee was called broken where nothing was done to the cluster. With"
                        + " --component or --component-version: no guarantee is broken.");
        meanings.put(
                "1",
                "A fault was not noticed, or a guarantee was called broken where nothing was done to the cluster. With"
                        + " --component or --component-version: a guarantee is broken.");
        meanings.put("2", "Usage error, or unsupported machine or cluster. Nothing was tried.");
        meanings.put("3", "Inconclusive: not everything could be tried or judged.");
        return meanings;
    }

    private static Map<String, String> ofComparison() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "Nothing of what follows.");
        meanings.put("1", "A guarantee is broken in a later run of which the first run shows something better.");
        meanings.put("2", "Usage error: a folder is not that of a run, or there is only one. Nothing was compared.");
        meanings.put(
                "3", "Nothing got broken, and a guarantee is inconclusive in a later run that was not in the first.");
        return meanings;
    }
}
