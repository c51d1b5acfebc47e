package dev.holdfast.diagnosis;

import java.nio.file.Path;
import java.util.List;

/**
 * What was saved of a scenario that did not pass.
 *
 * @param folder the folder that it was saved to
 * @param files the files in it, as they are named from there; none when nothing could be saved
 * @param missing what could not be saved, each with the reason, in one line
 */
public record SavedDiagnosis(Path folder, List<String> files, List<String> missing) {

    /** Keeps its own copies. */
    public SavedDiagnosis {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
    }
}
