package dev.holdfast.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that a scenario expects did not come true: what was promised, what was seen instead, and where to look. It names the
 * guarantees that what was seen proves to be broken. Most expectations prove nothing by themselves: the whole history is judged
 * to tell whether Kubernetes did not keep its word, or something else stood in the way.
 */
public final class NotKeptError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final TreeSet<String> guarantees;

    /**
     * An expectation that did not come true.
     *
     * @param promised what should have been, as a clause
     * @param seen what was there instead, as sentences that name objects
     * @param history the file that the scenario's history is saved to
     * @param guarantees the ids of the guarantees that are broken by what was seen, whatever else happened
     */
    public NotKeptError(String promised, String seen, Path history, String... guarantees) {
        this(promised, seen, List.of(), history, guarantees);
    }

    /**
     * An expectation that did not come true.
     *
     * @param promised what should have been, as a clause
     * @param seen what was there instead, as sentences that name objects
     * @param why why sets did not go on at that moment, a sentence each
     * @param history the file that the scenario's history is saved to
     * @param guarantees the ids of the guarantees that are broken by what was seen, whatever else happened
     */
    public NotKeptError(String promised, String seen, List<String> why, Path history, String... guarantees) {
        super("promised: " + promised + System.lineSeparator() + "    seen: " + seen + System.lineSeparator()
                + why.stream()
                        .map(sentence -> "    why: " + sentence + System.lineSeparator())
                        .collect(Collectors.joining())
                + "    where to look: " + fromHere(history));
        this.guarantees = new TreeSet<>(List.of(guarantees));
    }

    /** {@return the ids of the guarantees that what was seen proves to be broken} */
    public Set<String> guarantees() {
        return Set.copyOf(guarantees);
    }

    private static Path fromHere(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
