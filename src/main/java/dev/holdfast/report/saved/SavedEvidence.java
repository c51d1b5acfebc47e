package dev.holdfast.report.saved;

import java.util.List;

/**
 * What was saved of a scenario that did not pass, before it was cleaned up.
 *
 * @param folder the folder, as seen from the report directory
 * @param files the files in it
 * @param missing what could not be saved, with the reasons
 */
public record SavedEvidence(String folder, List<String> files, List<String> missing) {

    /** Copies the lists; none when there are none. */
    public SavedEvidence {
        files = files == null ? List.of() : List.copyOf(files);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
