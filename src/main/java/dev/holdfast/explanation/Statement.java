package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import java.util.List;

/**
 * Something that is so, and what shows it.
 *
 * @param says what is so, a clause without its full stop
 * @param evidence what the server has that shows it
 */
public record Statement(String says, List<Evidence> evidence) {

    public Statement {
        evidence = List.copyOf(evidence);
    }
}
