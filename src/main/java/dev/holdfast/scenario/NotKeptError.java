package dev.holdfast.scenario;

import java.nio.file.Path;

/** Something that was promised was not seen: what was promised, what was seen instead, and where to look. */
public final class NotKeptError extends AssertionError {

    private static final long serialVersionUID = 1L;

    /**
     * A promise that was not kept.
     *
     * @param promised what should have been, as a clause
     * @param seen what was there instead, as sentences that name objects
     * @param history the file that the scenario's history is saved to
     */
    public NotKeptError(String promised, String seen, Path history) {
        super("promised: " + promised + System.lineSeparator() + "    seen: " + seen + System.lineSeparator()
                + "    where to look: " + fromHere(history));
    }

    private static Path fromHere(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
