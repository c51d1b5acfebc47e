package dev.holdfast.report;

import dev.holdfast.cluster.InnermostCause;
import dev.holdfast.history.NotObservedException;
import dev.holdfast.scenario.NotKeptError;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The first step or hook of a scenario that did not pass.
 *
 * @param step the step as it is written, or nothing for a hook
 * @param given whether it is a step that only prepares what the scenario is about
 * @param result what Cucumber says about it
 */
record StepFailure(Optional<String> step, boolean given, Result result) {

    /**
     * Whether it says that something does not hold, rather than that it could not be found out: something else was
     * found, or what was promised did not come in time. What only prepares the scenario promises nothing.
     */
    boolean doesNotHold() {
        return step.isPresent()
                && !given
                && result.getStatus() == Status.FAILED
                && (result.getError() instanceof AssertionError || result.getError() instanceof NotObservedException);
    }

    /** {@return the ids of the guarantees that what the step saw proves to be broken} */
    Set<String> breaks() {
        return result.getError() instanceof NotKeptError seen ? seen.guarantees() : Set.of();
    }

    /** {@return what happened, for a reader who has the feature before them} */
    String sentence() {
        String where = step.map(text -> "\"" + text + "\"").orElse("the set-up or clean-up of the scenario");
        return switch (result.getStatus()) {
            case UNDEFINED -> where + " is a step that nobody defined";
            case AMBIGUOUS -> where + " is a step with more than one definition";
            case PENDING -> where + " is a step that is not written yet";
            default -> told(where, message(result.getError()));
        };
    }

    private static String told(String where, String message) {
        // Where to look is saved with the scenario, as seen from the report directory.
        List<String> lines = message.lines()
                .filter(line -> !line.strip().startsWith("where to look: "))
                .toList();
        return where + (lines.size() == 1 ? ": " : "\n") + String.join("\n", lines);
    }

    /**
     * The first line of what was thrown; the rest is for the log.
     *
     * @param error what was thrown, or null
     */
    static String message(Throwable error) {
        if (error == null) {
            return "no reason given";
        }
        String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName();
        }
        String text = message.strip();
        return error instanceof AssertionError || error instanceof NotObservedException
                ? text
                : text.lines().findFirst().orElse(text) + cause(error, text);
    }

    /** What is at the bottom of it, such as that a connection was refused, where the message does not say so. */
    private static String cause(Throwable error, String text) {
        String last = Objects.requireNonNullElse(InnermostCause.of(error).getMessage(), "")
                .strip();
        return last.isEmpty() || text.contains(last)
                ? ""
                : " (" + last.lines().findFirst().orElse(last) + ")";
    }
}
